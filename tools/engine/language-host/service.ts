import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  type ServiceError,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import type { Message } from "google-protobuf";
import type { Children } from "./children.ts";
import {
  installedPackages,
  programDependencies,
  type RequiredPackage,
  requiredPackage,
} from "./installed-packages.ts";
import { installDependencies, packageManagerOf } from "./package-manager.ts";
import { nodeOf } from "./program-node.ts";
import * as protocol from "./protocol.ts";
import { describe, runPlugin } from "./run-plugin.ts";
import { type Engine, runProgram } from "./run-program.ts";
import { PACKAGE_MANAGERS, readRuntimeOptions } from "./runtime-options.ts";

/** What the service needs from the process around it. */
export interface HostContext {
  /** Version that the host reports, e.g. `3.259.0`: that of the engine whose protocol it speaks. */
  readonly version: string;
  readonly engine: Engine;
  readonly children: Children;
}

/**
 * Pulumi's LanguageRuntime service for programs and policy packs written for Node. Code generation (`pulumi convert`,
 * `package add`, `import`'s generated code) isn't part of it: gRPC answers UNIMPLEMENTED to those calls.
 */
export function languageRuntime(context: HostContext): UntypedServiceImplementation {
  let engine = context.engine;
  const { children } = context;
  return {
    handshake: unary((request: protocol.LanguageHandshakeRequest) => {
      engine = { ...engine, address: request.getEngineAddress() };
      return new protocol.LanguageHandshakeResponse();
    }),
    getPluginInfo: unary(() => new protocol.PluginInfo().setVersion(context.version)),
    getRequiredPackages: unary((request: protocol.GetRequiredPackagesRequest) =>
      new protocol.GetRequiredPackagesResponse().setPackagesList(requiredPackages(directoryOf(request))),
    ),
    run: unary((request: protocol.RunRequest) => runProgram(request, engine, children)),
    about: unary((request: protocol.AboutRequest) => about(request)),
    getProgramDependencies: unary((request: protocol.GetProgramDependenciesRequest) =>
      new protocol.GetProgramDependenciesResponse().setDependenciesList(
        programDependencies(directoryOf(request), request.getTransitivedependencies()).map(
          ({ name, version }) => new protocol.DependencyInfo().setName(name).setVersion(version),
        ),
      ),
    ),
    runtimeOptionsPrompts: unary((request: protocol.RuntimeOptionsRequest) =>
      new protocol.RuntimeOptionsResponse().setPromptsList(prompts(optionsOf(request))),
    ),
    template: unary(() => new protocol.TemplateResponse()),
    cancel: unary(() => {
      children.interruptAll();
      return new protocol.Empty();
    }),
    installDependencies: installing(children),
    runPlugin: runningPlugin(children),
  };
}

type WithProgram = { getInfo(): protocol.ProgramInfo | undefined };

function unary<Request, Response extends Message>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return ({ request }, callback) => {
    Promise.resolve()
      .then(() => answer(request))
      .then((response) => callback(null, response))
      .catch((error: unknown) => callback(rpcError(error)));
  };
}

function rpcError(error: unknown): Partial<ServiceError> {
  return { code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) };
}

function directoryOf(request: WithProgram): string {
  const directory = request.getInfo()?.getProgramDirectory();
  if (!directory) throw new Error("the engine sent no program; pulumi 3.259.0 or newer is needed");
  return directory;
}

function optionsOf(request: WithProgram): Readonly<Record<string, unknown>> {
  return request.getInfo()?.getOptions()?.toJavaScript() ?? {};
}

function requiredPackages(directory: string): protocol.PackageDependencyMessage[] {
  return installedPackages(directory).flatMap(({ manifest }) => {
    const required = requiredPackage(manifest);
    return required === undefined ? [] : [packageDependency(required)];
  });
}

