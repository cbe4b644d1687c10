/**
 * Stands where Alibaba Cloud's trace service does: takes OTLP over gRPC from who shows the token, and writes a line for each
 * span to a file. `node trace-store.ts ADDRESS:PORT TOKEN FILE`
 */
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import {
  type GrpcObject,
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceClientConstructor,
  type sendUnaryData,
  status,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";

interface Export {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly {
      readonly spans: readonly { readonly traceId: Buffer; readonly spanId: Buffer; readonly name: string }[];
    }[];
  }[];
}

const [listen = "", token = "", file = ""] = process.argv.slice(2);
const proto = loadPackageDefinition(loadSync(join(import.meta.dirname, "otlp.proto")));
const at = (path: string): unknown =>
  path.split(".").reduce<unknown>((found, step) => (found as GrpcObject)[step], proto);
const { service } = at("opentelemetry.proto.collector.trace.v1.TraceService") as ServiceClientConstructor;

const server = new Server();
server.addService(service, {
  Export: (call: ServerUnaryCall<Export, object>, answer: sendUnaryData<object>) => {
    if (call.metadata.get("authentication")[0] !== token) {
      appendFileSync(file, `${JSON.stringify({ refused: true })}\n`);
      answer({ code: status.UNAUTHENTICATED, details: "no such token" });
      return;
    }
    for (const { scopeSpans } of call.request.resourceSpans)
      for (const { spans } of scopeSpans)
        for (const { traceId, spanId, name } of spans)
          appendFileSync(
            file,
            `${JSON.stringify({ trace: traceId.toString("hex"), span: spanId.toString("hex"), name })}\n`,
          );
    answer(null, {});
  },
});
server.bindAsync(listen, ServerCredentials.createInsecure(), (error) => {
  if (error) throw error;
});
