import { execFileSync } from "node:child_process";
import { appendFileSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fromCache, publishToCache } from "../../tools/engine/from-cache.ts";
import { OWN_LANGUAGE_HOST } from "../../tools/engine/language-host-launcher.ts";
import { fakePulumi, temporaryFolder, writeScript } from "./fake-tools.ts";

const VERSION = "v3.259.0";

function cacheWith(version: string, { languageHost = false } = {}) {
  const cache = temporaryFolder();
  const root = join(cache, "engine", VERSION);
  fakePulumi(root, version, { languageHost });
  return { cache, root, binary: join(root, "bin", "pulumi"), env: { HOUGU_CACHE: cache, PATH: "/nowhere" } };
}

describe("the cached engine", () => {
  it("is used when it runs, with our language host put beside it", async () => {
    const { root, env } = cacheWith(VERSION);
    const attempt = await fromCache(env);
    expect(attempt).toMatchObject({ engine: { version: "3.259.0", root, origin: "cache" } });
    expect("engine" in attempt && attempt.engine.env).toMatchObject({
      PATH: `${root}/bin:/nowhere`,
      HOUGU_LANGUAGE_HOST: OWN_LANGUAGE_HOST,
    });
    expect(statSync(join(root, "bin", "pulumi-language-nodejs")).mode & 0o111).toBe(0o111);
  });

  it("is not run again as long as nobody has touched it", async () => {
    const { binary, env } = cacheWith(VERSION);
    const someTime = new Date("2026-01-01T00:00:00Z");
    utimesSync(binary, someTime, someTime);
    await fromCache(env);
    // Same size, same time, but it would fail if it were run.
    writeFileSync(binary, "#!/bin/sh\nexit 9\n".padEnd(statSync(binary).size, "#"));
    utimesSync(binary, someTime, someTime);
    expect(await fromCache(env)).toHaveProperty("engine");
  });

  it.each([
    ["cut short", (binary: string) => writeFileSync(binary, "#!/bin/sh\nexit 1\n")],
    ["replaced by another version", (binary: string) => writeScript(binary, "echo v3.260.0")],
    ["not executable", (binary: string) => writeFileSync(rm(binary), "x")],
  ])("is refused when it was %s", async (_, damage) => {
    const { binary, env } = cacheWith(VERSION);
    await fromCache(env);
    damage(binary);
    expect(await fromCache(env)).toMatchObject({ obstacle: { problem: { en: `${binary} is damaged` } } });
  });

  it("is accepted again when it was touched but still runs", async () => {
    const { binary, env } = cacheWith(VERSION);
    await fromCache(env);
    appendFileSync(binary, "# copied by a backup\n");
    expect(await fromCache(env)).toHaveProperty("engine");
  });

  it("is an obstacle when there is none", async () => {
    const attempt = await fromCache({ HOUGU_CACHE: temporaryFolder() });
    expect("obstacle" in attempt && attempt.obstacle.problem.zh).toContain("中没有缓存");
  });

  it("keeps an official language host", async () => {
    const { root, env } = cacheWith(VERSION);
    const official = join(root, "bin", "pulumi-language-nodejs");
    writeScript(official, `exit 0\n${"#".repeat(100_000)}`);
    const before = readFileSync(official, "utf8");
    const attempt = await fromCache(env);
    expect(readFileSync(official, "utf8")).toBe(before);
    expect("engine" in attempt && attempt.engine.env).not.toHaveProperty("HOUGU_LANGUAGE_HOST");
  });
});

describe("publishing", () => {
  it("replaces what stands there as a whole", async () => {
    const { cache, root, env } = cacheWith("v0.0.1");
    writeFileSync(join(root, "left-over"), "");
    const prepared = join(cache, "engine", "build-1");
    fakePulumi(prepared, VERSION, { languageHost: false });
    expect(publishToCache(prepared, "build", env)).toBe(root);
    expect(await fromCache(env)).toHaveProperty("engine");
    expect(() => statSync(join(root, "left-over"))).toThrow(/ENOENT/);
    expect(() => statSync(prepared)).toThrow(/ENOENT/);
  });
});

describe("the launcher in the cache", () => {
  async function launcher() {
    const { root, env } = cacheWith(VERSION);
    await fromCache(env);
    return join(root, "bin", "pulumi-language-nodejs");
  }

  it("passes on to the checkout that the environment names", async () => {
    const host = writeScript(join(temporaryFolder(), "host"), 'echo "host $*"');
    const path = await launcher();
    const output = execFileSync(path, ["a", "b c"], { encoding: "utf8", env: { HOUGU_LANGUAGE_HOST: host } });
    expect(output).toBe("host a b c\n");
  });

  it("passes on to the checkout around the working folder when the environment names none", async () => {
    const checkout = temporaryFolder();
    writeScript(join(checkout, "tools/engine/language-host/bin/pulumi-language-nodejs"), 'echo "found $1"');
    writeScript(join(checkout, "deep/er/x"), "");
    const path = await launcher();
    expect(execFileSync(path, ["1"], { encoding: "utf8", cwd: join(checkout, "deep/er"), env: {} })).toBe(
      "found 1\n",
    );
  });

  it("says what to set when there is no checkout", async () => {
    const path = await launcher();
    expect(() => execFileSync(path, [], { stdio: "pipe", cwd: temporaryFolder(), env: {} })).toThrow(
      /set HOUGU_LANGUAGE_HOST=[\s\S]*请设置 HOUGU_LANGUAGE_HOST=/,
    );
  });
});

function rm(path: string): string {
  rmSync(path);
  return path;
}
