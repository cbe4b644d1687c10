import { describe, expect, it } from "vitest";
import { TIERS } from "../../components/config/environment.ts";
import { configurationOf, levelOf, settingsOf } from "../../policy/environment.ts";
import type { StackResource } from "../../policy/resource.ts";
import { type AnyRule, defaultsOf, type Finding } from "../../policy/rule.ts";
import { RULES } from "../../policy/rules/all.ts";
import { environmentOf, type Recorded, recordEnvironment } from "../program/recorded.ts";

/** What a program registered, as rules see it. */
function stackOf(recorded: readonly Recorded[]): StackResource[] {
  const resources = new Map<string, StackResource>();
  for (const { urn, type, name, protect, inputs, propertyDependencies } of recorded) {
    resources.set(urn, {
      urn,
      type,
      name,
      protect,
      props: { ...inputs, id: `${name}-id` },
      get madeOf() {
        return Object.fromEntries(
          Object.entries(propertyDependencies).map(([property, urns]) => [
            property,
            urns.map((one) => resources.get(one)).filter((one) => one !== undefined),
          ]),
        );
      },
    });
  }
  return [...resources.values()];
}

function* findings(rule: AnyRule, settings: never, stack: readonly StackResource[]) {
  const told = (finding: Finding, name: string) =>
    `${rule.id} · ${name}: ${"broken" in finding ? finding.broken.en : `${finding.undecided} is unknown`}`;
  for (const resource of stack) {
    if (!rule.resource?.types.has(resource.type)) continue;
    for (const finding of rule.resource.check(resource, settings)) yield told(finding, resource.name);
  }
  for (const finding of rule.stack?.(stack, settings) ?? [])
    yield told(finding, finding.urn?.split("::").at(-1) ?? "");
}

describe.each(TIERS)("the program of %s", { timeout: 120_000 }, (tier) => {
  it("breaks no rule that its environment enforces", async () => {
    const { resources } = await recordEnvironment(environmentOf(tier));
    const stack = stackOf(resources.filter(({ custom }) => custom));
    const configuration = configurationOf(tier);
    const told = RULES.filter((rule) => levelOf(rule, configuration) !== "disabled").flatMap((rule) => [
      ...findings(rule, { ...defaultsOf(rule.settings), ...settingsOf(rule, configuration) } as never, stack),
    ]);
    expect(told).toEqual([]);
  });
});
