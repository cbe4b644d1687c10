import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Attempt, Environment, Obstacle, Report } from "./attempt.ts";
import { enginesFolder } from "./cache-folder.ts";
import { runCommand } from "./command.ts";
import { publishToCache } from "./from-cache.ts";
import { askVersion } from "./from-path.ts";
import { engineEnvironment } from "./language-host-launcher.ts";
import { PINNED_VERSION } from "./pinned-version.ts";
import { isAtLeast, parseVersion } from "./version.ts";

/** The Go module that pins the CLI and every module below it. */
const MODULE = fileURLToPath(new URL(".", import.meta.url));
const PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const BUILD_FLAGS = [
  "-trimpath",
  // Exactly the versions and checksums of go.mod and go.sum, or a failure.
  "-mod=readonly",
  // Without symbols the binary is a third smaller; the version is what the CLI reports and plugins ask for.
  `-ldflags=-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${PINNED_VERSION}`,
];
/** `go version` answers at once; a loaded machine may need longer. */
const ASKING_MS = 20_000;

/** The Go release that go.mod's `go` line requires. */
export function requiredGo(): string {
  const line = /^go (\S+)$/m.exec(readFileSync(join(MODULE, "go.mod"), "utf8"));
  const version = parseVersion(line?.[1] ?? "");
  if (version === undefined) throw new Error(`${MODULE}go.mod has no go line`);
  return version;
}

/** The Go on PATH itself, not a toolchain that it would fetch; nothing when there is none. */
export async function installedGo(env: Environment): Promise<string | undefined> {
  const { code, stdout } = await runCommand("go", ["version"], {
    env: { ...env, GOTOOLCHAIN: "local" },
    timeoutMs: ASKING_MS,
  });
  return code === 0 ? parseVersion(stdout) : undefined;
}

/** Why the CLI can't be built here; nothing when it can. */
export async function buildObstacle(env: Environment): Promise<Obstacle | undefined> {
  const needed = requiredGo();
  const remedy = {
    en: `install Go ${needed} or newer: https://go.dev/dl/`,
    zh: `安装 Go ${needed} 或更新版本：https://go.dev/dl/`,
  };
  const found = await installedGo(env);
  if (found === undefined) return { problem: { en: "no Go on PATH", zh: "PATH 中没有 Go" }, remedy };
  if (isAtLeast(found, needed)) return undefined;
  return {
    problem: {
      en: `Go ${found} is too old, ${needed} is needed`,
      zh: `Go ${found} 太旧，需要 ${needed}`,
    },
    remedy,
  };
}

/** Builds the pinned CLI from its Go modules into the cache: some minutes on two cores, seconds when Go has it cached. */
export async function fromBuild(env: Environment, offline: boolean, report: Report): Promise<Attempt> {
  const obstacle = await buildObstacle(env);
  if (obstacle !== undefined) return { obstacle };
  mkdirSync(enginesFolder(env), { recursive: true });
  const prepared = mkdtempSync(join(enginesFolder(env), "build-"));
  try {
    const goEnv = { ...env, GOTOOLCHAIN: "local", GOWORK: "off", ...(offline ? { GOPROXY: "off" } : {}) };
    const failure = (await fetchModules(goEnv, report)) ?? (await compile(goEnv, prepared, report));
    if (failure !== undefined) return { obstacle: buildFailure(failure, offline) };
    const root = publishToCache(prepared, "build", env);
    return {
      engine: { version: PINNED_VERSION, root, origin: "build", env: engineEnvironment(root, true, env) },
    };
  } finally {
    rmSync(prepared, { recursive: true, force: true });
  }
}

async function fetchModules(env: Environment, report: Report): Promise<string | undefined> {
  let fetched = 0;
  const tell = (): void =>
    report({
      origin: "build",
      text: { en: "fetching Go modules", zh: "正在获取 Go 模块" },
      ...(fetched > 0 ? { done: fetched } : {}),
    });
  tell();
  const { code, stderr } = await runCommand("go", ["list", "-deps", ...BUILD_FLAGS, PACKAGE], {
    env,
    cwd: MODULE,
    onStderrLine: (line) => {
      if (!line.startsWith("go: downloading ")) return;
      fetched++;
      tell();
    },
  });
  return code === 0 ? undefined : lastLines(stderr);
}

async function compile(env: Environment, prepared: string, report: Report): Promise<string | undefined> {
  const total = await packagesToCompile(env);
  let done = 0;
  const tell = (): void =>
    report({ origin: "build", text: { en: "compiling Pulumi", zh: "正在编译 Pulumi" }, done, total });
  tell();
  const output = join(prepared, "bin", "pulumi");
  const { code, stderr } = await runCommand("go", ["build", "-v", ...BUILD_FLAGS, "-o", output, PACKAGE], {
    env,
    cwd: MODULE,
    // With -v, Go names each package that it compiles.
    onStderrLine: (line) => {
      if (line.startsWith("go: ") || done >= total) return;
      done++;
      tell();
    },
  });
  if (code !== 0 || !existsSync(output)) return lastLines(stderr);
  return (await askVersion(output, env)) === PINNED_VERSION
    ? undefined
    : "the binary that was built does not run";
}

/** How many packages Go has not compiled yet; what its cache holds takes no time and would make a percentage lie. */
async function packagesToCompile(env: Environment): Promise<number> {
  let stale = 0;
  await runCommand(
    "go",
    ["list", "-deps", "-f", "{{if .Stale}}{{.ImportPath}}{{end}}", ...BUILD_FLAGS, PACKAGE],
    {
      env,
      cwd: MODULE,
      onStdoutLine: (line) => {
        if (line !== "") stale++;
      },
    },
  );
  return Math.max(stale, 1);
}

function buildFailure(failure: string, offline: boolean): Obstacle {
  return {
    problem: { en: `the build failed: ${failure}`, zh: `构建失败：${failure}` },
    remedy: offline
      ? {
          en: "run once with a network, so that Go can fetch its modules",
          zh: "请先联网运行一次，让 Go 获取模块",
        }
      : {
          en: "allow https to a Go module proxy, e.g. go env -w GOPROXY=https://goproxy.cn,direct; some 4 GB of disk are needed",
          zh: "放行到 Go 模块代理的 https，例如 go env -w GOPROXY=https://goproxy.cn,direct；另需约 4 GB 磁盘空间",
        },
  };
}

// What went wrong comes last, after the names of the packages that went well.
function lastLines(stderr: string): string {
  return stderr.trim().split("\n").slice(-3).join("\n");
}
