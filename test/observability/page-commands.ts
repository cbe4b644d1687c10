import type { RunbookPage } from "../../tools/runbooks/page.ts";

/** A page's blocks of commands, without the indentation of their list. */
export function blocksOf({ text }: Pick<RunbookPage, "text">): string[] {
  return piecesOf(text)
    .filter(({ isBlock }) => isBlock)
    .map(({ piece }) => piece.replaceAll(/^ {3}/gm, "").trim());
}

/** What a page shows as code, a line each: lines of its blocks, and what stands between backquotes. */
export function codeOf({ text }: Pick<RunbookPage, "text">): string[] {
  return piecesOf(text).flatMap(({ piece, isBlock }) =>
    isBlock
      ? piece.split("\n").map((line) => line.trim())
      : [...piece.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code.trim()),
  );
}

/** Between two fences is a block; the others are prose with code in it. */
function piecesOf(text: string): { readonly piece: string; readonly isBlock: boolean }[] {
  return text.split(/^\s*```$/m).map((piece, index) => ({ piece, isBlock: index % 2 === 1 }));
}

/** The arguments of each call of a program, `npx hougu` for example. A text in quotes is one argument. */
export function callsOf(page: Pick<RunbookPage, "text">, program: string): string[][] {
  const words = program.split(" ");
  return codeOf(page)
    .flatMap(commandsIn)
    .filter((command) => words.every((word, index) => command[index] === word))
    .map((command) => command.slice(words.length));
}

/** Each command of a line, as words. */
function commandsIn(line: string): string[][] {
  const commands: string[][] = [[]];
  for (const [word] of line.matchAll(/'[^']*'|"[^"]*"|&&|[;|]|[^\s;|'"]+/g)) {
    if (word === ";" || word === "|" || word === "&&") commands.push([]);
    else commands.at(-1)?.push(word);
  }
  return commands;
}

/** Options of systemctl and journalctl that take a value of their own when it isn't written behind `=`. */
const WITH_VALUE = new Set(["--identifier", "--lines", "--priority", "--property", "--since", "--type"]);

/** Units that a page's systemctl and journalctl name, without `.service`. UNIT is the reader's to fill in. */
export function unitsOf(page: Pick<RunbookPage, "text">): string[] {
  const acted = callsOf(page, "systemctl").flatMap((words) => operands(words).slice(1));
  const read = callsOf(page, "journalctl").flatMap((words) =>
    words.flatMap((word, index) => (words[index - 1] === "--unit" ? [word] : [])),
  );
  const units = [...acted, ...read].filter((unit) => unit !== "UNIT");
  return [...new Set(units.map((unit) => unit.replace(/\.service$/, "")))];
}

function operands(words: readonly string[]): string[] {
  return words.filter(
    (word, index) => !word.startsWith("-") && !WITH_VALUE.has(words[index - 1] ?? "") && !/^\d?>/.test(word),
  );
}
