import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { styleOf } from "../../ops/cli/style.ts";
import { canRun, diagnose, doctorCommand, renderFindings } from "../../ops/commands/doctor.ts";
import type { Finding } from "../../ops/doctor/finding.ts";
import { fakeGo, fakePulumi, temporaryFolder, writeScript } from "./fake-tools.ts";

const SECRET = "LTAI-never-to-be-shown";

function patient(env: Record<string, string> = {}) {
  const projectRoot = temporaryFolder();
  writeScript(join(projectRoot, "node_modules", ".bin", "node"), "echo v24.1.0");
  return {
    projectRoot,
    home: join(projectRoot, ".hougu"),
    env: { PATH: "/nowhere", HOME: temporaryFolder(), HOUGU_CACHE: temporaryFolder(), ...env },
  };
}

const byId = (findings: readonly Finding[], id: string): Finding => {
  const finding = findings.find((candidate) => candidate.id === id);
  return finding ?? expect.unreachable(`no finding ${id}`);
};

describe("diagnose", () => {
  // The only thing that the doctor asks of the network.
  beforeEach(() => {
    vi.stubGlobal("fetch", () =>
      Promise.reject(Object.assign(new Error("fetch failed"), { cause: { code: "ENOTFOUND" } })),
    );
    return () => vi.unstubAllGlobals();
  });

  it("finds no engine where no way leads to one, and says how to mend each", async () => {
    const findings = await diagnose(patient());
    expect(canRun(findings)).toBe(false);
    for (const way of ["path", "cache", "download", "build"]) {
      expect(byId(findings, `engine-${way}`)).toMatchObject({
        state: "missing",
        remedy: { en: expect.any(String) },
      });
    }
    expect(byId(findings, "engine-download").detail.en).toBe("get.pulumi.com can't be reached: ENOTFOUND");
  });

  it("is content with an engine at hand", async () => {
    const findings = await diagnose(patient({ PATH: fakePulumi(temporaryFolder(), "v3.260.0") }));
    expect(byId(findings, "engine")).toMatchObject({
      state: "ok",
      detail: { en: expect.stringContaining("3.260.0") },
    });
    expect(canRun(findings)).toBe(true);
  });

  it("is content with an engine that can be built, and builds none", async () => {
    const tools = fakeGo(temporaryFolder());
    const findings = await diagnose(patient({ PATH: tools }));
    expect(byId(findings, "engine")).toMatchObject({
      state: "warning",
      remedy: { en: "node tools/engine/install.ts" },
    });
    expect(byId(findings, "go").detail.en).toBe("1.26.8");
    expect(canRun(findings)).toBe(true);
  });

  it("is content with one that can be downloaded", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve({ ok: true }));
    const findings = await diagnose(patient());
    expect(byId(findings, "engine").detail.en).toBe("not here yet; can be had: official download");
  });

  it("follows HOUGU_ENGINE_FROM", async () => {
    const PATH = fakePulumi(temporaryFolder(), "v3.260.0");
    const findings = await diagnose(patient({ PATH, HOUGU_ENGINE_FROM: "cache" }));
    expect(byId(findings, "engine-path").state).toBe("ok");
    expect(byId(findings, "engine")).toMatchObject({
      state: "missing",
      remedy: { en: "unset HOUGU_ENGINE_FROM" },
    });
  });

  it("names credentials and never shows one", async () => {
    const env = { ALICLOUD_ACCESS_KEY: SECRET, ALICLOUD_SECRET_KEY: SECRET, VSPHERE_PASSWORD: SECRET };
    const findings = await diagnose(patient(env));
    expect(byId(findings, "alicloud-credentials")).toMatchObject({
      state: "ok",
      detail: { en: "ALICLOUD_ACCESS_KEY, ALICLOUD_SECRET_KEY" },
    });
    expect(byId(findings, "vsphere-credentials").detail.en).toBe("VSPHERE_PASSWORD");
    expect(JSON.stringify(findings)).not.toContain(SECRET);
  });

  it("says which half of the credentials is missing", async () => {
    const findings = await diagnose(patient({ ALICLOUD_ACCESS_KEY: SECRET }));
    expect(byId(findings, "alicloud-credentials").detail.en).toBe("incomplete: ALICLOUD_SECRET_KEY not set");
  });

  it("finds provider plugins on PATH and in Pulumi's home", async () => {
    const [bin, PULUMI_HOME] = [temporaryFolder(), temporaryFolder()];
    writeScript(join(bin, "pulumi-resource-alicloud"), "exit 0");
    mkdirSync(join(PULUMI_HOME, "plugins", "resource-vsphere-v4.16.4"), { recursive: true });
    const findings = await diagnose(patient({ PATH: bin, PULUMI_HOME }));
    expect(byId(findings, "plugin-alicloud").detail.en).toBe(join(bin, "pulumi-resource-alicloud"));
    expect(byId(findings, "plugin-vsphere").detail.en).toBe("resource-vsphere-v4.16.4");
  });

  it("is all there in both languages", async () => {
    for (const { title, detail, remedy } of await diagnose(patient())) {
      for (const text of [title, detail, ...(remedy ? [remedy] : [])]) {
        expect(text.en).not.toMatch(/[\u4e00-\u9fff]/);
        expect(text.zh).not.toBe("");
      }
    }
  });
});

describe("the report", () => {
  const findings: Finding[] = [
    { id: "a", state: "ok", title: { en: "engine", zh: "引擎" }, detail: { en: "3.259.0", zh: "3.259.0" } },
    {
      id: "b",
      state: "missing",
      title: { en: "Go", zh: "Go" },
      detail: { en: "none", zh: "无" },
      remedy: { en: "install it", zh: "请安装" },
    },
  ];

  it.each(["en", "zh"] as const)("stands in columns (%s)", (lang) => {
    expect(renderFindings(findings, lang, styleOf(false))).toEqual(
      lang === "en"
        ? ["ok       engine  3.259.0", "missing  Go      none", "         -> install it"]
        : ["正常  引擎  3.259.0", "缺少  Go    无", "      -> 请安装"],
    );
  });
});

describe("hougu doctor", () => {
  it("ends with 1 and the whole document when there is no engine", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new Error("offline")));
    const { env, projectRoot, home } = patient();
    const printed: string[] = [];
    const terminal = {
      style: styleOf(false),
      live: false,
      interactive: false,
      columns: () => 80,
      rows: () => 24,
      print: (...lines: readonly string[]) => printed.push(...lines),
      write: () => undefined,
      ask: () => Promise.reject(new Error("nobody asks")),
    };
    const invocation = {
      stack: "dev",
      sandbox: false,
      yes: false,
      lang: "en" as const,
      flags: {},
      operands: [],
    };
    const run = (json: boolean) =>
      doctorCommand.run({ invocation: { ...invocation, json }, terminal, env, projectRoot, home });
    const result = await run(true);
    expect(result).toMatchObject({
      exitCode: 1,
      document: { ready: false, findings: expect.arrayContaining([]) },
    });
    expect(printed).toEqual([]);
    await run(false);
    expect(printed.join("\n")).toContain("missing  Pulumi engine");
    vi.unstubAllGlobals();
  });
});
