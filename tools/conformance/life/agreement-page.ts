import { join } from "node:path";
import type { Tier } from "../../../components/config/environment.ts";
import type { Disagreement, Resource } from "./agreement-of-fronts.ts";
import { reasonRows } from "./front-differences.ts";

const DOCS = join(import.meta.dirname, "..", "..", "..", "docs", "conformance");

/** Where each environment's comparison is written. */
export const CONFORMANCE_PAGE: Readonly<Record<Tier, string>> = {
  dev: join(DOCS, "dev.md"),
  prod: join(DOCS, "prod.md"),
};

export interface Agreement {
  readonly tier: Tier;
  readonly plugin: readonly Resource[];
  readonly provider: readonly Resource[];
  readonly found: readonly Disagreement[];
  /** How long `up` took. */
  readonly seconds: { readonly plugin: number; readonly provider: number };
}

/** Differences as lines, those of one type and property once. */
export function linesOf(found: readonly Disagreement[]): string[] {
  const lines = new Map<string, string>();
  for (const { type, name, property, plugin, provider } of found) {
    const key = `${type} ${property}`;
    if (!lines.has(key)) {
      lines.set(key, `${key}: plugin ${short(plugin)}, provider ${short(provider)} (${name})`);
    }
  }
  return [...lines.values()].sort();
}

const SHORT = 120;

function short(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > SHORT ? `${text.slice(0, SHORT)}...` : text;
}

/** The page as Markdown. */
export function renderAgreement({ tier, plugin, provider, found, seconds }: Agreement): string {
  const types = new Set(plugin.map(({ type }) => type));
  const properties = new Set(
    provider.flatMap(({ type, outputs }) => Object.keys(outputs).map((name) => `${type} ${name}`)),
  );
  return [
    `# How far both fronts agree: ${tier}`,
    "",
    `Written by \`npm run test:alicloud -- life-${tier}\`. The same program went through the sandbox's plugin and through the`,
    "real provider on the sandbox's API; what each left in the state is compared property by property. Ids, addresses and",
    "times that a cloud draws by itself are compared by their kind; nothing and a zero (`0`, `false`, an empty text) are the",
    "same, since the provider's framework can't tell them apart.",
    "",
    `${plugin.length} resources of ${types.size} types, ${properties.size} properties, ${new Set(found.map(({ type, property }) => `${type} ${property}`)).size} of them with a difference.`,
    "",
    `\`up\` took the plugin ${Math.round(seconds.plugin)} s and the real provider ${Math.round(seconds.provider)} s: it sleeps between its questions as it does`,
    "with the real cloud, five minutes before it first asks for a database.",
    "",
    "| type | property | why |",
    "| --- | --- | --- |",
    ...reasonRows(found),
    "",
  ].join("\n");
}
