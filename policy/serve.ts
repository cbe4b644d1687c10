import { createRequire, enableCompileCache, flushCompileCache } from "node:module";
import type * as grpc from "@grpc/grpc-js";
import { langOf } from "../components/locale/localized.ts";
import type { PackSetup } from "./analyzer/service.ts";
import { stackBudget, withBudget } from "./budget/stack-budget.ts";
import { configurationOf, environmentOf, initialConfigOf } from "./environment.ts";
import { exemptionsOf } from "./exemptions/load.ts";
import { ExemptionRegister } from "./exemptions/register.ts";
import { Pack } from "./pack.ts";
import { RULES } from "./rules/all.ts";

// What the service loads takes longer to compile than to run. Hougu's language host says where the cache is; under
// another host it is Node's own place for it.
enableCompileCache();

const require = createRequire(import.meta.url);

/**
 * Serves the rules to the engine, and ends with the process.
 * @param pack URL of the pack's entry: exemptions are read from the folder beside it
 */
export async function serve(pack: URL): Promise<void> {
  // Static imports would load before the cache is on. The engine ends packs by a signal, at which Node would lose it.
  const { Server, ServerCredentials } = require("@grpc/grpc-js") as typeof grpc;
  const { ANALYZER_SERVICE, analyzerImplementation } = await import("./analyzer/service.ts");
  flushCompileCache();
  // A stack of 2,000 resources is more than the default of 4 MiB.
  const server = new Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
  const setup = (config?: Readonly<Record<string, string>>) =>
    setupOf(
      pack,
      config === undefined ? process.env : { ...process.env, PULUMI_CONFIG: JSON.stringify(config) },
    );
  server.addService(ANALYZER_SERVICE, analyzerImplementation(setup));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    // The engine reads the port from the first line.
    console.log(String(port));
  });
}

/**
 * What the pack is for a stack. Engines tell the stack by a call; hosts for packs of Pulumi's own SDK by PULUMI_CONFIG,
 * before the pack starts.
 * @throws BadExemptions
 */
function setupOf(pack: URL, env: Readonly<Record<string, string | undefined>>): PackSetup {
  const environment = environmentOf(env);
  const [lang, now] = [langOf(env), Date.now()];
  const rules = new Set(RULES.map(({ id }) => id));
  const exemptions = environment === undefined ? [] : exemptionsOf(environment, { rules, now, lang, pack });
  return {
    pack: new Pack(RULES, lang, new ExemptionRegister(exemptions, now)),
    information: {
      name: "hougu",
      version: (require("./package.json") as { version: string }).version,
      initial:
        environment === undefined
          ? {}
          : initialConfigOf(RULES, withBudget(configurationOf(environment), stackBudget(env))),
    },
  };
}
