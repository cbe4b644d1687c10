import type { Severity } from "@pulumi/policy";
import type { Lang } from "../components/locale/localized.ts";
import type { Level } from "./environment.ts";
import { ExemptionRegister } from "./exemptions/register.ts";
import { exemptionLine } from "./exemptions/told.ts";
import type { PlannedResource, StackResource } from "./resource.ts";
import { type AnyRule, type Changes, defaultsOf, type Finding, type Source } from "./rule.ts";

/** What the engine is told about one finding. */
export interface Diagnostic {
  readonly rule: string;
  readonly description: string;
  readonly message: string;
  readonly level: Level;
  readonly severity: Severity;
  readonly urn?: string;
  /** A value that the rule needs is unknown: nothing is said about the resource. */
  readonly undecided?: true;
}

/** What a rule changes of a resource before it is judged. */
export interface Remediation {
  readonly rule: string;
  readonly description: string;
  readonly changes: Changes;
}

/** What the engine says about a rule when a run begins. */
export interface RuleConfiguration {
  readonly level: Level;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A rule with what an environment makes of it. */
interface Enforced {
  readonly rule: AnyRule;
  readonly level: Level;
  readonly settings: never;
}

/** The rules in one language, found by the type of what is to be judged: a type that no rule is for costs nothing. */
export class Pack {
  readonly #rules: readonly AnyRule[];
  readonly #lang: Lang;
  readonly #exemptions: ExemptionRegister;
  #byType = new Map<string, Enforced[]>();
  #ofStack: Enforced[] = [];

  constructor(rules: readonly AnyRule[], lang: Lang, exemptions = new ExemptionRegister([], 0)) {
    this.#rules = rules;
    this.#lang = lang;
    this.#exemptions = exemptions;
    this.configure(new Map());
  }

  /** Levels and settings of a run. A rule that isn't named keeps its own level and its defaults. */
  configure(configured: ReadonlyMap<string, RuleConfiguration>): void {
    this.#byType = new Map();
    this.#ofStack = [];
    for (const rule of this.#rules) {
      const { level = rule.level, settings = {} } = configured.get(rule.id) ?? {};
      if (level === "disabled") continue;
      const enforced = { rule, level, settings: { ...defaultsOf(rule.settings), ...settings } as never };
      if (rule.stack !== undefined) this.#ofStack.push(enforced);
      for (const type of rule.resource?.types ?? []) {
        const others = this.#byType.get(type);
        if (others === undefined) this.#byType.set(type, [enforced]);
        else others.push(enforced);
      }
    }
  }

  /** Whether any rule is for resources of a type. */
  looksAt(type: string): boolean {
    return this.#byType.has(type);
  }

  /** A resource before anything happens to it. */
  judgeResource(planned: PlannedResource): Diagnostic[] {
    return (this.#byType.get(planned.type) ?? []).flatMap((enforced) => {
      const findings = enforced.rule.resource?.check(planned, enforced.settings) ?? [];
      return this.#tell(findings, enforced, planned.urn);
    });
  }

  /** To be awaited before {@link judgeStack}. */
  async prepare(): Promise<void> {
    await Promise.all(this.#ofStack.map(({ rule }) => rule.prepare?.()));
  }

  /** All resources of a stack at the end of a preview or an update, and what is to be said about exemptions. */
  judgeStack(resources: readonly StackResource[]): Diagnostic[] {
    const findings = this.#ofStack.flatMap((enforced) =>
      this.#tell(enforced.rule.stack?.(resources, enforced.settings) ?? [], enforced),
    );
    return [...findings, ...this.#notices()];
  }

  /**
   * What rules of the level `remediate` change of a resource, one after the other: each sees what those before it made.
   * An exempt resource is left as it is.
   * @param changed the resource with changes made to it
   */
  remediate(
    planned: PlannedResource,
    changed: (resource: PlannedResource, changes: Changes) => PlannedResource,
  ): Remediation[] {
    const remediations: Remediation[] = [];
    let resource = planned;
    for (const { rule, level, settings } of this.#byType.get(planned.type) ?? []) {
      const mend = rule.resource?.remediate;
      if (level !== "remediate" || mend === undefined) continue;
      const findings = Array.from(rule.resource?.check(resource, settings) ?? []);
      if (!findings.some((finding) => "broken" in finding)) continue;
      if (this.#exemptions.find(rule.id, planned.urn) !== undefined) continue;
      const changes = mend(resource, settings);
      if (changes === undefined) continue;
      remediations.push({ rule: rule.id, description: rule.title[this.#lang], changes });
      resource = changed(resource, changes);
    }
    return remediations;
  }

  /** Whether any rule of the level `remediate` is for resources of a type. */
  remediates(type: string): boolean {
    return (this.#byType.get(type) ?? []).some(
      ({ rule, level }) => level === "remediate" && rule.resource?.remediate !== undefined,
    );
  }

  /** The rules' data, for the engine. */
  policies() {
    return this.#rules.map((rule) => ({
      id: rule.id,
      level: rule.level,
      severity: rule.severity,
      title: rule.title[this.#lang],
      remediation: rule.remediation[this.#lang],
      ofResources: rule.resource !== undefined,
      schema: schemaOf(rule),
    }));
  }

  /** What is broken, at the rule's level. What can't be judged yet is an advice, whatever the rule's level. */
  #tell(findings: Iterable<Finding>, { rule, level }: Enforced, urn?: string): Diagnostic[] {
    return Array.from(findings, (finding) => {
      const at = finding.urn ?? urn;
      const title = rule.title[this.#lang];
      const exemption = this.#exemptions.find(rule.id, at);
      const [text, enforcement] =
        "broken" in finding
          ? [messageOf(finding.broken[this.#lang], rule, this.#lang), level]
          : [adviceOf(finding.undecided, this.#lang), "advisory" as const];
      return {
        rule: rule.id,
        description: title,
        message: [...(exemption ? [exemptionLine(exemption, this.#lang)] : []), title, text].join("\n"),
        level: exemption === undefined ? enforcement : "advisory",
        severity: rule.severity,
        ...(at === undefined ? {} : { urn: at }),
        ...("broken" in finding ? {} : { undecided: true as const }),
      };
    });
  }

  /** Exemptions that a person should look at; advices, since none of them makes the stack worse. */
  #notices(): Diagnostic[] {
    return this.#exemptions.notices().flatMap(({ rule: id, text }) => {
      const rule = this.#rules.find((one) => one.id === id);
      if (rule === undefined) return [];
      return [
        {
          rule: id,
          description: rule.title[this.#lang],
          message: text[this.#lang],
          level: "advisory" as const,
          severity: rule.severity,
        },
      ];
    });
  }
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

/** What an operator reads: what is wrong, how to mend it, and who asks for it. */
function messageOf(broken: string, rule: AnyRule, lang: Lang): string {
  const mend = { en: "To mend", zh: "修复" }[lang];
  return `${broken}\n${mend}: ${rule.remediation[lang]}\n${rule.sources.map(sourceText).join("; ")}`;
}

export function sourceText(source: Source): string {
  return source.clause === undefined ? source.document : `${source.document}, ${source.clause}`;
}

function adviceOf(property: string, lang: Lang): string {
  return {
    en: `${property} is not known before the update; it is checked then.`,
    zh: `${property} 在更新之前未知，更新时再检查。`,
  }[lang];
}
