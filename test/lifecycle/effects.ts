import type { ConfigurationChange } from "./changes.ts";
import type { RunDocument } from "./operator.ts";

/** e.g. `replace Instance (2)`: custom resources only, components have no life of their own. */
export function effectOf({ changes }: RunDocument): string {
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

/** docs/changes.md. */
export function renderChanges(
  changes: readonly ConfigurationChange[],
  effects: ReadonlyMap<string, string>,
): string {
  const rows = changes.map(
    ({ key, example, meanwhile }) => `| \`${key}\` | ${example} | ${effects.get(key)} | ${meanwhile} |`,
  );
  return `# What a change of the configuration does

Tried on prod, on the sandbox, by \`test/lifecycle/prod.test.ts\`: what the engine would do, and what users notice
meanwhile. \`update\` happens in place; \`replace\` makes another one, a machine's old one first because its address is planned.

| key | change | what happens | users are |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}
