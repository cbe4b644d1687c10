import type { Lang } from "../../components/locale/localized.ts";
import { EXIT } from "../cli/failure.ts";
import type { Terminal } from "../cli/terminal.ts";
import { padEnd, widthOf } from "../cli/width.ts";
import { accountFindings } from "../doctor/account-findings.ts";
import { engineFindings } from "../doctor/engine-findings.ts";
import type { Finding, FindingState, Patient } from "../doctor/finding.ts";
import { machineFindings } from "../doctor/machine-findings.ts";
import type { Command } from "./command.ts";

/** Everything that Hougu needs of a machine, checked; touches no stack and shows no secret. */
export async function diagnose(patient: Patient): Promise<Finding[]> {
  const [engine, machine] = await Promise.all([engineFindings(patient), machineFindings(patient)]);
  return [...engine, ...machine, ...accountFindings(patient)];
}

/** Whether an engine is there or can be had. */
export function canRun(findings: readonly Finding[]): boolean {
  return findings.some(({ id, state }) => id === "engine" && state !== "missing");
}

const WORDS: Readonly<Record<FindingState, Readonly<Record<Lang, string>>>> = {
  ok: { en: "ok", zh: "正常" },
  warning: { en: "warning", zh: "注意" },
  missing: { en: "missing", zh: "缺少" },
};

/** The report for people: a line per finding, and the remedy below where one is needed. */
export function renderFindings(findings: readonly Finding[], lang: Lang, style: Terminal["style"]): string[] {
  const paint = { ok: style.good, warning: style.warn, missing: style.bad };
  const titleWidth = Math.max(...findings.map(({ title }) => widthOf(title[lang])));
  const wordWidth = Math.max(...Object.values(WORDS).map((word) => widthOf(word[lang])));
  return findings.flatMap(({ state, title, detail, remedy }) => [
    `${paint[state](padEnd(WORDS[state][lang], wordWidth))}  ${padEnd(title[lang], titleWidth)}  ${detail[lang]}`,
    ...(remedy === undefined ? [] : [`${" ".repeat(wordWidth + 2)}${style.accent("->")} ${remedy[lang]}`]),
  ]);
}

export const doctorCommand: Command = {
  name: "doctor",
  summary: {
    en: "Check this machine: engine, Node, plugins, credentials.",
    zh: "检查本机：引擎、Node、插件、凭证。",
  },
  description: {
    en: "Checks everything that Hougu needs of a machine and says how to mend what is missing. Touches no stack and no cloud. Exit code 0 when a Pulumi engine is there or can be had.",
    zh: "检查 Hougu 对本机的全部要求，并说明如何补齐缺少的部分；不触及任何环境和云。已有或可以获得 Pulumi 引擎时退出码为 0。",
  },
  options: [],
  examples: [{ line: "npx hougu doctor", summary: { en: "Check this machine.", zh: "检查本机。" } }],
  run: async ({ invocation, terminal, env, projectRoot, home }) => {
    const findings = await diagnose({ env, projectRoot, home });
    if (!invocation.json) terminal.print(...renderFindings(findings, invocation.lang, terminal.style));
    const ready = canRun(findings);
    return { document: { ready, findings }, exitCode: ready ? EXIT.done : EXIT.failed };
  },
};
