import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Localized } from "../../components/locale/localized.ts";

export const FOLDER = join(import.meta.dirname, "..", "..", "docs", "runbooks");
/** The file that lists the pages; no page itself. */
export const INDEX = "README.md";

/** Headings of a page, in their order. The last one says the same in Chinese, in these parts. */
export const PARTS = ["Meaning", "Impact", "Diagnosis", "Mitigation", "Escalation", "中文"] as const;
export const CHINESE_PARTS = ["含义", "影响", "排查", "处置", "升级"] as const;

/** Pages whose alerts are on their way: they belong to none yet. */
export const COMING: ReadonlySet<string> = new Set(["cost-anomaly", "cost-budget-forecast"]);

/** What to do about an alert, as docs/runbooks has it. */
export interface RunbookPage {
  /** Its file, without `.md`. */
  readonly name: string;
  readonly text: string;
  /** Of its first line, `# HostUnreachable · 主机无响应`; in English the alert's name. */
  readonly title: Localized;
  /** By heading, in their order. */
  readonly parts: ReadonlyMap<string, string>;
}

/** Every page of the folder, by name. */
export function readPages(): RunbookPage[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".md") && file !== INDEX)
    .sort()
    .map((file) => parsePage(file.replace(/\.md$/, ""), readFileSync(join(FOLDER, file), "utf8")));
}

/** Pure. @throws Error for a page whose first line isn't a title in both languages */
export function parsePage(name: string, text: string): RunbookPage {
  const [head = "", ...sections] = text.split(/^## /m);
  const title = /^# (?<en>\S+) · (?<zh>.+)$/m.exec(head)?.groups;
  if (title?.en === undefined || title.zh === undefined) {
    throw new Error(
      `${name}.md: begins with "# Alert · 中文标题", got ${JSON.stringify(head.split("\n")[0])}`,
    );
  }
  const parts = sections.map((section): [string, string] => {
    const [heading = "", ...lines] = section.split("\n");
    return [heading.trim(), lines.join("\n").trim()];
  });
  return { name, text, title: { en: title.en, zh: title.zh }, parts: new Map(parts) };
}

/** What stands in a page's Chinese part after `**含义**：`; empty where there is nothing. */
export function chinesePart({ parts }: RunbookPage, heading: (typeof CHINESE_PARTS)[number]): string {
  const found = new RegExp(`^- \\*\\*${heading}\\*\\*：(?<text>.+)$`, "m").exec(parts.get("中文") ?? "");
  return found?.groups?.text ?? "";
}

/** What an alert means, in a sentence: the first one of its page. */
export function meaningOf(page: RunbookPage): Localized {
  const [en = ""] = /^.+?\.(?=\s|$)/.exec(page.parts.get("Meaning") ?? "") ?? [];
  const [zh = ""] = /^.+?。/.exec(chinesePart(page, "含义")) ?? [];
  return { en, zh };
}
