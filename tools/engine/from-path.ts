import { createHash } from "node:crypto";
import { mkdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Attempt, Environment, Obstacle } from "./attempt.ts";
import { enginesFolder } from "./cache-folder.ts";
import { runCommand } from "./command.ts";
import { executablesOnPath, isExecutable } from "./executables.ts";
import { engineEnvironment, LANGUAGE_HOST } from "./language-host-launcher.ts";
import { PINNED_VERSION } from "./pinned-version.ts";
import { isAtLeast, isUsableEngine, parseVersion } from "./version.ts";

/** A `pulumi` on PATH, and what it lacks, if anything. */
export interface Candidate {
  readonly path: string;
  readonly version?: string;
  readonly languageHost?: string;
}

/** `pulumi version` answers within a fraction of a second; a machine under load may need longer. */
const ASKING_MS = 20_000;

/** The version that a Pulumi CLI says it has; nothing when it doesn't run. */
export async function askVersion(pulumi: string, env: Environment): Promise<string | undefined> {
  const { code, stdout } = await runCommand(pulumi, ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeoutMs: ASKING_MS,
  });
  return code === 0 ? parseVersion(stdout) : undefined;
}

/** Looks at every `pulumi` on PATH, in PATH's order; those of our own cache aside, which are another way. */
export async function candidatesOnPath(env: Environment): Promise<Candidate[]> {
  const cached = enginesFolder(env);
  const paths = executablesOnPath("pulumi", env).filter(
    (path) => !realpathSync(path).startsWith(`${realOrSame(cached)}/`),
  );
  return await Promise.all(
    paths.map(async (path) => {
      const version = await askVersion(path, env);
      const languageHost = languageHostOf(path, env);
      return { path, ...(version ? { version } : {}), ...(languageHost ? { languageHost } : {}) };
    }),
  );
}

/** The first `pulumi` on PATH that is new enough and has its language host. */
export async function fromPath(env: Environment): Promise<Attempt> {
  const candidates = await candidatesOnPath(env);
  for (const { path, version, languageHost } of candidates) {
    if (version === undefined || languageHost === undefined || !isUsableEngine(version)) continue;
    const root = rootOf(path, env);
    return {
      engine: {
        version,
        root,
        origin: "path",
        env: engineEnvironment(root, false, env),
      },
    };
  }
  return { obstacle: obstacleOf(candidates) };
}

// Where the engine looks: beside itself, with links followed, or on PATH.
function languageHostOf(pulumi: string, env: Environment): string | undefined {
  const beside = join(dirname(realpathSync(pulumi)), LANGUAGE_HOST);
  return isExecutable(beside) ? beside : executablesOnPath(LANGUAGE_HOST, env)[0];
}

/** An archive unpacked somewhere has `pulumi` in a folder of any name; one with a `bin` is made for it then. */
function rootOf(pulumi: string, env: Environment): string {
  if (basename(dirname(pulumi)) === "bin" && basename(pulumi) === "pulumi") return dirname(dirname(pulumi));
  const name = createHash("sha256").update(pulumi).digest("hex").slice(0, 12);
  const root = join(enginesFolder(env), `path-${name}`);
  const link = join(root, "bin", "pulumi");
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(pulumi, link);
  return root;
}

function obstacleOf(candidates: readonly Candidate[]): Obstacle {
  const remedy = {
    en: `install Pulumi ${PINNED_VERSION} or newer: https://www.pulumi.com/docs/install/`,
    zh: `安装 Pulumi ${PINNED_VERSION} 或更新版本：https://www.pulumi.com/docs/install/`,
  };
  if (candidates.length === 0) {
    return { problem: { en: "no pulumi on PATH", zh: "PATH 中没有 pulumi" }, remedy };
  }
  const described = candidates.map(describeCandidate);
  return {
    problem: { en: described.map(({ en }) => en).join("; "), zh: described.map(({ zh }) => zh).join("；") },
    remedy,
  };
}

/** What is wrong with a candidate that isn't good enough. */
export function describeCandidate({ path, version, languageHost }: Candidate): { en: string; zh: string } {
  if (version === undefined) return { en: `${path} does not run`, zh: `${path} 无法运行` };
  if (!isUsableEngine(version)) {
    return !isAtLeast(version, PINNED_VERSION)
      ? {
          en: `${path} is ${version}, older than ${PINNED_VERSION}`,
          zh: `${path} 是 ${version}，低于 ${PINNED_VERSION}`,
        }
      : { en: `${path} is ${version}, of another major version`, zh: `${path} 是 ${version}，主版本不同` };
  }
  if (languageHost === undefined) {
    return {
      en: `${path} (${version}) has no ${LANGUAGE_HOST} beside it or on PATH`,
      zh: `${path}（${version}）旁边和 PATH 中都没有 ${LANGUAGE_HOST}`,
    };
  }
  return { en: `${path} is ${version}`, zh: `${path} 是 ${version}` };
}

function realOrSame(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
