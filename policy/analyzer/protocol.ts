import { createRequire } from "node:module";
import type { MethodDefinition, ServiceDefinition } from "@grpc/grpc-js";
import type * as analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type * as plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import type * as protobuf from "google-protobuf";

// Required, not imported: the cache of compiled code must be on before they load.
const require = createRequire(import.meta.url);

/** The engine's own description of what it asks a pack. */
export const { AnalyzerService } = require("@pulumi/pulumi/proto/analyzer_grpc_pb.js") as {
  readonly AnalyzerService: ServiceDefinition & {
    readonly configure: MethodDefinition<unknown, object> & { readonly responseType: new () => object };
    readonly analyze: MethodDefinition<unknown, unknown>;
    readonly remediate: MethodDefinition<unknown, unknown>;
  };
};

/** Reads a message field by field. */
export const { BinaryReader } = require("google-protobuf") as Pick<typeof protobuf, "BinaryReader">;

/** Properties of any shape, on the wire. */
export const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js") as {
  readonly Struct: { fromJavaScript(value: object): never };
};

/** Messages of the engine's protocol. */
export const messages = {
  analyzer: require("@pulumi/pulumi/proto/analyzer_pb.js") as typeof analyzer,
  plugin: require("@pulumi/pulumi/proto/plugin_pb.js") as typeof plugin,
  // The service accepts an Empty of its own copy of google-protobuf alone.
  Empty: AnalyzerService.configure.responseType,
};
