import type { Properties } from "../../../sandbox/facts/types.ts";
import { isInput } from "../../../sandbox/facts/value.ts";
import { comment, sentences } from "./comment.ts";
import { imports } from "./imports.ts";
import type { ModuleName } from "./naming.ts";
import { entries, mayBeAbsent, type TypeWriter } from "./type-text.ts";

/** The module of one resource: its class, its arguments and its state. */
export function resourceModule({ token, name }: ModuleName, facts: Properties, types: TypeWriter): string {
  const body = [
    resourceClass(name, token, facts, types),
    `/** What is known of an existing ${name} that is looked up with \`${name}.get\`. */\nexport interface ${name}State {\n${stateMembers(name, facts, types)}}\n`,
    `/** Arguments of a ${name}. */\nexport interface ${name}Args {\n${types.inputMembers(name, facts, "input", "  ")}}\n`,
  ].join("\n");
  return imports(body, { utilities: "packageOptions" }) + body;
}

function resourceClass(name: string, token: string, facts: Properties, types: TypeWriter): string {
  const required = entries(facts).filter(([, property]) => property.required);
  const args = required.length > 0 ? `args: ${name}Args` : `args?: ${name}Args`;
  return `/** vSphere's ${name}. */
export class ${name} extends pulumi.CustomResource {
  /** @internal */
  static readonly __pulumiType = "${token}";

${outputs(name, facts, types)}
  /** An existing ${name} by its id, with what is known of its state. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: ${name}State,
    opts?: pulumi.CustomResourceOptions,
  ): ${name} {
    return new ${name}(name, state as unknown as ${name}Args, { ...opts, id });
  }

  /** True for a ${name}, also of another copy of this package in the same process. */
  static override isInstance(obj: unknown): obj is ${name} {
    return (obj as { __pulumiType?: string } | null | undefined)?.__pulumiType === ${name}.__pulumiType;
  }

  constructor(name: string, ${args}, opts: pulumi.CustomResourceOptions = {}) {
    const inputs: pulumi.Inputs = {};
    if (opts.id !== undefined) {
      Object.assign(inputs, args as ${name}State | undefined);
    } else {
${constructorBody(facts)}    }
    super(${name}.__pulumiType, name, inputs, packageOptions(opts${secretNames(facts)}));
  }
}
`;
}

function constructorBody(facts: Properties): string {
  const lines: string[] = [];
  for (const [name, property] of entries(facts)) {
    if (property.required) {
      lines.push(
        `if (args?.${name} === undefined && !opts.urn) {`,
        `  throw new Error("Missing required property '${name}'");`,
        "}",
      );
    }
  }
  for (const [name, property] of entries(facts)) {
    if (!isInput(property)) {
      lines.push(`inputs.${name} = undefined; // computed`);
    } else if (property.secret) {
      lines.push(`inputs.${name} = args?.${name} === undefined ? undefined : pulumi.secret(args.${name});`);
    } else {
      lines.push(`inputs.${name} = args?.${name};`);
    }
  }
  return lines.map((line) => `      ${line}\n`).join("");
}

/** Secrets further down are marked by the provider itself, which knows the place of each. */
function secretNames(facts: Properties): string {
  const names = entries(facts)
    .filter(([, property]) => property.secret)
    .map(([name]) => JSON.stringify(name));
  return names.length > 0 ? `, [${names.join(", ")}]` : "";
}

function outputs(owner: string, facts: Properties, types: TypeWriter): string {
  return entries(facts)
    .map(([name, property]) => {
      const type = types.value(owner, name, property, "output");
      const absent = mayBeAbsent(property) ? `${type} | undefined` : type;
      return `${comment(sentences(property, "output"), "  ")}  declare readonly ${name}: pulumi.Output<${absent}>;\n`;
    })
    .join("");
}

function stateMembers(owner: string, facts: Properties, types: TypeWriter): string {
  return entries(facts)
    .map(([name, property]) => {
      const type = types.value(owner, name, property, "input");
      return `  ${name}?: pulumi.Input<${type} | undefined>;\n`;
    })
    .join("");
}
