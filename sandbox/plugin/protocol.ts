/**
 * The messages and the service of Pulumi's provider protocol, as @pulumi/pulumi ships them. They are CommonJS files
 * whose exports Node can't see by name, so that they are taken from the module as a whole, here and nowhere else.
 */
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import providerService from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import errorStatus from "@pulumi/pulumi/proto/status_pb.js";
import protobufAny from "google-protobuf/google/protobuf/any_pb.js";
import protobufEmpty from "google-protobuf/google/protobuf/empty_pb.js";
import protobufStruct from "google-protobuf/google/protobuf/struct_pb.js";

export const { ResourceProviderService } = providerService;
export const {
  CheckFailure,
  CheckResponse,
  ConfigureResponse,
  CreateResponse,
  DiffResponse,
  ErrorResourceInitFailed,
  GetSchemaResponse,
  InvokeResponse,
  PropertyDiff,
  ReadResponse,
  UpdateResponse,
} = provider;
export const { PluginInfo } = plugin;
export const { Status } = errorStatus;
export const { Any } = protobufAny;
export const { Empty } = protobufEmpty;
export const { Struct } = protobufStruct;

export type {
  CheckRequest,
  CheckResponse as CheckResponseMessage,
  ConfigureRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  DiffResponse as DiffResponseMessage,
  InvokeRequest,
  ReadRequest,
  UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb.js";
export type { Struct as StructMessage } from "google-protobuf/google/protobuf/struct_pb.js";
