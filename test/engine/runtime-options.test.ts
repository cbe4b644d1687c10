import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRuntimeOptions, splitWords } from "../../tools/engine/language-host/runtime-options.ts";

describe("splitWords", () => {
  it.each([
    ["", []],
    ["  ", []],
    ["--max-old-space-size=4096  --inspect", ["--max-old-space-size=4096", "--inspect"]],
    [`--import "./a b.js" -r './c d.cjs'`, ["--import", "./a b.js", "-r", "./c d.cjs"]],
    [`a\\ b "c\\"d" 'e\\f'`, ["a b", `c"d`, "e\\f"]],
    [`''`, [""]],
    [`x"y z"`, ["xy z"]],
  ])("splits %j", (line, words) => expect(splitWords(line)).toEqual(words));

  it("gives back any words that were quoted", () => {
    const quote = (word: string): string => `'${word.replaceAll("'", `'"'"'`)}'`;
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(splitWords(words.map(quote).join(" "))).toEqual(words);
      }),
    );
  });

  it("refuses a quote that is never closed", () => {
    expect(() => splitWords(`--title "x`)).toThrow('nodeargs: the quote " is never closed');
  });
});

describe("readRuntimeOptions", () => {
  it("has Pulumi's defaults", () => {
    expect(readRuntimeOptions({})).toEqual({
      typescript: true,
      stackConfiguration: "environment",
      nodeargs: [],
      packagemanager: "auto",
      production: false,
    });
  });

  it("reads what is set and leaves the rest alone", () => {
    const options = {
      typescript: false,
      tsconfig: "t.json",
      stackconfiguration: "protocol",
      nodeargs: "-a b",
      packagemanager: "pnpm",
      production: true,
      later: 1,
    };
    expect(readRuntimeOptions(options)).toEqual({
      typescript: false,
      tsconfig: "t.json",
      stackConfiguration: "protocol",
      nodeargs: ["-a", "b"],
      packagemanager: "pnpm",
      production: true,
    });
  });

  it.each([
    [{ typescript: "no" }, 'runtime.options.typescript: expected true or false, got "no"'],
    [
      { stackconfiguration: "file" },
      'runtime.options.stackconfiguration: expected one of environment, protocol, got "file"',
    ],
    [{ nodeargs: 3 }, "runtime.options.nodeargs: expected a string, got 3"],
    [
      { packagemanager: "pip" },
      'runtime.options.packagemanager: expected one of auto, npm, pnpm, yarn, bun, got "pip"',
    ],
  ])("refuses %j", (options, message) => expect(() => readRuntimeOptions(options)).toThrow(message));
});
