import { createRequire, enableCompileCache, flushCompileCache } from "node:module";
import type * as grpc from "@grpc/grpc-js";
import { langOf } from "../components/locale/localized.ts";
import { configurationOf, environmentOf, initialConfigOf } from "./environment.ts";
import { Pack } from "./pack.ts";
import { RULES } from "./rules/all.ts";

// What the service loads takes longer to compile than to run. Hougu's language host says where the cache is; under
// another host it is Node's own place for it.
enableCompileCache();

// Static imports would load before the line above. The engine ends packs by a signal, at which Node would lose the cache.
const require = createRequire(import.meta.url);
const { Server, ServerCredentials } = require("@grpc/grpc-js") as typeof grpc;
const { AnalyzerService } = await import("./analyzer/protocol.ts");
const { analyzerService } = await import("./analyzer/service.ts");
flushCompileCache();

const environment = environmentOf(process.env);
const service = analyzerService(new Pack(RULES, langOf(process.env)), {
  name: "hougu",
  version: (require("./package.json") as { version: string }).version,
  initial: environment === undefined ? {} : initialConfigOf(RULES, configurationOf(environment)),
});

// A stack of 2,000 resources is more than the default of 4 MiB.
const server = new Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
server.addService(AnalyzerService, service);
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  // The engine reads the port from the first line.
  console.log(String(port));
});