function packageDependency(required: RequiredPackage): protocol.PackageDependencyMessage {
  const { name, version, server, parameterization, extension } = required;
  const dependency = new protocol.PackageDependency().setName(name).setKind("resource").setVersion(version);
  if (server !== undefined) dependency.setServer(server);
  if (parameterization !== undefined) dependency.setParameterization(parameterOf(parameterization));
  if (extension !== undefined) dependency.setExtension$(parameterOf(extension));
  return dependency;
}

function parameterOf({ name, version, value }: NonNullable<RequiredPackage["parameterization"]>) {
  return new protocol.PackageParameterization().setName(name).setVersion(version).setValue(value);
}

function prompts(options: Readonly<Record<string, unknown>>) {
  if (options.packagemanager !== undefined) return [];
  const value = (name: string) =>
    new protocol.RuntimeOptionPrompt.RuntimeOptionValue()
      .setPrompttype(protocol.RuntimeOptionPrompt.RuntimeOptionType.STRING)
      .setStringvalue(name)
      .setDisplayname(name);
  return [
    new protocol.RuntimeOptionPrompt()
      .setKey("packagemanager")
      .setDescription("The package manager that installs dependencies")
      .setPrompttype(protocol.RuntimeOptionPrompt.RuntimeOptionType.STRING)
      .setChoicesList(PACKAGE_MANAGERS.map(value))
      .setDefault(value("npm")),
  ];
}

function about(request: protocol.AboutRequest): protocol.AboutResponseMessage {
  const directory = directoryOf(request);
  const node = nodeOf(directory);
  const response = new protocol.AboutResponse()
    .setExecutable(node)
    .setVersion(
      node === process.execPath
        ? process.version
        : execFileSync(node, ["--version"], { encoding: "utf8" }).trim(),
    );
  const metadata = response.getMetadataMap();
  metadata.set("packagemanager", packageManagerOf(directory, readRuntimeOptions(optionsOf(request))));
  const typescript = typescriptVersion(directory);
  if (typescript !== undefined) metadata.set("typescriptVersion", typescript);
  return response;
}

function typescriptVersion(directory: string): string | undefined {
  try {
    const { version }: { version?: string } = createRequire(join(directory, "package.json"))(
      "typescript/package.json",
    );
    return version;
  } catch {
    return undefined;
  }
}

function installing(
  children: Children,
): handleServerStreamingCall<
  protocol.InstallDependenciesRequest,
  protocol.InstallDependenciesResponseMessage
> {
  return (call) => {
    Promise.resolve()
      .then(() =>
        installDependencies(
          directoryOf(call.request),
          readRuntimeOptions(optionsOf(call.request)),
          children,
          {
            stdout: (data) => call.write(new protocol.InstallDependenciesResponse().setStdout(data)),
            stderr: (data) => call.write(new protocol.InstallDependenciesResponse().setStderr(data)),
          },
        ),
      )
      .then(() => call.end())
      .catch((error: unknown) => call.destroy(Object.assign(new Error(), rpcError(error))));
  };
}

function runningPlugin(
  children: Children,
): handleServerStreamingCall<protocol.RunPluginRequest, protocol.RunPluginResponseMessage> {
  return (call) => {
    const stopped = new AbortController();
    call.once("cancelled", () => stopped.abort());
    const write = (message: protocol.RunPluginResponseMessage): void => {
      if (!call.cancelled) call.write(message);
    };
    runPlugin(
      call.request,
      children,
      {
        stdout: (data) => write(new protocol.RunPluginResponse().setStdout(data)),
        stderr: (data) => write(new protocol.RunPluginResponse().setStderr(data)),
      },
      stopped.signal,
    )
      .then((ending) => {
        if (ending.code === undefined && !stopped.signal.aborted)
          throw new Error(`the plugin ${describe(ending)}`);
        write(new protocol.RunPluginResponse().setExitcode(ending.code ?? 0));
        call.end();
      })
      .catch((error: unknown) => call.destroy(Object.assign(new Error(), rpcError(error))));
  };
}
