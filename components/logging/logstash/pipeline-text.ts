/** A setting's value in Logstash's configuration language. */
export type SettingValue = string | number | boolean | readonly string[];

/** A plugin with its settings, or plugins under a condition. */
export type Statement =
  | { readonly plugin: string; readonly settings?: Readonly<Record<string, SettingValue>> }
  | { readonly when: string; readonly holds: readonly Statement[] };

export interface Pipeline {
  readonly input: readonly Statement[];
  readonly filter: readonly Statement[];
  readonly output: readonly Statement[];
}

/** The text of a pipeline's file. */
export function pipelineText(pipeline: Pipeline): string {
  const sections = (["input", "filter", "output"] as const).map(
    (name) => `${name} {\n${statements(pipeline[name], "  ")}}\n`,
  );
  return `# Made by Hougu. Change the program, not this file.\n${sections.join("\n")}`;
}

function statements(all: readonly Statement[], indent: string): string {
  return all
    .map((statement) =>
      "when" in statement
        ? `${indent}if ${statement.when} {\n${statements(statement.holds, `${indent}  `)}${indent}}\n`
        : `${indent}${statement.plugin} {\n${settings(statement.settings ?? {}, `${indent}  `)}${indent}}\n`,
    )
    .join("");
}

function settings(all: Readonly<Record<string, SettingValue>>, indent: string): string {
  return Object.entries(all)
    .map(([name, value]) => `${indent}${name} => ${valueText(value)}\n`)
    .join("");
}

function valueText(value: SettingValue): string {
  if (typeof value === "object") return `[${value.map(quoted).join(", ")}]`;
  return typeof value === "string" ? quoted(value) : String(value);
}

/** Logstash knows no escapes in strings unless it is told to: a text with quotes of both kinds can't be written. */
function quoted(text: string): string {
  if (!text.includes('"')) return `"${text}"`;
  if (!text.includes("'")) return `'${text}'`;
  throw new Error(`${text}: Logstash has no way to write quotes of both kinds in one string`);
}
