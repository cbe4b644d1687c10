/**
 * `node tools/facts/groups.ts <provider>=<plugin> ...`: which properties of a resource form a group of which one must
 * be given. The facts that a provider prints lack this, so its plugin is asked: `Check` of a resource without inputs
 * names every group that nothing satisfies, and `Check` with a whole group given says whether only one is allowed.
 * The answers are kept in `groups.json`, in the provider's own notation, for `extract.ts`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { factsOf, knownTokens } from "../../sandbox/facts/load.ts";
import { ProviderClient } from "../conformance/provider-client.ts";
import type { SchemaProperties } from "./reconcile.ts";

export interface GroupsOfResource {
  readonly atLeastOneOf?: readonly (readonly string[])[];
  readonly exactlyOneOf?: readonly (readonly string[])[];
}
/** By resource token; members in the provider's notation, e.g. `cidr_ip`. */
export type Groups = Readonly<Record<string, GroupsOfResource>>;

const FILE = join(import.meta.dirname, "groups.json");
const MUST = /one of `([^`]+)` must be specified/;
const ONLY = /only one of `([^`]+)` can be specified/;

/** A schema in which the first member of each group that bears no other carries it. */
export function withGroups(schema: SchemaProperties, groups: GroupsOfResource | undefined): SchemaProperties {
  const result: Record<string, SchemaProperties[string]> = { ...schema };
  for (const kind of ["atLeastOneOf", "exactlyOneOf"] as const) {
    for (const group of groups?.[kind] ?? []) {
      const bearer = group.map(camelCase).find((name) => result[name] && result[name][kind] === undefined);
      const property = bearer && result[bearer];
      if (property) {
        result[bearer] = { ...property, [kind]: group };
      }
    }
  }
  return result;
}

/** What a running provider says about the groups of one resource type. */
export async function askGroups(
  provider: ProviderClient,
  token: string,
): Promise<GroupsOfResource | undefined> {
  const { failures } = await provider.check(token, {});
  const groups = new Map(
    failures
      .map(({ reason }) => MUST.exec(reason)?.[1])
      .filter((members) => members !== undefined)
      .map((members) => [members, members.split(",")]),
  );
  const atLeastOneOf: string[][] = [];
  const exactlyOneOf: string[][] = [];
  for (const members of [...groups.values()].sort()) {
    const all = Object.fromEntries(members.map((member) => [camelCase(member), sampleFor(token, member)]));
    const answer = await provider.check(token, all).catch(() => undefined);
    const onlyOne =
      answer?.failures.some(({ reason }) => ONLY.exec(reason)?.[1] === members.join(",")) ?? false;
    (onlyOne ? exactlyOneOf : atLeastOneOf).push(members);
  }
  return groups.size === 0
    ? undefined
    : {
        ...(atLeastOneOf.length > 0 ? { atLeastOneOf } : {}),
        ...(exactlyOneOf.length > 0 ? { exactlyOneOf } : {}),
      };
}

/** A value of a member's kind: one of another kind ends the call itself, and nothing is learnt about the group. */
function sampleFor(token: string, member: string): unknown {
  const type = factsOf(token)?.[camelCase(member)]?.type;
  return type === "list" || type === "set" ? ["1"] : "1";
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

async function main(args: readonly string[]): Promise<number> {
  const groups: Record<string, GroupsOfResource> = { ...(JSON.parse(readFileSync(FILE, "utf8")) as Groups) };
  if (args.length === 0) {
    console.error(
      "expected one or more of <provider>=<path of its plugin>, e.g. alicloud=/path/pulumi-resource-alicloud",
    );
    return 2;
  }
  for (const [name = "", executable = ""] of args.map((arg) => arg.split("="))) {
    const provider = await ProviderClient.start(executable);
    try {
      for (const token of knownTokens().filter((known) => known.startsWith(`${name}:`))) {
        const found = await askGroups(provider, token);
        if (found) {
          groups[token] = found;
        } else {
          delete groups[token];
        }
      }
    } finally {
      provider.close();
    }
  }
  const lines = Object.keys(groups)
    .sort()
    .map((token) => `${JSON.stringify(token)}: ${JSON.stringify(groups[token])}`);
  writeFileSync(FILE, `{\n${lines.join(",\n")}\n}\n`);
  console.log(`${lines.length} resource types have groups`);
  return 0;
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2));
}
