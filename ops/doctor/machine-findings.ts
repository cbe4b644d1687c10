import { statfsSync } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cacheFolder } from "../../tools/engine/cache-folder.ts";
import { runCommand } from "../../tools/engine/command.ts";
import { executablesOnPath, isExecutable } from "../../tools/engine/executables.ts";
import { MINIMAL_NODE } from "../../tools/engine/language-host/program-node.ts";
import { isAtLeast, parseVersion } from "../../tools/engine/version.ts";
import { type Finding, type Patient, same } from "./finding.ts";

/** Asking a tool for its version; npm is slow to start on a loaded machine. */
const ASKING_MS = 20_000;
const GIB = 1024 ** 3;
/** What the modules (1.5 GiB) and the compiled packages (2 GiB) of a build from Go modules take, rounded up. */
const NEEDED_TO_BUILD_GIB = 4;

/** Node, npm, folders and disk. */
export async function machineFindings(patient: Patient): Promise<Finding[]> {
  return await Promise.all([
    projectNode(patient),
    systemNode(patient),
    npm(patient),
    cache(patient),
    sandbox(patient),
    disk(patient),
  ]);
}

async function versionOf(command: string, env: Patient["env"]): Promise<string | undefined> {
  const { code, stdout } = await runCommand(command, ["--version"], { env, timeoutMs: ASKING_MS });
  return code === 0 ? parseVersion(stdout) : undefined;
}

async function projectNode({ env, projectRoot }: Patient): Promise<Finding> {
  const path = join(projectRoot, "node_modules", ".bin", "node");
  const version = isExecutable(path) ? await versionOf(path, env) : undefined;
  const title = { en: "Node of this checkout", zh: "本检出目录的 Node" };
  if (version !== undefined && isAtLeast(version, MINIMAL_NODE)) {
    return { id: "node", state: "ok", title, detail: same(version) };
  }
  return {
    id: "node",
    state: isAtLeast(process.versions.node, MINIMAL_NODE) ? "warning" : "missing",
    title,
    detail: { en: "not installed", zh: "尚未安装" },
    remedy: same("npm install"),
  };
}

async function systemNode({ env }: Patient): Promise<Finding> {
  const title = { en: "Node on PATH", zh: "PATH 中的 Node" };
  // npm puts this checkout's Node first on PATH for its scripts; the system's is the one outside node_modules.
  const path = executablesOnPath("node", env).find((candidate) => !candidate.includes("node_modules"));
  const version = path === undefined ? undefined : await versionOf(path, env);
  if (path === undefined || version === undefined) {
    return {
      id: "node-on-path",
      state: "missing",
      title,
      detail: { en: "none", zh: "无" },
      remedy: same("https://nodejs.org/"),
    };
  }
  const enough = isAtLeast(version, MINIMAL_NODE);
  return {
    id: "node-on-path",
    state: "ok",
    title,
    detail: enough
      ? same(`${version}, ${path}`)
      : {
          en: `${version}, ${path}: enough for npm; programs run on this checkout's`,
          zh: `${version}，${path}：足以运行 npm；程序使用本检出目录的 Node`,
        },
  };
}

async function npm({ env }: Patient): Promise<Finding> {
  const version = await versionOf("npm", env);
  return version === undefined
    ? {
        id: "npm",
        state: "missing",
        title: same("npm"),
        detail: { en: "not on PATH", zh: "不在 PATH 中" },
        remedy: same("https://nodejs.org/"),
      }
    : { id: "npm", state: "ok", title: same("npm"), detail: same(version) };
}

async function cache({ env }: Patient): Promise<Finding> {
  const folder = cacheFolder(env);
  const sizes = await Promise.all(
    ["engine", "node"].map(async (name) => `${name} ${formatBytes(await sizeOf(join(folder, name)))}`),
  );
  return {
    id: "cache",
    state: "ok",
    title: { en: "cache", zh: "缓存" },
    detail: same(`${folder} (${sizes.join(", ")})`),
  };
}

async function sandbox({ home }: Patient): Promise<Finding> {
  const folder = join(home, "sandbox");
  const bytes = await sizeOf(folder);
  return {
    id: "sandbox",
    state: "ok",
    title: { en: "sandbox", zh: "沙箱" },
    detail:
      bytes > 0
        ? same(`${folder} (${formatBytes(bytes)})`)
        : {
            en: "not made yet; npx hougu up --sandbox makes it",
            zh: "尚未创建；npx hougu up --sandbox 会创建",
          },
  };
}

async function disk({ env }: Patient): Promise<Finding> {
  const { bavail, bsize } = statfsSync(nearestFolder(cacheFolder(env)));
  const free = (bavail * bsize) / GIB;
  const title = { en: "free disk space", zh: "可用磁盘空间" };
  const detail = same(`${free.toFixed(1)} GiB`);
  if (free >= NEEDED_TO_BUILD_GIB) return { id: "disk", state: "ok", title, detail };
  return {
    id: "disk",
    state: "warning",
    title,
    detail,
    remedy: {
      en: `a build from Go modules needs ${NEEDED_TO_BUILD_GIB} GiB; HOUGU_CACHE, GOCACHE and GOMODCACHE may lie on another disk`,
      zh: `从 Go 模块构建需要 ${NEEDED_TO_BUILD_GIB} GiB；可将 HOUGU_CACHE、GOCACHE、GOMODCACHE 设到其他磁盘`,
    },
  };
}

function nearestFolder(path: string): string {
  for (let at = path; ; at = dirname(at)) {
    try {
      statfsSync(at);
      return at;
    } catch (error) {
      if (dirname(at) === at) throw error;
    }
  }
}

/** Bytes of all files in a folder, links not followed; 0 where there is none. */
async function sizeOf(path: string): Promise<number> {
  try {
    const entries = await readdir(path, { withFileTypes: true, recursive: true });
    const files = entries.filter((entry) => entry.isFile());
    const sizes = await Promise.all(
      files.map(async ({ parentPath, name }) => (await lstat(join(parentPath, name))).size),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch (error) {
    // Gone in between: somebody is cleaning up.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw error;
  }
}

function formatBytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
}
