import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type EngineProgress,
  EngineUnavailable,
  findEngine,
  UnknownOrigin,
} from "../../tools/engine/engine.ts";
import { fakeGo, fakePulumi, temporaryFolder, writeScript } from "./fake-tools.ts";

const EMPTY_PATH = "/nowhere";

function builds(tools: string): string[] {
  const log = join(tools, "builds.log");
  return existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
}

async function failureOf(promise: Promise<unknown>): Promise<Error> {
  return await promise.then(
    () => expect.unreachable("it should have failed"),
    (error: Error) => error,
  );
}

describe("findEngine", () => {
  it("prefers PATH to the cache, and the cache to a build", async () => {
    const [onPath, cache, go] = [temporaryFolder(), temporaryFolder(), fakeGo(temporaryFolder())];
    const bin = fakePulumi(onPath, "v3.260.0");
    fakePulumi(join(cache, "engine", "v3.259.0"), "v3.259.0", { languageHost: false });
    const origin = async (PATH: string, HOUGU_CACHE: string) =>
      (await findEngine({ env: { PATH, HOUGU_CACHE }, offline: true })).origin;
    expect(await origin(`${bin}:${go}`, cache)).toBe("path");
    expect(await origin(go, cache)).toBe("cache");
    expect(await origin(go, temporaryFolder())).toBe("build");
    expect(builds(go)).toHaveLength(1);
  });

  it("builds once and finds the result in the cache afterwards", async () => {
    const [cache, go] = [temporaryFolder(), fakeGo(temporaryFolder())];
    const env = { PATH: go, HOUGU_CACHE: cache };
    const built = await findEngine({ env, offline: true });
    const again = await findEngine({ env, offline: true });
    expect([built.origin, again.origin]).toEqual(["build", "cache"]);
    expect(again.root).toBe(join(cache, "engine", "v3.259.0"));
    expect(readdirSync(join(cache, "engine"))).toEqual(["v3.259.0"]);
    expect(readdirSync(join(again.root, "bin")).sort()).toEqual(["pulumi", "pulumi-language-nodejs"]);
  });

  it("builds with this machine's Go and, offline, without a network", async () => {
    const go = fakeGo(temporaryFolder());
    await findEngine({ env: { PATH: go, HOUGU_CACHE: temporaryFolder() }, offline: true });
    expect(builds(go)).toEqual(["local off"]);
  });

  it("replaces a damaged cache", async () => {
    const [cache, go] = [temporaryFolder(), fakeGo(temporaryFolder())];
    writeScript(join(cache, "engine", "v3.259.0", "bin", "pulumi"), "exit 1");
    const env = { PATH: go, HOUGU_CACHE: cache };
    expect((await findEngine({ env, offline: true })).origin).toBe("build");
    expect((await findEngine({ env, offline: true })).origin).toBe("cache");
  });

  it("builds once for two that want it at the same time", async () => {
    const [cache, go] = [temporaryFolder(), fakeGo(temporaryFolder())];
    const env = { PATH: go, HOUGU_CACHE: cache };
    const engines = await Promise.all([
      findEngine({ env, offline: true }),
      findEngine({ env, offline: true }),
    ]);
    expect(engines.map(({ origin }) => origin).sort()).toEqual(["build", "cache"]);
    expect(builds(go)).toHaveLength(1);
  });

  it("reports modules as they come and packages as a share of what is to be compiled", async () => {
    const seen: EngineProgress[] = [];
    await findEngine({
      env: { PATH: fakeGo(temporaryFolder()), HOUGU_CACHE: temporaryFolder() },
      offline: true,
      report: (progress) => seen.push(progress),
    });
    const told = seen.map(({ text, done, total }) => [text.en, done, total]);
    expect(told).toEqual([
      ["fetching Go modules", undefined, undefined],
      ["fetching Go modules", 1, undefined],
      ["fetching Go modules", 2, undefined],
      ["compiling Pulumi", 0, 3],
      ["compiling Pulumi", 1, 3],
      ["compiling Pulumi", 2, 3],
      ["compiling Pulumi", 3, 3],
    ]);
  });
});

describe("HOUGU_ENGINE_FROM", () => {
  it("leaves one way", async () => {
    const [cache, go] = [temporaryFolder(), fakeGo(temporaryFolder())];
    const bin = fakePulumi(temporaryFolder(), "v3.260.0");
    fakePulumi(join(cache, "engine", "v3.259.0"), "v3.259.0", { languageHost: false });
    const from = (HOUGU_ENGINE_FROM: string) =>
      findEngine({ env: { PATH: `${bin}:${go}`, HOUGU_CACHE: cache, HOUGU_ENGINE_FROM }, offline: true });
    expect((await from("path")).origin).toBe("path");
    expect((await from("cache")).origin).toBe("cache");
    expect((await from("build")).origin).toBe("build");
    expect(await failureOf(from("download"))).toBeInstanceOf(EngineUnavailable);
  });

  it("is refused with the words that it may have", async () => {
    const env = { PATH: EMPTY_PATH, HOUGU_ENGINE_FROM: "brew" };
    const error = await failureOf(findEngine({ env }));
    expect(error).toBeInstanceOf(UnknownOrigin);
    expect(error.message).toBe("HOUGU_ENGINE_FROM: expected one of path, cache, download, build, got brew");
  });
});

describe("when no way leads to an engine", () => {
  const nothing = () => ({ PATH: EMPTY_PATH, HOUGU_CACHE: join(temporaryFolder(), "cache") });

  it("names each way, why it failed, and what mends it", async () => {
    const env = nothing();
    const error = await failureOf(findEngine({ env, lang: "en", offline: true }));
    expect(error).toBeInstanceOf(EngineUnavailable);
    await expect(error.message.replaceAll(env.HOUGU_CACHE, "<cache>")).toMatchFileSnapshot(
      "golden/unavailable.en.txt",
    );
  });

  it("says so in Chinese", async () => {
    const env = { ...nothing(), LANG: "zh_CN.UTF-8" };
    const error = await failureOf(findEngine({ env, offline: true }));
    await expect(error.message.replaceAll(env.HOUGU_CACHE, "<cache>")).toMatchFileSnapshot(
      "golden/unavailable.zh.txt",
    );
  });

  it("says that Go is too old", async () => {
    const env = { PATH: fakeGo(temporaryFolder(), { version: "1.19.8" }), HOUGU_CACHE: temporaryFolder() };
    const error = await failureOf(findEngine({ env, lang: "en", offline: true }));
    expect(error.message).toMatch(
      /build from Go modules: Go 1\.19\.8 is too old, 1\.25\.11 is needed\n.*go\.dev\/dl/,
    );
  });

  it("shows what Go said when the build fails, and leaves nothing behind", async () => {
    const cache = temporaryFolder();
    const env = { PATH: fakeGo(temporaryFolder(), { fails: true }), HOUGU_CACHE: cache };
    const error = await failureOf(findEngine({ env, lang: "en", offline: true }));
    expect(error.message).toContain("the build failed: pkg/a: cannot find module");
    expect(readdirSync(join(cache, "engine"))).toEqual([]);
  });

  it("doesn't publish a binary of another version", async () => {
    const cache = temporaryFolder();
    const env = { PATH: fakeGo(temporaryFolder(), { builtVersion: "3.1.0" }), HOUGU_CACHE: cache };
    const error = await failureOf(findEngine({ env, lang: "en", offline: true }));
    expect(error.message).toContain("the binary that was built does not run");
    expect(readdirSync(join(cache, "engine"))).toEqual([]);
  });
});
