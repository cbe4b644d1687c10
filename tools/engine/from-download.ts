import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Attempt, Environment, Obstacle, Report } from "./attempt.ts";
import { enginesFolder } from "./cache-folder.ts";
import { runCommand } from "./command.ts";
import { isExecutable } from "./executables.ts";
import { publishToCache } from "./from-cache.ts";
import { askVersion } from "./from-path.ts";
import { engineEnvironment, LANGUAGE_HOST } from "./language-host-launcher.ts";
import { PINNED_VERSION } from "./pinned-version.ts";

/** The script that `PulumiCommand.install` runs; when it can't be had, nothing can. */
const INSTALLER = "https://get.pulumi.com/install.sh";
/** Long enough for a slow link's first byte; short enough that nobody without one waits for it in vain. */
const PROBE_MS = 4_000;
/** The archive has some 200 MB: at 1 MB/s it takes less than four minutes. */
const DOWNLOAD_MS = 10 * 60_000;

/** Why the official download can't be reached from here; nothing when it can. */
export async function downloadObstacle(): Promise<Obstacle | undefined> {
  const reason = await unreachable();
  return reason === undefined
    ? undefined
    : {
        problem: {
          en: `get.pulumi.com can't be reached: ${reason}`,
          zh: `无法访问 get.pulumi.com：${reason}`,
        },
        remedy: {
          en: "allow https to get.pulumi.com and github.com, or set HTTPS_PROXY and NODE_USE_ENV_PROXY=1",
          zh: "放行到 get.pulumi.com 和 github.com 的 https，或设置 HTTPS_PROXY 和 NODE_USE_ENV_PROXY=1",
        },
      };
}

async function unreachable(): Promise<string | undefined> {
  try {
    const response = await fetch(INSTALLER, { method: "HEAD", signal: AbortSignal.timeout(PROBE_MS) });
    return response.ok ? undefined : `HTTP ${response.status}`;
  } catch (error) {
    const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
    return name === "TimeoutError"
      ? `no answer within ${PROBE_MS / 1000} s`
      : (cause?.code ?? cause?.message ?? message);
  }
}

/** Downloads the official CLI, with its language hosts, into the cache. */
export async function fromDownload(env: Environment, offline: boolean, report: Report): Promise<Attempt> {
  if (offline) {
    return {
      obstacle: {
        problem: { en: "not tried, as the network is not to be used", zh: "未尝试：要求不使用网络" },
        remedy: { en: "run again without --offline", zh: "去掉 --offline 再运行" },
      },
    };
  }
  const obstacle = await downloadObstacle();
  if (obstacle !== undefined) return { obstacle };
  report({
    origin: "download",
    text: { en: `downloading Pulumi ${PINNED_VERSION}`, zh: `正在下载 Pulumi ${PINNED_VERSION}` },
  });
  const prepared = mkdtempSync(join(enginesFolder(env), "download-"));
  try {
    const failure = await install(prepared, env);
    if (failure !== undefined) {
      return {
        obstacle: {
          problem: { en: `the download failed: ${failure}`, zh: `下载失败：${failure}` },
          remedy: { en: "run again, or install Pulumi by hand", zh: "重试，或手动安装 Pulumi" },
        },
      };
    }
    const root = publishToCache(prepared, "download", env);
    return {
      engine: { version: PINNED_VERSION, root, origin: "download", env: engineEnvironment(root, false, env) },
    };
  } finally {
    rmSync(prepared, { recursive: true, force: true });
  }
}

// In a process of its own: the installer can't be cancelled otherwise, and the Automation API is slow to load.
async function install(root: string, env: Environment): Promise<string | undefined> {
  const script = fileURLToPath(new URL("./install-official.ts", import.meta.url));
  const { code, stderr, timedOut } = await runCommand(process.execPath, [script, root, PINNED_VERSION], {
    env,
    timeoutMs: DOWNLOAD_MS,
  });
  if (timedOut) return `not finished after ${DOWNLOAD_MS / 60_000} minutes`;
  if (code !== 0) return stderr.trim().split("\n").slice(-3).join(" ");
  const version = await askVersion(join(root, "bin", "pulumi"), env);
  if (version !== PINNED_VERSION) return "what came is not the CLI that was asked for";
  return isExecutable(join(root, "bin", LANGUAGE_HOST)) ? undefined : `no ${LANGUAGE_HOST} came with it`;
}
