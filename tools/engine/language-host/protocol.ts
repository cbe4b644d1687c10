/**
 * The messages and services of Pulumi's language protocol, as @pulumi/pulumi ships them. They are CommonJS files whose
 * exports Node can't see by name, so that they are taken from the module as a whole, here and nowhere else.
 */
import languageService from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import protobufEmpty from "google-protobuf/google/protobuf/empty_pb.js";

export const { LanguageRuntimeService } = languageService;
export const {
  AboutResponse,
  DependencyInfo,
  GetProgramDependenciesResponse,
  GetRequiredPackagesResponse,
  InstallDependenciesResponse,
  LanguageHandshakeResponse,
  RunPluginResponse,
  RunResponse,
  RuntimeOptionPrompt,
  RuntimeOptionsResponse,
  TemplateResponse,
} = language;
export const { PackageDependency, PackageParameterization, PluginInfo } = plugin;
export const { Empty } = protobufEmpty;

export type {
  AboutRequest,
  AboutResponse as AboutResponseMessage,
  GetProgramDependenciesRequest,
  GetRequiredPackagesRequest,
  InstallDependenciesRequest,
  InstallDependenciesResponse as InstallDependenciesResponseMessage,
  LanguageHandshakeRequest,
  ProgramInfo,
  RunPluginRequest,
  RunPluginResponse as RunPluginResponseMessage,
  RunRequest,
  RunResponse as RunResponseMessage,
  RuntimeOptionsRequest,
} from "@pulumi/pulumi/proto/language_pb.js";
export type { PackageDependency as PackageDependencyMessage } from "@pulumi/pulumi/proto/plugin_pb.js";
