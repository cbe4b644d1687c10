import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Lang, type Localized, langOf } from "../../components/locale/localized.ts";
import {
  type Attempt,
  type Engine,
  type Environment,
  type Obstacle,
  ORIGINS,
  type Origin,
  type Report,
} from "./attempt.ts";
import { enginesFolder } from "./cache-folder.ts";
import { fromBuild } from "./from-build.ts";
import { fromCache } from "./from-cache.ts";
import { fromDownload } from "./from-download.ts";
import { fromPath } from "./from-path.ts";
import { withLock } from "./lock.ts";
import { PINNED_VERSION } from "./pinned-version.ts";

export type { Engine, EngineProgress, Origin, Report } from "./attempt.ts";
export { PINNED_VERSION } from "./pinned-version.ts";

export interface FindEngineOptions {
  /** Told what the long ways (download, build) are doing. */
  readonly report?: Report;
  /** Language of errors; that of `env` when left out. */
  readonly lang?: Lang;
  /** Default: `process.env`. `HOUGU_ENGINE_FROM` in it leaves only one way. */
  readonly env?: Environment;
  /** Use no network. */
  readonly offline?: boolean;
}

/** No way leads to an engine. The message names each way, why it failed, and what mends it. */
export class EngineUnavailable extends Error {
  override readonly name = "EngineUnavailable";
  readonly obstacles: ReadonlyMap<Origin, Obstacle>;
  readonly localized: Localized;

  constructor(obstacles: ReadonlyMap<Origin, Obstacle>, lang: Lang) {
    const localized = describeObstacles(obstacles);
    super(localized[lang]);
    this.obstacles = obstacles;
    this.localized = localized;
  }
}

/** `HOUGU_ENGINE_FROM` has a value that isn't a way. */
export class UnknownOrigin extends Error {
  override readonly name = "UnknownOrigin";
}

/**
 * Finds a Pulumi CLI with its language host: on PATH, in the cache, by the official download, or built from its Go
 * modules, in this order. What is downloaded or built goes into the cache, which all checkouts of a user share.
 * Throws {@link EngineUnavailable}, or {@link UnknownOrigin} for a wrong `HOUGU_ENGINE_FROM`.
 */
export async function findEngine(options: FindEngineOptions = {}): Promise<Engine> {
  const env = options.env ?? process.env;
  const lang = options.lang ?? langOf(env);
  const offline = options.offline ?? false;
  const report: Report = options.report ?? (() => undefined);
  const only = forcedOrigin(env, lang);
  const obstacles = new Map<Origin, Obstacle>();
  const engineBy = async (origin: Origin, attempt: () => Promise<Attempt>): Promise<Engine | undefined> => {
    if (only !== undefined && only !== origin) return undefined;
    const result = await attempt();
    if ("engine" in result) return result.engine;
    obstacles.set(origin, result.obstacle);
    return undefined;
  };

  const atHand =
    (await engineBy("path", () => fromPath(env))) ?? (await engineBy("cache", () => fromCache(env)));
  if (atHand !== undefined) return atHand;
  if (only === "path" || only === "cache") throw new EngineUnavailable(obstacles, lang);

  mkdirSync(enginesFolder(env), { recursive: true });
  const made = await withLock(
    join(enginesFolder(env), `v${PINNED_VERSION}.lock`),
    async () =>
      // Whoever held the lock before may have filled the cache.
      (await engineBy("cache", () => fromCache(env))) ??
      (await engineBy("download", () => fromDownload(env, offline, report))) ??
      (await engineBy("build", () => fromBuild(env, offline, report))),
    ({ pid, host }) =>
      report({
        origin: only ?? "cache",
        text: {
          en: `waiting for process ${pid} on ${host}, which is getting the same engine`,
          zh: `等待 ${host} 上的进程 ${pid}，它正在获取同一个引擎`,
        },
      }),
  );
  if (made === undefined) throw new EngineUnavailable(obstacles, lang);
  return made;
}

function forcedOrigin(env: Environment, lang: Lang): Origin | undefined {
  const wanted = env.HOUGU_ENGINE_FROM;
  if (wanted === undefined || wanted === "") return undefined;
  const origin = ORIGINS.find((name) => name === wanted);
  if (origin !== undefined) return origin;
  const expected = ORIGINS.join(", ");
  const text: Localized = {
    en: `HOUGU_ENGINE_FROM: expected one of ${expected}, got ${wanted}`,
    zh: `HOUGU_ENGINE_FROM：应为 ${expected} 之一，现为 ${wanted}`,
  };
  throw new UnknownOrigin(text[lang]);
}

/** The name of each way, for people. */
export const ORIGIN_NAMES: Readonly<Record<Origin, Localized>> = {
  path: { en: "Pulumi on PATH", zh: "PATH 中的 Pulumi" },
  cache: { en: "cached engine", zh: "缓存的引擎" },
  download: { en: "official download", zh: "官方下载" },
  build: { en: "build from Go modules", zh: "从 Go 模块构建" },
};

function describeObstacles(obstacles: ReadonlyMap<Origin, Obstacle>): Localized {
  const lines = (lang: Lang): string[] =>
    [...obstacles].map(
      ([origin, { problem, remedy }]) =>
        `  ${ORIGIN_NAMES[origin][lang]}: ${problem[lang]}\n    -> ${remedy[lang]}`,
    );
  const forced = obstacles.size === 1 ? [...obstacles.keys()][0] : undefined;
  return {
    en: [
      `no Pulumi ${PINNED_VERSION} or newer could be had${forced ? ` (HOUGU_ENGINE_FROM=${forced} leaves one way)` : ""}; one of these is enough:`,
      ...lines("en"),
    ].join("\n"),
    zh: [
      `无法获得 Pulumi ${PINNED_VERSION} 或更新版本${forced ? `（HOUGU_ENGINE_FROM=${forced} 只留下一种方式）` : ""}；以下任意一种即可：`,
      ...lines("zh"),
    ].join("\n"),
  };
}
