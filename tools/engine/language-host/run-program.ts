import type { Children, Ending } from "./children.ts";
import { nodeOf, withNodeOnPath } from "./program-node.ts";
import { type RunRequest, RunResponse, type RunResponseMessage } from "./protocol.ts";
import { readRuntimeOptions } from "./runtime-options.ts";
import { sdkModule } from "./sdk.ts";

/**
 * The exit code by which the SDK's runner says "I have shown the error already"
 * (`nodeJSProcessExitedAfterLoggingUserActionableMessage` in @pulumi/pulumi/cmd/run).
 */
const ERROR_WAS_SHOWN = 32;

/** What V8 prints when its heap is full. */
const OUT_OF_MEMORY = "<--- Last few GCs --->";

/** Everything that the engine must know to follow a program. */
export interface Engine {
  /** `host:port` of the engine's own service. */
  readonly address: string;
  /** Endpoint for traces, if the engine has one. */
  readonly tracing?: string;
}

/** Runs a program to its end. Its output goes to this process's, line by line as it comes. */
export async function runProgram(
  request: RunRequest,
  engine: Engine,
  children: Children,
): Promise<RunResponseMessage> {
  const response = new RunResponse();
  try {
    const { code, signal, outOfMemory } = await execute(request, engine, children);
    if (code === 0) return response;
    if (code === ERROR_WAS_SHOWN) response.setBail(true);
    else response.setError(describeFailure({ code, signal }, outOfMemory));
  } catch (error) {
    response.setError(error instanceof Error ? error.message : String(error));
  }
  return response;
}

async function execute(
  request: RunRequest,
  engine: Engine,
  children: Children,
): Promise<Ending & { outOfMemory: boolean }> {
  const info = request.getInfo();
  if (info === undefined) throw new Error("the engine sent no program; pulumi 3.259.0 or newer is needed");
  const directory = info.getProgramDirectory();
  const options = readRuntimeOptions(info.getOptions()?.toJavaScript() ?? {});
  const node = nodeOf(directory);
  const args = [
    ...options.nodeargs,
    sdkModule("@pulumi/pulumi/cmd/run", directory),
    ...runnerArguments(request, engine),
  ];
  let outOfMemory = false;
  const { ended } = await children.start(
    node,
    args,
    { cwd: directory, env: programEnvironment(request, node, options) },
    {
      stdout: (data) => process.stdout.write(data),
      stderr: (data) => {
        outOfMemory ||= data.includes(OUT_OF_MEMORY);
        process.stderr.write(data);
      },
    },
  );
  return { ...(await ended), outOfMemory };
}

/** The command line of @pulumi/pulumi/cmd/run; its usage text names each. */
export function runnerArguments(request: RunRequest, engine: Engine): string[] {
  const info = request.getInfo();
  const named: readonly (readonly [string, string | undefined])[] = [
    ["monitor", request.getMonitorAddress()],
    ["engine", engine.address],
    ["organization", request.getOrganization()],
    ["project", request.getProject()],
    ["root-directory", info?.getRootDirectory()],
    ["stack", request.getStack()],
    ["pwd", info?.getProgramDirectory()],
    ["parallel", String(request.getParallel())],
    ["tracing", engine.tracing],
  ];
  return [
    ...named.flatMap(([name, value]) => (value ? [`--${name}`, value] : [])),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info?.getEntryPoint() || ".",
    ...request.getArgsList(),
  ];
}

function programEnvironment(
  request: RunRequest,
  node: string,
  options: ReturnType<typeof readRuntimeOptions>,
): Record<string, string> {
  return {
    ...withNodeOnPath(process.env as Record<string, string>, node),
    // Configuration travels in the environment and not in arguments, which every user of the machine could read.
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    ...typescriptEnvironment(options),
  };
}

/** How the SDK's runners are told about ts-node. */
export function typescriptEnvironment(
  options: ReturnType<typeof readRuntimeOptions>,
): Record<string, string> {
  return {
    ...(options.typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
    ...(options.tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
  };
}

function describeFailure({ code, signal }: Ending, outOfMemory: boolean): string {
  const what = signal === undefined ? `exited with code ${code}` : `was ended by ${signal}`;
  const remedy = outOfMemory
    ? "; it ran out of memory: raise runtime.options.nodeargs: --max-old-space-size=<MiB> in Pulumi.yaml"
    : "";
  return `the program ${what}${remedy}`;
}
