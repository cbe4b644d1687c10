import { existsSync, realpathSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { fromPath } from "../../tools/engine/from-path.ts";
import { fakePulumi, temporaryFolder, writeScript } from "./fake-tools.ts";

function environment(...directories: string[]): Record<string, string> {
  return { PATH: directories.join(delimiter), HOUGU_CACHE: temporaryFolder() };
}

describe("an engine on PATH", () => {
  it("is the first one that is good enough", async () => {
    const [old, good, newer] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    const env = environment(
      fakePulumi(old, "v3.200.0"),
      fakePulumi(good, "v3.259.0"),
      fakePulumi(newer, "v3.300.0"),
    );
    const attempt = await fromPath(env);
    expect(attempt).toMatchObject({ engine: { version: "3.259.0", root: good, origin: "path" } });
  });

  it("is put first on the PATH that the engine gets, where older ones stand before it", async () => {
    const [old, good] = [temporaryFolder(), temporaryFolder()];
    const env = environment(fakePulumi(old, "v3.200.0"), fakePulumi(good, "v3.259.0"));
    const attempt = await fromPath(env);
    expect("engine" in attempt && attempt.engine.env.PATH).toBe(
      `${join(good, "bin")}${delimiter}${env.PATH}`,
    );
  });

  it("keeps its own language host", async () => {
    const attempt = await fromPath(environment(fakePulumi(temporaryFolder(), "v3.259.0")));
    expect("engine" in attempt && attempt.engine.env).not.toHaveProperty("HOUGU_LANGUAGE_HOST");
  });

  it("may have its language host elsewhere on PATH", async () => {
    const elsewhere = temporaryFolder();
    writeScript(join(elsewhere, "pulumi-language-nodejs"), "exit 0");
    const pulumi = fakePulumi(temporaryFolder(), "v3.259.0", { languageHost: false });
    expect(await fromPath(environment(pulumi, elsewhere))).toHaveProperty("engine");
  });

  it("may be a link to a folder that has the language host, as Homebrew installs it", async () => {
    const [cellar, prefix] = [temporaryFolder(), temporaryFolder()];
    const bin = fakePulumi(prefix, "v3.259.0", { languageHost: false, bin: "other" });
    fakePulumi(cellar, "v3.259.0");
    const linked = join(bin, "linked", "bin");
    writeScript(join(linked, "placeholder"), "");
    symlinkSync(join(cellar, "bin", "pulumi"), join(linked, "pulumi"));
    expect(await fromPath(environment(linked))).toMatchObject({ engine: { root: join(bin, "linked") } });
  });

  it("gets a root with a bin folder when it was unpacked into a folder of another name", async () => {
    const bin = fakePulumi(temporaryFolder(), "v3.259.0", { bin: "pulumi" });
    const attempt = await fromPath(environment(bin));
    const root = "engine" in attempt ? attempt.engine.root : "";
    expect(realpathSync(join(root, "bin", "pulumi"))).toBe(realpathSync(join(bin, "pulumi")));
    expect(existsSync(join(root, "bin", "pulumi-language-nodejs"))).toBe(false);
  });

  it("is not the one in our own cache", async () => {
    const cache = temporaryFolder();
    const bin = fakePulumi(join(cache, "engine", "v3.259.0"), "v3.259.0");
    const attempt = await fromPath({ PATH: bin, HOUGU_CACHE: cache });
    expect(attempt).toMatchObject({ obstacle: { problem: { en: "no pulumi on PATH" } } });
  });

  it("is not taken from the working folder by an empty PATH entry", async () => {
    expect(await fromPath(environment("", ""))).toMatchObject({
      obstacle: { problem: { zh: "PATH 中没有 pulumi" } },
    });
  });

  it("is refused with the reason of each", async () => {
    const broken = temporaryFolder();
    writeScript(join(broken, "bin", "pulumi"), "exit 3");
    const env = environment(
      fakePulumi(temporaryFolder(), "v3.258.0"),
      fakePulumi(temporaryFolder(), "v4.1.0"),
      fakePulumi(temporaryFolder(), "v3.260.0", { languageHost: false, bin: "lonely" }),
      join(broken, "bin"),
    );
    // The first two have language hosts on PATH that would serve the third as well.
    const lonely = env.PATH?.split(delimiter)[2] ?? "";
    const attempt = await fromPath({ ...env, PATH: lonely });
    expect("obstacle" in attempt && attempt.obstacle.problem.en).toBe(
      `${lonely}/pulumi (3.260.0) has no pulumi-language-nodejs beside it or on PATH`,
    );
    const others = await fromPath({ ...env, PATH: env.PATH?.replace(`${lonely}${delimiter}`, "") });
    const problem = "obstacle" in others ? others.obstacle.problem.en : "";
    expect(problem).toContain("is 3.258.0, older than 3.259.0");
    expect(problem).toContain("is 4.1.0, of another major version");
    expect(problem).toContain(`${broken}/bin/pulumi does not run`);
  });
});
