import { describe, expect, test } from "vitest";
import { completionScript, SHELLS } from "../../../ops/cli/completion.ts";
import { helpOf, helpOfAll } from "../../../ops/cli/help.ts";
import { parse } from "../../../ops/cli/parse.ts";
import { styleOf } from "../../../ops/cli/style.ts";
import { widthOf } from "../../../ops/cli/width.ts";
import { COMMON_OPTIONS } from "../../../ops/commands/command.ts";
import { COMMANDS } from "../../../ops/commands/table.ts";

const plain = styleOf(false);

describe.each(["en", "zh"] as const)("--help in %s", (lang) => {
  const help = helpOfAll(COMMANDS, lang, plain, 80);

  test.each(COMMANDS.map((command) => [command.name, command] as const))(
    "%s is there, with what it is for and an example",
    (name, command) => {
      const text = help.join("\n").replaceAll(/\s+/g, "");
      expect(help.some((line) => line.startsWith(`  ${name} `))).toBe(true);
      expect(text).toContain(command.summary[lang].replaceAll(/\s+/g, ""));
      expect(help.some((line) => line.trim() === `$ ${command.examples[0].line}`)).toBe(true);
    },
  );

  test("every exit code and every common option is explained", () => {
    for (const code of ["0", "1", "2", "3", "4"])
      expect(help.some((line) => line.startsWith(`  ${code}  `))).toBe(true);
    for (const { name } of COMMON_OPTIONS) expect(help.join("\n")).toContain(`--${name}`);
  });

  test("no line but an example is wider than the window", () => {
    for (const columns of [60, 80, 200]) {
      const lines = [
        ...helpOfAll(COMMANDS, lang, plain, columns),
        ...COMMANDS.flatMap((command) => helpOf(command, lang, plain, columns)),
      ];
      // A full stop may hang over the edge rather than begin a line; a command line must not be broken.
      const wide = lines.filter((line) => widthOf(line) > Math.min(columns, 100) + 2 && !line.includes("$ "));
      expect(wide).toEqual([]);
    }
  });
});

test.each(COMMANDS.map((command) => [command.name, command] as const))(
  "the help of %s names its own options, and its examples can be run",
  (_, command) => {
    for (const lang of ["en", "zh"] as const) {
      const text = helpOf(command, lang, plain, 100).join("\n");
      for (const { name } of command.options) expect(text).toContain(`--${name}`);
      for (const { line } of command.examples) expect(text).toContain(line);
    }
    for (const { line } of command.examples) {
      const argv = line.replace(/^eval "\$\(|\)"$/g, "").split(" ");
      expect(argv.slice(0, 2)).toEqual(["npx", "hougu"]);
      expect(parse(argv.slice(2), COMMANDS, {})).toMatchObject({
        kind: "run",
        command: { name: command.name },
      });
    }
  },
);

describe("completion", () => {
  test.each(SHELLS)("%s completes every command and option", (shell) => {
    const script = completionScript(shell, COMMANDS);
    for (const { name, options } of COMMANDS) {
      expect(script).toContain(name);
      for (const option of options) expect(script).toContain(option.name);
    }
  });
});
