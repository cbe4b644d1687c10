import { afterEach, describe, expect, test, vi } from "vitest";
import { Failure } from "../../ops/cli/failure.ts";
import { COMMANDS } from "../../ops/commands/table.ts";
import { main } from "../../ops/main.ts";
import { fakeProcess } from "./fake-process.ts";

const HINT = { en: "mend it", zh: "请修复" };

afterEach(() => {
  vi.restoreAllMocks();
});

/** Runs a command line against a `status` command that does what a test says. */
async function run(
  argv: readonly string[],
  behaviour: () => unknown = () => ({ document: { fine: true } }),
  env: Record<string, string> = { LANG: "C" },
) {
  const status = COMMANDS.find(({ name }) => name === "status");
  if (!status) throw new Error("no command status");
  vi.spyOn(status, "run").mockImplementation(async () => behaviour() as never);
  const fake = fakeProcess(env);
  const exitCode = await main(argv, fake.process);
  return { exitCode, stdout: fake.stdout(), stderr: fake.stderr() };
}

/** Standard output is one JSON document and nothing else. */
function documentIn(stdout: string): unknown {
  expect(stdout.endsWith("\n")).toBe(true);
  return JSON.parse(stdout);
}

describe("--json prints exactly one document on standard output", () => {
  test.each([
    ["a success", ["status", "--json"], undefined, 0],
    ["a usage error of the command line", ["status", "--jsno", "--json"], undefined, 2],
    ["an unknown command", ["sttus", "--json"], undefined, 2],
    ["no command at all", ["--json"], undefined, 2],
    ["help", ["help", "--json"], undefined, 0],
    ["the version", ["--version", "--json"], undefined, 0],
    ["a failure", ["status", "--json"], new Failure("operation", { en: "no", zh: "否" }, { hint: HINT }), 1],
    ["a defect", ["status", "--json"], new TypeError("x is not a function"), 1],
    ["a thrown text", ["status", "--json"], "boom", 1],
  ] as const)("%s", async (_, argv, thrown, exitCode) => {
    const result = await run(argv, () => {
      if (thrown !== undefined) throw thrown;
      return { document: { fine: true } };
    });
    expect(result.exitCode).toBe(exitCode);
    const document = documentIn(result.stdout) as Record<string, unknown>;
    if (exitCode === 0) expect(document).not.toHaveProperty("error");
    else {
      expect(document).toHaveProperty("error.code");
      expect(document).toHaveProperty("error.message");
      expect(document).toHaveProperty("error.hint");
    }
  });

  test("the failure's own members stand beside the error", async () => {
    const failure = new Failure(
      "operation",
      { en: "no", zh: "否" },
      { hint: HINT, document: { stack: "dev" } },
    );
    const result = await run(["status", "--json"], () => {
      throw failure.with({ report: "/r.html" });
    });
    expect(documentIn(result.stdout)).toEqual({
      stack: "dev",
      report: "/r.html",
      error: { code: "operation", message: "no", hint: "mend it" },
    });
  });
});

describe("exit codes", () => {
  test.each([
    ["usage", 2],
    ["configuration", 2],
    ["policy", 3],
    ["locked", 1],
    ["recovery", 1],
    ["engine-missing", 1],
    ["no-stack", 1],
    ["protected", 1],
    ["operation", 1],
    ["internal", 1],
  ] as const)("%s is %i", async (code, exitCode) => {
    const result = await run(["status"], () => {
      throw new Failure(code, { en: "no", zh: "否" }, { hint: HINT });
    });
    expect(result.exitCode).toBe(exitCode);
  });

  test("a command's own", async () => {
    expect((await run(["status"], () => ({ document: {}, exitCode: 1 }))).exitCode).toBe(1);
  });
});

describe("a failure for people", () => {
  const failure = new Failure(
    "operation",
    { en: "1 resource failed", zh: "1 项资源操作失败" },
    {
      hint: HINT,
      problems: [{ en: "first\nsecond", zh: "甲\n乙" }],
      resources: [
        {
          urn: "urn:pulumi:dev::hougu::t::web",
          type: "t",
          name: "web",
          operation: "create",
          cloudCode: "QuotaExceed.Eip",
          message: "too many",
        },
      ],
    },
  );
  const fail = () => {
    throw failure;
  };

  test("says what, where and what to do, on standard error", async () => {
    const { stdout, stderr } = await run(["status"], fail);
    expect(stdout).toBe("");
    expect(stderr).toBe(
      [
        "error: 1 resource failed",
        "  • first",
        "    second",
        "  ✗ web t · create",
        "    QuotaExceed.Eip too many",
        "  → mend it",
        "",
      ].join("\n"),
    );
  });

  test("in Chinese, chosen by the option or by the locale", async () => {
    for (const [argv, env] of [
      [["status", "--lang", "zh"], { LANG: "C" }],
      [["status"], { LC_ALL: "zh_CN.UTF-8" }],
    ] as const) {
      const { stderr } = await run(argv, fail, env);
      expect(stderr).toContain("错误: 1 项资源操作失败");
      expect(stderr).toContain("→ 请修复");
      expect(stderr).not.toContain("mend");
    }
  });

  test("a usage error speaks the language of its own command line", async () => {
    expect((await run(["status", "--jsno", "--lang", "zh"])).stderr).toContain("未知选项");
    expect((await run(["status", "--jsno"], undefined, { LANG: "zh_CN" })).stderr).toContain("未知选项");
  });

  test("a defect shows its stack and asks for a report", async () => {
    const { stderr } = await run(["status"], () => {
      throw new TypeError("x is not a function");
    });
    expect(stderr).toContain("error: x is not a function");
    expect(stderr).toMatch(/ {4}at /);
    expect(stderr).toContain("report it");
  });
});

describe("colour", () => {
  const fail = () => {
    throw new Failure("operation", { en: "no", zh: "否" }, { hint: HINT });
  };
  const colours = (text: string) => text.includes("\u001b[");

  test("is off where nobody looks, on where it is forced, off where NO_COLOR says so", async () => {
    expect(colours((await run(["status"], fail)).stderr)).toBe(false);
    expect(colours((await run(["status"], fail, { FORCE_COLOR: "1" })).stderr)).toBe(true);
    expect(colours((await run(["status"], fail, { NO_COLOR: "1" })).stderr)).toBe(false);
  });

  test("NO_COLOR silences a terminal", async () => {
    const coloured = fakeProcess({}, { stdout: true });
    await main(["--help"], coloured.process);
    expect(colours(coloured.stdout())).toBe(true);
    const plain = fakeProcess({ NO_COLOR: "1" }, { stdout: true });
    await main(["--help"], plain.process);
    expect(colours(plain.stdout())).toBe(false);
  });
});
