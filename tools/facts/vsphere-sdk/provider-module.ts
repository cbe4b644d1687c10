import type { Properties } from "../../../sandbox/facts/types.ts";
import { imports } from "./imports.ts";
import { entries, type TypeWriter } from "./type-text.ts";

/** What the provider's schema doesn't mark as secret although it is. */
const SECRETS: ReadonlySet<string> = new Set(["password"]);

/** The module of the provider: whom to talk to, and as whom. */
export function providerModule(facts: Properties, types: TypeWriter): string {
  const lines: string[] = [];
  for (const [name, property] of entries(facts).filter(([, { required }]) => required)) {
    lines.push(
      `if (args?.${name} === undefined) {`,
      `  throw new Error("Missing required property '${name}' (${property.type})");`,
      "}",
    );
  }
  for (const [name, property] of entries(facts)) {
    if (SECRETS.has(name)) {
      lines.push(`inputs.${name} = args?.${name} === undefined ? undefined : pulumi.secret(args.${name});`);
    } else if (property.type === "string") {
      lines.push(`inputs.${name} = args?.${name};`);
    } else {
      // A provider's configuration travels as texts; what isn't one is JSON.
      lines.push(`inputs.${name} = pulumi.output(args?.${name}).apply((value) => JSON.stringify(value));`);
    }
  }
  const body = `/** A connection to one vCenter. */
export class Provider extends pulumi.ProviderResource {
  /** @internal */
  static readonly __pulumiType = "vsphere";

${entries(facts)
  .filter(([, property]) => property.type === "string")
  .map(
    ([name, property]) =>
      `  declare readonly ${name}: pulumi.Output<string${property.required ? "" : " | undefined"}>;\n`,
  )
  .join("")}
  /** True for a provider of this package, also of another copy of it in the same process. */
  static override isInstance(obj: unknown): obj is Provider {
    const type = (obj as { __pulumiType?: string } | null | undefined)?.__pulumiType;
    return type === \`pulumi:providers:\${Provider.__pulumiType}\`;
  }

  constructor(name: string, args: ProviderArgs, opts: pulumi.ResourceOptions = {}) {
    const inputs: pulumi.Inputs = {};
${lines.map((line) => `    ${line}\n`).join("")}    super(Provider.__pulumiType, name, inputs, packageOptions(opts, ${JSON.stringify([...SECRETS])}));
  }
}

/** Arguments of a {@link Provider}. */
export interface ProviderArgs {
${types.inputMembers("Provider", facts, "input", "  ")}}
`;
  return imports(body, { utilities: "packageOptions" }) + body;
}
