import type { Lang, Localized } from "../../components/locale/localized.ts";
import { groupFindings } from "../progress/findings.ts";
import { both, lines as linesText, safe, table } from "../report/markup.ts";
import { PAGE_STYLE } from "../report/page-style.ts";
import type { Difference } from "./differences.ts";
import { textOf } from "./line-text.ts";
import { costText, countsText } from "./markdown.ts";
import { type PreviewFailure, type Review, type ReviewedLine, stoppingRisks } from "./model.ts";
import { KINDS, SIGNS, VERDICTS, WORDS } from "./words.ts";

/** The whole review as one page that loads nothing: both languages are in it, `lang` is shown first. */
export function renderHtml(review: Review, lang: Lang): string {
  const title = `hougu · ${review.stack} · ${VERDICTS[review.verdict][lang]}`;
  const good = review.verdict === "clear" ? "good" : review.verdict === "attention" ? "warn" : "bad";
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${safe(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>hougu · ${safe(review.stack)}</h1>
<span class="badge ${good}">${SIGNS[review.verdict]} ${both(VERDICTS[review.verdict])}</span>
<span class="badge">${both(WORDS.against)} ${safe(review.baseRef)}</span>
<div class="controls"><button type="button" id="lang">中文 / English</button></div>
</header>
<main>
${failureOf(review.failure, WORDS.partly)}${failureOf(review.baseFailure, WORDS.superset)}
<section class="facts">
${fact(WORDS.changes, (one) => countsText(review, one))}
${fact(WORDS.cost, (one) => costText(review, one))}
</section>
${risksOf(review)}
${policiesOf(review)}
${review.failure && review.lines.length === 0 ? "" : changesOf(review.lines)}
${review.notes.map((note) => `<p class="empty">${both(note)}</p>`).join("\n")}
</main>
<script>document.getElementById("lang").addEventListener("click",()=>{const e=document.documentElement;e.lang=e.lang==="zh"?"en":"zh"})</script>
</body>
</html>
`;
}

function fact(name: Localized, textFor: (lang: Lang) => string): string {
  return `<div class="fact"><small>${both(name)}</small><div>${both({ en: textFor("en"), zh: textFor("zh") })}</div></div>`;
}

function failureOf(failure: PreviewFailure | undefined, then: Localized): string {
  if (failure === undefined) return "";
  const problems = failure.problems.map((problem) => `<p class="mono">${both2(problem)}</p>`).join("\n");
  return `<section><h2 class="bad">${both(failure.text)}</h2>${problems}<p>${both(then)}</p></section>\n`;
}

/** Several lines in both languages; once where they are the same. */
function both2({ en, zh }: Localized): string {
  if (en === zh) return linesText(en);
  return `<span lang="en">${linesText(en)}</span><span lang="zh">${linesText(zh)}</span>`;
}

function risksOf(review: Review): string {
  if (review.risks.length === 0) return "";
  const stopping = new Set(stoppingRisks(review));
  const rows = review.risks.map((risk) => [
    `<b class="${stopping.has(risk) ? "bad" : "warn"}">${stopping.has(risk) ? "✗" : "!"} ${both(risk.fact)}</b>`,
    `${both(KINDS[risk.kind])}${risk.severity === "severe" && !stopping.has(risk) ? ` (${both(WORDS.accepted)})` : ""}`,
    both(risk.reason),
    safe(risk.names.join(", ")),
  ]);
  const headings = [WORDS.risks, { en: "Kind", zh: "类别" }, WORDS.why, { en: "Resources", zh: "资源" }];
  return `<section><h2>${both(WORDS.risks)}</h2><div class="card-list">${table(headings, rows)}</div></section>`;
}

function policiesOf(review: Review): string {
  const heading = `<h2>${both(WORDS.policies)}</h2>`;
  if (review.findings.length === 0) {
    const text = review.failure ? WORDS.notJudged : WORDS.passed;
    return `<section>${heading}<p class="${review.failure ? "bad" : "good"}">${both(text)}</p></section>`;
  }
  const rows = groupFindings(review.findings).map(({ policy, level, standing, message, names }) => [
    `<b class="${level === "mandatory" ? "bad" : "warn"}">${both(WORDS[standing])}</b>`,
    `<code>${safe(policy)}</code>`,
    linesText(message),
    safe(names.join(", ")),
  ]);
  const headings = [
    { en: "Level", zh: "级别" },
    { en: "Rule", zh: "规则" },
    { en: "Finding", zh: "说明" },
    { en: "Resources", zh: "资源" },
  ];
  return `<section>${heading}<div class="card-list">${table(headings, rows)}</div></section>`;
}

function changesOf(lines: readonly ReviewedLine[]): string {
  if (lines.length === 0) return `<section><p class="empty">${both(WORDS.none)}</p></section>`;
  const services = new Map<string, ReviewedLine[]>();
  for (const line of lines) {
    const key = line.services.join(", ");
    services.set(key, [...(services.get(key) ?? []), line]);
  }
  const sections = [...services]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([names, own]) => {
      // What fits on a screen stands open.
      const open = lines.length <= 30 ? " open" : "";
      return `<details${open}><summary><b>${safe(names)}</b><small>${own.length}</small></summary>${rowsOf(own)}</details>`;
    });
  return `<section><h2>${both(WORDS.changes)}</h2><div class="card-list">${sections.join("\n")}</div></section>`;
}

function rowsOf(lines: readonly ReviewedLine[]): string {
  const rows = lines.map((line) => {
    const { what, names, differences, forcedBy, followers, downtime } = textOf(line);
    const follow = followers > 0 ? `<br>${followers} ${both(WORDS.followers)}` : "";
    return [
      `${both(what)}${follow}`,
      safe(names.join(", ")),
      differences.map(differenceText).join("<br>"),
      forcedBy.map((name) => `<code>${safe(name)}</code>`).join(", "),
      downtime ? both(downtime) : "",
    ];
  });
  const headings = [
    WORDS.changes,
    { en: "Resources", zh: "资源" },
    { en: "Values", zh: "取值" },
    WORDS.forcedBy,
    { en: "Users notice", zh: "对用户的影响" },
  ];
  return table(headings, rows);
}

function differenceText({ path, before, after }: Difference): string {
  return `<code>${safe(path)}</code>: <code>${safe(before ?? "∅")}</code> → <code>${safe(after ?? "∅")}</code>`;
}
