import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findJudge } from "../../tools/conformance/judge.ts";

const silent = (): void => undefined;

describe("findJudge", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hougu-judges-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function install(directory: string): string {
    mkdirSync(join(folder, directory), { recursive: true });
    const executable = join(folder, directory, "pulumi-resource-vsphere");
    writeFileSync(executable, "");
    return executable;
  }

  it("prefers the newest official plugin of PULUMI_HOME", async () => {
    install("home/plugins/resource-vsphere-v4.9.0");
    const newest = install("home/plugins/resource-vsphere-v4.17.0");
    install("path");
    const env = { PULUMI_HOME: join(folder, "home"), PATH: join(folder, "path") };
    expect(await findJudge("vsphere", env, silent)).toMatchObject({ executable: newest, kind: "official" });
  });

  it("takes one of PATH, too", async () => {
    const executable = install("path");
    const env = {
      PULUMI_HOME: join(folder, "home"),
      PATH: `${join(folder, "other")}:${join(folder, "path")}`,
    };
    expect(await findJudge("vsphere", env, silent)).toMatchObject({ executable, kind: "official" });
  });

  it("says why there is none, and how to get it", async () => {
    const env = { PULUMI_HOME: folder, PATH: "", HOUGU_CONFORMANCE: join(folder, "nowhere") };
    const found = await findJudge("alicloud", env, silent);
    expect(found).toEqual({
      missing: expect.stringContaining("pulumi plugin install resource alicloud 3.108.0"),
    });
  });
});
