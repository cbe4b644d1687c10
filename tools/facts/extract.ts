/**
 * `node tools/facts/extract.ts --from <folder> [--check]`: takes the part of the providers' facts that this program
 * uses into `sandbox/facts/<provider>.facts.json`. The folder holds `alicloud/facts.json` and `vsphere/facts.json`.
 * With `--check` nothing is written; the exit code is 1 when a file would change.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ALICLOUD_TOKENS } from "../../sandbox/facts/tokens.ts";
import type { FactsFile, ResourceFacts } from "../../sandbox/facts/types.ts";
import { withCustomDiff } from "./custom-diff.ts";
import { Declarations } from "./declarations.ts";
import { factsText } from "./facts-text.ts";
import { type Groups, withGroups } from "./groups.ts";
import { byConvention, reconcile, type SchemaProperties } from "./reconcile.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const GROUPS = JSON.parse(readFileSync(join(import.meta.dirname, "groups.json"), "utf8")) as Groups;

/** Facts as a provider printed them, before reconciliation. */
export interface ProviderFacts {
  readonly provider: string;
  readonly sdk: string;
  readonly upstream: string;
  readonly resources: Readonly<Record<string, SchemaProperties>>;
}

function read(file: string): ProviderFacts {
  return JSON.parse(readFileSync(file, "utf8")) as ProviderFacts;
}

/** The facts of Alibaba Cloud's resources in `tokens`, as the npm package declares them. */
export function extractAlicloud(facts: ProviderFacts, tokens: readonly string[]): FactsFile {
  const declarations = new Declarations(join(ROOT, "node_modules/@pulumi/alicloud"));
  const resources: Record<string, ResourceFacts> = {};
  for (const token of tokens) {
    const schema = facts.resources[token];
    const declared = declarations.resource(token);
    if (schema === undefined || declared === undefined) {
      const missing = schema === undefined ? "the provider's facts" : "the declarations of @pulumi/alicloud";
      throw new Error(
        `sandbox/facts/tokens.ts: ${token} isn't in ${missing}; correct the token or remove it`,
      );
    }
    resources[token] = reconcile(withGroups(schema, GROUPS[token]), declared);
  }
  return { ...facts, resources };
}

/** The facts of every vSphere resource, by the conventions of the official package. */
export function extractVsphere(facts: ProviderFacts): FactsFile {
  const converted = Object.entries(facts.resources).map(([token, schema]): [string, ResourceFacts] => [
    token,
    byConvention(withGroups(withCustomDiff(token, schema), GROUPS[token]), { autoName: true }),
  ]);
  return { ...facts, resources: Object.fromEntries(converted) };
}

/** The facts of the vSphere provider's functions and configuration: nothing there is named automatically. */
export function extractVsphereFunctions(facts: ProviderFacts): FactsFile {
  const converted = Object.entries(facts.resources).map(([token, schema]): [string, ResourceFacts] => [
    token,
    byConvention(schema, { autoName: false }),
  ]);
  return { ...facts, resources: Object.fromEntries(converted) };
}

/** The texts of all extracts, by file name in `sandbox/facts`. */
export function extracts(from: string): Record<string, string> {
  return {
    "alicloud.facts.json": factsText(
      extractAlicloud(read(join(from, "alicloud/facts.json")), ALICLOUD_TOKENS),
    ),
    "vsphere.facts.json": factsText(extractVsphere(read(join(from, "vsphere/facts.json")))),
  };
}

function main(): number {
  const { values } = parseArgs({ options: { from: { type: "string" }, check: { type: "boolean" } } });
  if (values.from === undefined || !existsSync(join(values.from, "alicloud/facts.json"))) {
    console.error(
      `--from ${values.from ?? "<folder>"}: expected a folder with alicloud/facts.json and vsphere/facts.json, as the providers print them with -facts`,
    );
    return 2;
  }
  let stale = 0;
  for (const [name, text] of Object.entries(extracts(values.from))) {
    const file = join(ROOT, "sandbox/facts", name);
    const same = existsSync(file) && readFileSync(file, "utf8") === text;
    if (!same && values.check !== true) {
      writeFileSync(file, text);
    }
    stale += same ? 0 : 1;
    console.log(`${name}: ${same ? "unchanged" : values.check ? "differs; run npm run facts" : "written"}`);
  }
  return values.check && stale > 0 ? 1 : 0;
}

if (import.meta.main) {
  process.exitCode = main();
}
