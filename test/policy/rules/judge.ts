import type { Properties, StackResource } from "../../../policy/resource.ts";
import { type AnyRule, defaultsOf, type Finding } from "../../../policy/rule.ts";

/** Property names of an SDK's arguments, each with any value that a test wants to try. */
export type Props<Args> = { readonly [K in keyof Args]?: unknown };

/** A resource of the type that the SDK's `Args` belong to. */
export function resource<Args = Properties>(
  type: string,
  props: Props<NoInfer<Args>>,
  options: {
    readonly name?: string;
    readonly protect?: boolean;
    readonly madeOf?: StackResource["madeOf"];
    readonly id?: string;
  } = {},
): StackResource {
  const { name = "it", protect = false, madeOf = {}, id } = options;
  return {
    type,
    name,
    protect,
    madeOf,
    urn: `urn:pulumi:test::hougu::${type}::${name}`,
    props: { ...(props as Properties), ...(id === undefined ? {} : { id }) },
  };
}

/** What a rule's resource check says: `broken` texts in English, and what it could not decide. */
export function judge(
  rule: AnyRule,
  target: StackResource,
  settings: Properties = {},
): { readonly broken: string[]; readonly undecided: string[] } {
  if (rule.resource?.types.has(target.type) !== true)
    throw new Error(`${rule.id} does not look at ${target.type}`);
  return collect(rule.resource.check(target, { ...defaultsOf(rule.settings), ...settings } as never));
}

/** What a rule's stack check says. */
export function judgeStack(
  rule: AnyRule,
  resources: readonly StackResource[],
  settings: Properties = {},
): { readonly broken: string[]; readonly undecided: string[]; readonly urns: (string | undefined)[] } {
  if (rule.stack === undefined) throw new Error(`${rule.id} does not look at the stack`);
  const findings = [...rule.stack(resources, { ...defaultsOf(rule.settings), ...settings } as never)];
  return { ...collect(findings), urns: findings.map((finding) => finding.urn) };
}

function collect(findings: Iterable<Finding>) {
  const broken: string[] = [];
  const undecided: string[] = [];
  for (const finding of findings) {
    if ("broken" in finding) {
      broken.push(finding.broken.en);
      if (finding.broken.zh === "" || finding.broken.zh === finding.broken.en)
        throw new Error("no Chinese text");
    } else undecided.push(finding.undecided);
  }
  return { broken, undecided };
}
