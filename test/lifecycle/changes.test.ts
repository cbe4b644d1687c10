import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apply, CHANGES, type ConfigurationChange } from "./changes.ts";
import { Operator, type RunDocument } from "./operator.ts";

/**
 * docs/changes.md says what each change of prod's configuration does to what runs. It is what the engine's preview says on
 * the sandbox, where the providers' own facts decide what replaces; `npx vitest run test/lifecycle/changes.test.ts -u`
 * renews it, and its diff is reviewed.
 */
describe("changes of prod's configuration", () => {
  const operator = new Operator(["prod"]);
  const effects = new Map<string, string>();
  beforeAll(async () => {
    const { code, stderr } = await operator.hougu("up", "--stack", "prod", "--yes");
    if (code !== 0) throw new Error(stderr);
  });
  afterAll(() => operator.remove());

  it.each(CHANGES)("$key can be previewed and says what it does", async (change) => {
    const restore = operator.configure("prod", (file) => apply(change, file));
    const { code, document, stderr } = await operator.hougu("preview", "--stack", "prod");
    restore();
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
    effects.set(change.key, effectOf(document));
  });

  it("are what docs/changes.md says", async () => {
    expect(effects.size).toBe(CHANGES.length);
    await expect(render(CHANGES, effects)).toMatchFileSnapshot("../../docs/changes.md");
  });
});

/** e.g. `replaces 2 ecs.Instance`: custom resources only, components have no life of their own. */
function effectOf({ changes }: RunDocument): string {
  const counts = new Map<string, number>();
  for (const { change, type } of changes) {
    if (type.startsWith("hougu:") || type.startsWith("pulumi:")) continue;
    const kind = `${change} ${type.split(":").at(-1)}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  if (counts.size === 0) return "nothing";
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, count]) => `${kind} (${count})`)
    .join(", ");
}

function render(changes: readonly ConfigurationChange[], effects: ReadonlyMap<string, string>): string {
  const rows = changes.map(
    ({ key, example, meanwhile }) => `| \`${key}\` | ${example} | ${effects.get(key)} | ${meanwhile} |`,
  );
  return `# What a change of the configuration does

Tried on prod, on the sandbox, by \`test/lifecycle/changes.test.ts\`: what the engine would do, and what users notice
meanwhile. \`update\` happens in place; \`replace\` makes another machine, the old one first because its address is planned.

| key | change | what happens | users are |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}
