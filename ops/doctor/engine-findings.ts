import { statSync } from "node:fs";
import type { Attempt, Obstacle, Origin } from "../../tools/engine/attempt.ts";
import { runCommand } from "../../tools/engine/command.ts";
import { ORIGIN_NAMES, PINNED_VERSION } from "../../tools/engine/engine.ts";
import { buildObstacle, installedGo, requiredGo } from "../../tools/engine/from-build.ts";
import { fromCache } from "../../tools/engine/from-cache.ts";
import { downloadObstacle } from "../../tools/engine/from-download.ts";
import { fromPath } from "../../tools/engine/from-path.ts";
import { OWN_LANGUAGE_HOST } from "../../tools/engine/language-host-launcher.ts";
import { isAtLeast } from "../../tools/engine/version.ts";
import { type Finding, type Patient, same } from "./finding.ts";

/** The host answers `--version` in some 100 ms; a loaded machine needs longer. */
const ASKING_MS = 20_000;

/** Every way to an engine, and whether one of them leads to it; nothing is downloaded or built for that. */
export async function engineFindings({ env }: Patient): Promise<Finding[]> {
  const [path, cache, unreachable, unbuildable, go, host] = await Promise.all([
    fromPath(env),
    fromCache(env),
    downloadObstacle(),
    buildObstacle(env),
    installedGo(env),
    languageHostFinding(env),
  ]);
  const ways: Finding[] = [
    attempted("path", path),
    attempted("cache", cache),
    unreachable === undefined
      ? wayOpen("download", { en: "get.pulumi.com answers", zh: "get.pulumi.com 可以访问" })
      : wayClosed("download", unreachable),
    unbuildable === undefined
      ? wayOpen("build", {
          en: `Go can build Pulumi ${PINNED_VERSION}`,
          zh: `Go 可以构建 Pulumi ${PINNED_VERSION}`,
        })
      : wayClosed("build", unbuildable),
  ];
  return [engineFinding(env, ways), ...ways, goFinding(go), host];
}

/** What the other commands will get: the first way that is open, or the one that `HOUGU_ENGINE_FROM` leaves. */
function engineFinding(env: Patient["env"], ways: readonly Finding[]): Finding {
  const title = { en: "Pulumi engine", zh: "Pulumi 引擎" };
  const forced = env.HOUGU_ENGINE_FROM;
  const open = ways.find(({ id, state }) => state === "ok" && (!forced || id === `engine-${forced}`));
  if (open === undefined) {
    return {
      id: "engine",
      state: "missing",
      title,
      ...(forced
        ? {
            detail: {
              en: `HOUGU_ENGINE_FROM=${forced} leads nowhere`,
              zh: `HOUGU_ENGINE_FROM=${forced} 行不通`,
            },
            remedy: same("unset HOUGU_ENGINE_FROM"),
          }
        : { detail: { en: "none; mend any of the following", zh: "无法获得；修复以下任意一项即可" } }),
    };
  }
  if (open.id === "engine-path" || open.id === "engine-cache") {
    return { id: "engine", state: "ok", title, detail: open.detail };
  }
  return {
    id: "engine",
    state: "warning",
    title,
    detail: {
      en: `not here yet; can be had: ${open.title.en}`,
      zh: `尚未就绪；可以通过${open.title.zh}获得`,
    },
    remedy: same("node tools/engine/install.ts"),
  };
}

function attempted(origin: Origin, attempt: Attempt): Finding {
  if ("obstacle" in attempt) return wayClosed(origin, attempt.obstacle);
  return wayOpen(origin, same(`${attempt.engine.version}, ${attempt.engine.root}`));
}

const wayOpen = (origin: Origin, detail: Finding["detail"]): Finding => ({
  id: `engine-${origin}`,
  state: "ok",
  title: ORIGIN_NAMES[origin],
  detail,
});

const wayClosed = (origin: Origin, { problem, remedy }: Obstacle): Finding => ({
  id: `engine-${origin}`,
  state: "missing",
  title: ORIGIN_NAMES[origin],
  detail: problem,
  remedy,
});

function goFinding(found: string | undefined): Finding {
  const needed = requiredGo();
  const title = same("Go");
  if (found !== undefined && isAtLeast(found, needed))
    return { id: "go", state: "ok", title, detail: same(found) };
  return {
    id: "go",
    state: found === undefined ? "missing" : "warning",
    title,
    detail:
      found === undefined
        ? {
            en: "not on PATH; only the build from Go modules needs it",
            zh: "不在 PATH 中；仅从 Go 模块构建时需要",
          }
        : { en: `${found}, older than ${needed}`, zh: `${found}，低于 ${needed}` },
    remedy: {
      en: `install Go ${needed} or newer: https://go.dev/dl/`,
      zh: `安装 Go ${needed} 或更新版本：https://go.dev/dl/`,
    },
  };
}

async function languageHostFinding(env: Patient["env"]): Promise<Finding> {
  const title = { en: "language host for Node", zh: "Node 语言宿主" };
  const isFile = statSync(OWN_LANGUAGE_HOST, { throwIfNoEntry: false })?.isFile() ?? false;
  const { code, stdout, stderr } = isFile
    ? await runCommand(OWN_LANGUAGE_HOST, ["--version"], { env, timeoutMs: ASKING_MS })
    : { code: undefined, stdout: "", stderr: "ENOENT" };
  if (code === 0) return { id: "language-host", state: "ok", title, detail: same(stdout.trim()) };
  return {
    id: "language-host",
    state: "missing",
    title,
    detail: same(stderr.trim().split("\n")[0] ?? OWN_LANGUAGE_HOST),
    remedy: same(`npm install && chmod +x ${OWN_LANGUAGE_HOST}`),
  };
}
