import { createRequire, enableCompileCache, flushCompileCache } from "node:module";
import type * as grpc from "@grpc/grpc-js";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { langOf } from "../components/locale/localized.ts";
import { stackBudget, withBudget } from "./budget/stack-budget.ts";
import { configurationOf, environmentOf, initialConfigOf } from "./environment.ts";
import type { PlacedExemption } from "./exemptions/exemption.ts";
import { exemptionsOf } from "./exemptions/load.ts";
import { BadExemptions } from "./exemptions/parse.ts";
import { ExemptionRegister } from "./exemptions/register.ts";
import { Pack } from "./pack.ts";
import { RULES } from "./rules/all.ts";

// What the service loads takes longer to compile than to run. Hougu's language host says where the cache is; under
// another host it is Node's own place for it.
enableCompileCache();

// Static imports would load before the line above. The engine ends packs by a signal, at which Node would lose the cache.
const require = createRequire(import.meta.url);
const { Server, ServerCredentials } = require("@grpc/grpc-js") as typeof grpc;
const { AnalyzerService } = await import("./analyzer/protocol.ts");
const { analyzerService, refusingService } = await import("./analyzer/service.ts");
flushCompileCache();

/**
 * Serves the rules to the engine, and ends with the process.
 * @param pack URL of the pack's entry: exemptions are read from the folder beside it
 */
export async function serve(pack: URL): Promise<void> {
  // A stack of 2,000 resources is more than the default of 4 MiB.
  const server = new Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
  server.addService(AnalyzerService, serviceOf(pack));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    // The engine reads the port from the first line.
    console.log(String(port));
  });
}

function serviceOf(pack: URL): UntypedServiceImplementation {
  const environment = environmentOf(process.env);
  const [lang, now] = [langOf(process.env), Date.now()];
  const rules = new Set(RULES.map(({ id }) => id));
  let exemptions: readonly PlacedExemption[] = [];
  try {
    if (environment !== undefined) exemptions = exemptionsOf(environment, { rules, now, lang, pack });
  } catch (error) {
    if (error instanceof BadExemptions) return refusingService(error);
    throw error;
  }
  return analyzerService(new Pack(RULES, lang, new ExemptionRegister(exemptions, now)), {
    name: "hougu",
    version: (require("./package.json") as { version: string }).version,
    initial:
      environment === undefined
        ? {}
        : initialConfigOf(RULES, withBudget(configurationOf(environment), stackBudget(process.env))),
  });
}
