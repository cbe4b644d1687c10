import { describe, expect, test } from "vitest";
import { lineOf } from "../../../ops/cli/command-line.ts";
import { renderRows } from "../../../ops/cli/rows.ts";
import { styleOf, wantsColour } from "../../../ops/cli/style.ts";
import { terminalOf } from "../../../ops/cli/terminal.ts";
import { padEnd, truncate, widthOf, wrap } from "../../../ops/cli/width.ts";
import { fakeProcess } from "../fake-process.ts";

describe("colour", () => {
  test.each([
    [{}, true, true],
    [{}, false, false],
    [{ TERM: "dumb" }, true, false],
    [{ NO_COLOR: "1" }, true, false],
    // https://no-color.org: "when present and not an empty string".
    [{ NO_COLOR: "" }, true, true],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false, true],
  ] as const)("%j, terminal: %s", (env, isTerminal, expected) => {
    expect(wantsColour(env, isTerminal)).toBe(expected);
  });

  test("a style without colour leaves texts as they are", () => {
    for (const paint of Object.values(styleOf(false))) expect(paint("text")).toBe("text");
    for (const paint of Object.values(styleOf(true))) expect(paint("text")).not.toBe("text");
  });
});

describe("where a command writes for people", () => {
  test("standard output; with --json standard error", () => {
    const plain = fakeProcess();
    terminalOf(plain.process, {}, false).print("hello");
    expect([plain.stdout(), plain.stderr()]).toEqual(["hello\n", ""]);
    const json = fakeProcess();
    terminalOf(json.process, {}, true).print("hello");
    expect([json.stdout(), json.stderr()]).toEqual(["", "hello\n"]);
  });

  test("a picture is redrawn on a terminal only, and not in a pipeline's", () => {
    const { process } = fakeProcess({}, { stdout: true });
    expect(terminalOf(process, {}, false).live).toBe(true);
    expect(terminalOf(process, { CI: "true" }, false).live).toBe(false);
    expect(terminalOf(process, { TERM: "dumb" }, false).live).toBe(false);
    expect(terminalOf(fakeProcess().process, {}, false).live).toBe(false);
  });

  test("somebody can answer where both ends are a terminal", () => {
    const both = fakeProcess({}, { stdin: true, stdout: true });
    expect(terminalOf(both.process, {}, false).interactive).toBe(true);
    expect(terminalOf(both.process, {}, true).interactive).toBe(false);
    expect(terminalOf(fakeProcess({}, { stdout: true }).process, {}, false).interactive).toBe(false);
  });

  test("an answer comes without the space around it", async () => {
    const { process, stdin, stdout } = fakeProcess();
    const answer = terminalOf(process, {}, false).ask("Go on? ");
    stdin.write("  yes \n");
    expect(await answer).toBe("yes");
    expect(stdout()).toContain("Go on? ");
  });
});

describe("width", () => {
  test("a Chinese character takes two columns, a colour none", () => {
    expect(widthOf("后古artist")).toBe(10);
    expect(widthOf("\u001b[31mred\u001b[0m")).toBe(3);
    expect(padEnd("后古", 6)).toBe("后古  ");
  });

  test.each([
    ["美食之家", 8, "美食之家"],
    ["美食之家", 7, "美食之…"],
    ["美食之家", 6, "美食…"],
    ["美食之家", 1, "…"],
    ["abc", 0, ""],
    ["👩‍👩‍👧‍👦family", 4, "👩‍👩‍👧‍👦f…"],
  ])("%s in %i columns", (text, columns, expected) => {
    expect(truncate(text, columns)).toBe(expected);
    expect(widthOf(truncate(text, columns))).toBeLessThanOrEqual(columns);
  });

  test("lines break at spaces, and between Chinese characters but not before their full stop", () => {
    expect(wrap("one two three", 8)).toEqual(["one two", "three"]);
    expect(wrap("美食之家。", 8)).toEqual(["美食之", "家。"]);
    expect(wrap("a\nb", 8)).toEqual(["a", "b"]);
  });

  test("labels of rows stand in one column whatever the script", () => {
    const lines = renderRows(
      [
        ["策略", ["a"]],
        ["Endpoints", ["b", "c"]],
      ],
      styleOf(false),
    );
    expect(lines).toEqual(["策略       a", "Endpoints  b", "           c"]);
  });
});

describe("a command line in a hint", () => {
  test("goes where this one went", () => {
    expect(lineOf({ stack: "prod", sandbox: true, configDir: "/my cfg" }, "up", "--yes")).toBe(
      "npx hougu up --stack prod --sandbox --config-dir '/my cfg' --yes",
    );
    expect(lineOf({ stack: "dev", sandbox: false }, "status")).toBe("npx hougu status --stack dev");
  });
});
