import type {
  Policies,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { Lang } from "../components/locale/localized.ts";
import { plainProperties, plainStack } from "./plain.ts";
import { type AnyRule, defaultsOf, type Finding, type Source } from "./rule.ts";

/** A rule with both kinds of checks is one policy: the framework runs each at its time. */
type BothPolicies = Partial<Pick<StackValidationPolicy, "validateStack">> & ResourceValidationPolicy;

/** The rules as policies of `@pulumi/policy`, in one language. */
export function policiesOf(rules: readonly AnyRule[], lang: Lang): Policies {
  return rules.map((rule) => policyOf(rule, lang)) as Policies;
}

function policyOf(rule: AnyRule, lang: Lang): BothPolicies {
  const defaults = defaultsOf(rule.settings);
  const settings = (configured: object) => ({ ...defaults, ...configured }) as never;
  const { resource, stack } = rule;
  return {
    name: rule.id,
    displayName: rule.title[lang],
    description: rule.title[lang],
    enforcementLevel: rule.level,
    severity: rule.severity,
    remediationSteps: rule.remediation[lang],
    ...(Object.keys(rule.settings).length > 0 && { configSchema: { properties: schemaOf(rule) } }),
    ...(resource !== undefined && {
      validateResource: (args, report) => {
        if (!resource.types.has(args.type)) return;
        const planned = {
          type: args.type,
          name: args.name,
          urn: args.urn,
          protect: args.opts.protect,
          props: plainProperties(args.props),
        };
        tell(resource.check(planned, settings(args.getConfig())), rule, lang, report, args.urn);
      },
    }),
    ...(stack !== undefined && {
      validateStack: (args, report) => {
        tell(stack(plainStack(args.resources), settings(args.getConfig())), rule, lang, report);
      },
    }),
  };
}

function schemaOf(rule: AnyRule) {
  return Object.fromEntries(
    Object.entries(rule.settings).map(([name, setting]) => [
      name,
      {
        ...setting.schema,
        default: structuredClone(setting.default) as never,
        description: setting.meaning.en,
      },
    ]),
  );
}

/** Reports what is broken. What can't be judged yet is told as an advice, whatever the rule's level. */
function tell(
  findings: Iterable<Finding>,
  rule: AnyRule,
  lang: Lang,
  report: ReportViolation,
  urn?: string,
): void {
  for (const finding of findings) {
    const at = finding.urn ?? urn;
    if ("broken" in finding) report(messageOf(finding.broken[lang], rule, lang), at);
    else report(adviceOf(finding.undecided, rule, lang, at) as never, at);
  }
}

/** What an operator reads: what is wrong, how to mend it, and who asks for it. */
function messageOf(broken: string, rule: AnyRule, lang: Lang): string {
  const mend = { en: "To mend", zh: "修复" }[lang];
  return `${broken}\n${mend}: ${rule.remediation[lang]}\n${rule.sources.map(sourceText).join("; ")}`;
}

export function sourceText(source: Source): string {
  return source.clause === undefined ? source.document : `${source.document}, ${source.clause}`;
}

/** The framework takes a whole diagnostic in place of a message: that is how one can be milder than its rule. */
function adviceOf(property: string, rule: AnyRule, lang: Lang, urn: string | undefined) {
  return {
    urn,
    message: {
      en: `${rule.title.en}\n${property} is not known before the update; it is checked then.`,
      zh: `${rule.title.zh}\n${property} 在更新之前未知，更新时再检查。`,
    }[lang],
    enforcementLevel: "advisory",
  };
}
