import type { Lang, Localized } from "../../components/locale/localized.ts";
import { dayOf, type Exemption, type PlacedExemption, WHOLE_STACK } from "./exemption.ts";

const KEYS = ["rule", "resource", "owner", "reason", "until"] as const;

/** What is wrong with one exemption: key, value, what was expected, and how to mend it. */
type Problem = Localized;

/** Exemptions that can't be honoured. A run under them would say less than it seems to: it must not begin. */
export class BadExemptions extends Error {
  readonly problems: readonly Localized[];

  constructor(problems: readonly Localized[], lang: Lang) {
    super(problems.map((problem) => problem[lang]).join("\n"));
    this.name = "BadExemptions";
    this.problems = problems;
  }
}

export interface ParseContext {
  /** Path for messages, e.g. `policy/exemptions/prod.json`. */
  readonly file: string;
  /** Ids of the rules that exist. */
  readonly rules: ReadonlySet<string>;
  /** Milliseconds since the epoch: what has expired is refused. */
  readonly now: number;
  readonly lang: Lang;
}

/**
 * Reads an environment's exemptions.
 * @throws BadExemptions with one problem for each exemption's first mistake: malformed, unknown rule, nobody who
 * answers for it, no reason, expired
 */
export function parseExemptions(text: string, context: ParseContext): readonly PlacedExemption[] {
  const { file, lang } = context;
  const entries = entriesOf(text, context);
  const problems: Problem[] = [];
  const exemptions: PlacedExemption[] = [];
  for (const [index, entry] of entries.entries()) {
    const place = `${file}[${index}]`;
    const problem = problemOf(entry, place, context);
    if (problem === undefined) exemptions.push({ ...(entry as Exemption), place });
    else problems.push(problem);
  }
  if (problems.length > 0) throw new BadExemptions(problems, lang);
  return exemptions;
}

function entriesOf(text: string, { file, lang }: ParseContext): readonly unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BadExemptions([{ en: `${file} is not JSON: ${why}`, zh: `${file} 不是 JSON：${why}` }], lang);
  }
  if (Array.isArray(value)) return value;
  throw new BadExemptions([wrong(file, value, ["a list of exemptions", "豁免的列表"], FORM)], lang);
}

/** What an exemption looks like. */
const FORM = (() => {
  const example =
    '{ "rule": "no-open-ingress", "resource": "edge-*", "owner": "ops", "reason": { "en": "…", "zh": "…" }, "until": "2027-01-31" }';
  return { en: `write, for example: ${example}`, zh: `例如：${example}` };
})();

function problemOf(entry: unknown, place: string, { rules, now }: ParseContext): Problem | undefined {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry))
    return wrong(place, entry, ["an exemption", "一条豁免"], FORM);
  const { rule, resource, owner, reason, until, ...others } = entry as Readonly<Record<string, unknown>>;
  const [unknown] = Object.entries(others);
  if (unknown !== undefined) {
    const keys = KEYS.join(", ");
    return wrong(`${place}.${unknown[0]}`, unknown[1], [`one of the keys ${keys}`, `键 ${keys} 之一`], {
      en: "remove it",
      zh: "删除该键",
    });
  }
  if (typeof rule !== "string" || !rules.has(rule))
    return wrong(`${place}.rule`, rule, ["the id of a rule", "规则的编号"], {
      en: "docs/policies.md lists them",
      zh: "docs/policies.md 列出了全部规则",
    });
  if (typeof resource !== "string" || !isPattern(resource))
    return wrong(
      `${place}.resource`,
      resource,
      [
        `a logical name, a URN, either with * for any characters, or ${WHOLE_STACK}`,
        `逻辑名称或 URN（可用 * 代表任意字符），或 ${WHOLE_STACK}`,
      ],
      {
        en: "name what is exempt; what holds for all resources is a level in policy/config",
        zh: "写明豁免的对象；对所有资源都成立的应在 policy/config 中设置级别",
      },
    );
  if (typeof owner !== "string" || !/^[^\s,，:：]+$/u.test(owner))
    return wrong(`${place}.owner`, owner, ["who answers for it, a word without spaces", "负责人，不含空格"], {
      en: "name a person or a team",
      zh: "写明个人或团队",
    });
  if (!isReason(reason))
    return wrong(`${place}.reason`, reason, ["why, in both languages", "中英文两种理由"], {
      en: 'write { "en": "…", "zh": "…" }, one line each',
      zh: '写成 { "en": "…", "zh": "…" }，各一行',
    });
  if (typeof until !== "string" || !isDay(until))
    return wrong(`${place}.until`, until, ["a day as 2027-01-31", "形如 2027-01-31 的日期"], {
      en: "name the last day on which it holds",
      zh: "写明有效的最后一天",
    });
  if (until < dayOf(now))
    return wrong(
      `${place}.until`,
      until,
      [
        `a day from ${dayOf(now)} on: the exemption of ${rule} has expired`,
        `不早于 ${dayOf(now)} 的日期：规则 ${rule} 的豁免已过期`,
      ],
      {
        en: `mend what it excuses and remove it, or have ${owner} answer for it until another day`,
        zh: `解决被豁免的问题并删除该条，或由 ${owner} 确认新的日期`,
      },
    );
  return undefined;
}

/** Something must be named: a pattern of stars alone exempts all. */
function isPattern(text: string): boolean {
  return /[^*\s]/.test(text) && !/\s/.test(text);
}

function isReason(value: unknown): value is Localized {
  if (typeof value !== "object" || value === null) return false;
  const { en, zh } = value as Partial<Localized>;
  return [en, zh].every(
    (text) => typeof text === "string" && text.trim() !== "" && !/[\n\r\u2028\u2029]/.test(text),
  );
}

/** A day of the calendar: the 30th of February is none. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function wrong(
  key: string,
  value: unknown,
  [en, zh]: readonly [en: string, zh: string],
  mend: Localized,
): Problem {
  const shown = value === undefined ? undefined : JSON.stringify(value);
  return {
    en: `${key}: expected ${en}, got ${shown ?? "nothing"}; ${mend.en}`,
    zh: `${key}：应为${zh}，实际为 ${shown ?? "空"}；${mend.zh}`,
  };
}
