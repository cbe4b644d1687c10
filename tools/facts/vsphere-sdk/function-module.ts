import type { Properties } from "../../../sandbox/facts/types.ts";
import { isInput } from "../../../sandbox/facts/value.ts";
import { comment, sentences } from "./comment.ts";
import { imports } from "./imports.ts";
import { capitalized, type ModuleName } from "./naming.ts";
import { entries, mayBeAbsent, type TypeWriter } from "./type-text.ts";

/** The module of one function: the call that answers a promise, and the one that takes and answers outputs. */
export function functionModule({ token, name }: ModuleName, facts: Properties, types: TypeWriter): string {
  const Type = capitalized(name);
  const given = entries(facts).filter(([, property]) => isInput(property));
  const optional = given.every(([, property]) => !property.required);
  const question = optional ? "?" : "";
  const bag = given.map(([property]) => `      ${property}: args${question}.${property},\n`).join("");
  const body = `/** Looks up what vSphere calls ${name.replace(/^get/, "")}. */
export function ${name}(args${question}: ${Type}Args, opts: pulumi.InvokeOptions = {}): Promise<${Type}Result> {
  return pulumi.runtime.invoke(
    "${token}",
    {
${bag}    },
    packageOptions(opts),
  );
}

/** Arguments of {@link ${name}}. */
export interface ${Type}Args {
${types.inputMembers(Type, facts, "plain", "  ")}}

/** What {@link ${name}} finds. */
export interface ${Type}Result {
${results(Type, facts, types)}}

/** The same for arguments that are outputs. */
export function ${name}Output(
  args${question}: ${Type}OutputArgs,
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<${Type}Result> {
  return pulumi.runtime.invokeOutput(
    "${token}",
    {
${bag}    },
    packageOptions(opts),
  );
}

/** Arguments of {@link ${name}Output}. */
export interface ${Type}OutputArgs {
${types.inputMembers(Type, facts, "input", "  ")}}
`;
  return imports(body, { utilities: "packageOptions" }) + body;
}

function results(owner: string, facts: Properties, types: TypeWriter): string {
  const id = "  /** The provider's id of what was found. */\n  readonly id: string;\n";
  const members = entries(facts)
    .filter(([name]) => name !== "id")
    .map(([name, property]) => {
      const type = types.value(owner, name, property, "output");
      const question = mayBeAbsent(property) ? "?" : "";
      return `${comment(sentences(property, "output"), "  ")}  readonly ${name}${question}: ${type};\n`;
    });
  return id + members.join("");
}
