import type { Lang, Localized } from "../../locale/localized.ts";

/** What a value is measured in; as Grafana calls it where a page is rendered (grafana-units.ts). */
export type Unit =
  | "share"
  | "seconds"
  | "duration"
  | "days"
  | "bytes"
  | "bytes/s"
  | "requests/s"
  | "messages/s"
  | "operations/s"
  | "yuan"
  | "count";

/** From this value on it is so; below the lowest it is {@link Panel.otherwise}. */
export interface Threshold {
  readonly from: number;
  readonly is: "good" | "watch" | "bad";
}

export interface Query {
  /** PromQL in which `$mini_program`, `$host` and `$__rate_interval` are Grafana's. */
  readonly expr: string;
  /** Name of its series: `{{label}}`, or words. */
  readonly legend?: string | Localized;
  /** Marks single requests in a graph of a histogram, each with a link to its trace. */
  readonly exemplars?: boolean;
}

/** `line`, `stack` and `bars` over time; `number` and `table` now; `states` which of two it was over time. */
export type Show = "line" | "stack" | "bars" | "number" | "table" | "states";

export interface Panel {
  readonly title: Localized;
  /** What it means, for somebody who sees it for the first time. */
  readonly description: Localized;
  readonly show: Show;
  readonly unit: Unit;
  readonly queries: readonly [Query, ...Query[]];
  /** Of 24 columns; the panels of a line fill it. */
  readonly width: 6 | 8 | 12 | 16 | 18 | 24;
  /** Ascending. */
  readonly thresholds?: readonly Threshold[];
  /** What a value below all thresholds is; good when absent. */
  readonly otherwise?: "good" | "watch" | "bad";
  /** Words for 0 and 1, of `states` and numbers that are one or the other. */
  readonly words?: readonly [no: Localized, yes: Localized];
  /** The axis begins at 0 and ends here. */
  readonly max?: number;
  /** Alerts about the same values: their runbooks are linked from it. */
  readonly alerts?: readonly string[];
}

export interface Row {
  readonly title: Localized;
  readonly panels: readonly Panel[];
}

/** What a page can be narrowed to. */
export type Variable = "mini_program" | "host";

/** A page of graphs, in both languages, before it is Grafana's. */
export interface Dashboard {
  /** Stays for ever: bookmarks and links hold it. */
  readonly uid: string;
  readonly title: Localized;
  /** What somebody who opens it wants to know. */
  readonly question: Localized;
  readonly variables: readonly Variable[];
  readonly rows: readonly Row[];
}

/** Which of a text's languages a page has. */
export function said(text: string | Localized, lang: Lang): string {
  return typeof text === "string" ? text : text[lang];
}

/** All panels of a page, in order. */
export function panelsOf({ rows }: Dashboard): readonly Panel[] {
  return rows.flatMap(({ panels }) => panels);
}

/** Selectors of series that have the labels of their target. */
export const OF_PROGRAM = 'mini_program=~"$mini_program"';
export const ON_HOST = 'mini_program=~"$mini_program",host=~"$host"';
/** Something of Kubernetes: a namespace has its mini-program's name. */
export const IN_NAMESPACE = 'namespace=~"$mini_program"';

/** A thing that is 1 while it runs. */
export const UP_OR_DOWN = {
  words: [
    { en: "down", zh: "停止" },
    { en: "up", zh: "正常" },
  ],
  otherwise: "bad",
  thresholds: [{ from: 1, is: "good" }],
} as const satisfies Partial<Panel>;
