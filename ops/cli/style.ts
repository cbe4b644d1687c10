import { styleText } from "node:util";

/** Meanings, not colours: the renderers say what a text is, this file what it looks like. */
export interface Style {
  readonly create: (text: string) => string;
  readonly update: (text: string) => string;
  readonly replace: (text: string) => string;
  readonly delete: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly accent: (text: string) => string;
}

type Format = Parameters<typeof styleText>[0];

function painter(colour: boolean): (format: Format) => (text: string) => string {
  return (format) => (text) => (colour ? styleText(format, text, { validateStream: false }) : text);
}

export function styleOf(colour: boolean): Style {
  const paint = painter(colour);
  return {
    create: paint("green"),
    update: paint("yellow"),
    replace: paint("magenta"),
    delete: paint("red"),
    good: paint("green"),
    bad: paint(["red", "bold"]),
    warn: paint("yellow"),
    faint: paint("gray"),
    strong: paint("bold"),
    accent: paint("cyan"),
  };
}

/**
 * Whether to colour: `NO_COLOR` (https://no-color.org) and `FORCE_COLOR` (as in Node) decide when set, in that
 * order of strength: FORCE_COLOR over NO_COLOR, as Node itself does; otherwise a terminal that isn't dumb.
 */
export function wantsColour(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  return isTerminal && env.TERM !== "dumb";
}
