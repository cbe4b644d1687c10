import type { Children, Ending } from "./children.ts";
import { PolicyProxy, type StackConfiguration } from "./policy-proxy.ts";
import { nodeOf, withNodeOnPath } from "./program-node.ts";
import type { RunPluginRequest } from "./protocol.ts";
import { typescriptEnvironment } from "./run-program.ts";
import { type RuntimeOptions, readRuntimeOptions } from "./runtime-options.ts";
import { sdkModule } from "./sdk.ts";

/** Where a plugin's output goes: to the engine, as messages of the call's stream. */
export interface PluginOutput {
  readonly stdout: (data: Buffer) => void;
  readonly stderr: (data: Buffer) => void;
}

/** The engine's name for the kind of plugin that a policy pack is. */
const POLICY_PACK = "analyzer";

/**
 * Runs a plugin written for Node until it ends, or until `signal` stops it. Its first line of output is the port by
 * which the engine reaches it. Throws when it can't be started.
 */
export async function runPlugin(
  request: RunPluginRequest,
  children: Children,
  output: PluginOutput,
  signal: AbortSignal,
): Promise<Ending> {
  return request.getKind() === POLICY_PACK && optionsOf(request).stackConfiguration === "environment"
    ? await runPolicyPack(request, children, output, signal)
    : await launch(request, children, output, signal, {});
}

async function runPolicyPack(
  request: RunPluginRequest,
  children: Children,
  output: PluginOutput,
  signal: AbortSignal,
): Promise<Ending> {
  const proxy = new PolicyProxy();
  try {
    output.stdout(Buffer.from(`${await proxy.listen()}\n`));
    const configuration = await Promise.race([proxy.configuration(), aborted(signal)]);
    if (signal.aborted) return { signal: "SIGTERM" };
    let firstLine: Buffer | undefined = Buffer.alloc(0);
    const stdout = (data: Buffer): void => {
      if (firstLine === undefined) {
        output.stdout(data);
        return;
      }
      firstLine = Buffer.concat([firstLine, data]);
      const end = firstLine.indexOf("\n");
      if (end < 0) return;
      const port = Number(firstLine.subarray(0, end).toString("utf8").trim());
      const rest = firstLine.subarray(end + 1);
      firstLine = undefined;
      if (Number.isInteger(port) && port > 0) proxy.attach(port).catch((error: Error) => proxy.fail(error));
      else
        proxy.fail(
          new Error("the policy pack wrote to its output before it served: use console.error instead"),
        );
      if (rest.length > 0) output.stdout(rest);
    };
    const ended = await launch(
      request,
      children,
      { ...output, stdout },
      signal,
      packEnvironment(configuration),
    );
    proxy.fail(new Error(`the policy pack ${describe(ended)}`));
    return ended;
  } finally {
    await proxy.close();
  }
}

async function launch(
  request: RunPluginRequest,
  children: Children,
  output: PluginOutput,
  signal: AbortSignal,
  extraEnvironment: Readonly<Record<string, string>>,
): Promise<Ending> {
  const info = request.getInfo();
  if (info === undefined) throw new Error("the engine sent no program; pulumi 3.259.0 or newer is needed");
  const directory = info.getProgramDirectory();
  const options = optionsOf(request);
  const node = nodeOf(directory);
  const isPack = request.getKind() === POLICY_PACK;
  const runner = isPack
    ? packRunner(directory, options.typescript)
    : [sdkModule("@pulumi/pulumi/cmd/run-plugin", directory)];
  // The runner of policy packs takes the pack's folder last, after the engine's address; the other takes it first.
  const programArguments = isPack
    ? [...request.getArgsList(), directory]
    : [directory, ...request.getArgsList()];
  const { child, ended } = await children.start(
    node,
    [...options.nodeargs, ...runner, ...programArguments],
    {
      cwd: isPack ? directory : request.getPwd(),
      env: {
        ...withNodeOnPath({ ...compileCache(), ...environmentOf(request.getEnvList()) }, node),
        ...typescriptEnvironment(options),
        ...extraEnvironment,
      },
    },
    output,
  );
  const stop = (): void => {
    child.kill("SIGTERM");
  };
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  return await ended;
}

function optionsOf(request: RunPluginRequest): RuntimeOptions {
  return readRuntimeOptions(request.getInfo()?.getOptions()?.toJavaScript() ?? {});
}

/**
 * With `typescript: false` a pack runs as a program does: Node strips the types. The SDK's own entry point for packs
 * doesn't know that option and always loads ts-node with the whole compiler, which takes most of a second.
 */
function packRunner(directory: string, typescript: boolean): string[] {
  const official = sdkModule("@pulumi/pulumi/cmd/run-policy-pack", directory);
  return typescript ? [official] : [new URL("./policy-pack-runner.ts", import.meta.url).pathname];
}

function packEnvironment(configuration: StackConfiguration | undefined): Record<string, string> {
  if (configuration === undefined) return {};
  const { organization, project, stack, dryRun, config } = configuration;
  return {
    ...(organization ? { PULUMI_NODEJS_ORGANIZATION: organization } : {}),
    ...(project ? { PULUMI_NODEJS_PROJECT: project } : {}),
    ...(stack ? { PULUMI_NODEJS_STACK: stack } : {}),
    PULUMI_NODEJS_DRY_RUN: String(dryRun),
    PULUMI_CONFIG: JSON.stringify(config),
  };
}

function environmentOf(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    list.flatMap((entry) => {
      const at = entry.indexOf("=");
      return at > 0 ? [[entry.slice(0, at), entry.slice(at + 1)]] : [];
    }),
  );
}

function compileCache(): Record<string, string> {
  const directory = process.env.NODE_COMPILE_CACHE;
  return directory === undefined ? {} : { NODE_COMPILE_CACHE: directory };
}

/** `exited with code 3` or `was ended by SIGKILL`. */
export function describe({ code, signal }: Ending): string {
  return signal === undefined ? `exited with code ${code}` : `was ended by ${signal}`;
}

async function aborted(signal: AbortSignal): Promise<undefined> {
  return await new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
}
