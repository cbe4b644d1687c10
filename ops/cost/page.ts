import type { Lang, Localized } from "../../components/locale/localized.ts";
import { breakEvens, savingOf } from "../../cost/estimate/break-even.ts";
import { type LineItem, shareOf } from "../../cost/estimate/estimate.ts";
import { PLATFORM } from "../../cost/estimate/program.ts";
import { byHour, byProduct, byProgram } from "../../cost/estimate/totals.ts";
import { DAYS_PER_MONTH, Decimal } from "../../cost/money.ts";
import { both, safe, table } from "../report/markup.ts";
import { PAGE_SCRIPT } from "../report/page-script.ts";
import { PAGE_STYLE } from "../report/page-style.ts";
import { bars, breakEven, largest, overTheDay } from "./charts.ts";
import type { StackEstimate } from "./estimate-stack.ts";
import { COST_STYLE } from "./page-style.ts";
import { yuan } from "./terminal.ts";
import { type CostWord, COST_WORDS as WORDS } from "./words.ts";

export interface CostModel extends StackEstimate {
  readonly stack: string;
  readonly sandbox: boolean;
  /** What people call the mini-programs, by name. */
  readonly displayNames: Readonly<Record<string, string>>;
  /** Yuan a month. */
  readonly budget: number;
  readonly generatedAt: Date;
}

/** Areas that a reader can tell apart; the rest is one. */
const SERIES = 5;

/** The cost report as one HTML file that loads nothing, in both languages. */
export function renderCostPage(model: CostModel, lang: Lang): string {
  const { stack, estimate } = model;
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<title>hougu ${safe(stack)}</title>
<link rel="icon" href="data:,">
<style>${PAGE_STYLE}${COST_STYLE}</style>
</head>
<body>
<header>
<h1>${word("title")} ${safe(stack)}</h1>
<span class="badge">${safe(estimate.region)}</span>
<div class="controls"><button id="lang" type="button">${both({ en: "中文", zh: "English" })}</button><button id="theme" type="button">${both({ en: "Light / dark", zh: "明 / 暗" })}</button></div>
</header>
<main>
${facts(model)}
${where(model)}
${day(model)}
${commitments(model)}
${unpricedTable(model)}
${lineTables(model)}
</main>
<footer>${word("prices")} <time datetime="${model.generatedAt.toISOString()}">${model.generatedAt.toISOString().slice(0, 16).replace("T", " ")} UTC</time></footer>
<script>${PAGE_SCRIPT}
</script>
</body>
</html>
`;
}

function word(key: CostWord): string {
  return both(WORDS[key]);
}

function fact(value: string, about: string, kind = ""): string {
  return `<div class="fact ${kind}"><b>${value}</b><small>${about}</small></div>`;
}

function facts({ estimate, budget, generatedAt }: CostModel): string {
  const { total, assumed, oldest, unpriced, free } = estimate;
  const share = shareOf(total.expected, new Decimal(budget)).times(100).toFixed(0);
  const days = oldest
    ? Math.max(0, Math.floor((generatedAt.getTime() - Date.parse(oldest.date)) / 86_400_000))
    : 0;
  const cells = [
    fact(
      `¥${yuan(total.expected)}`,
      `${word("perMonth")} · ¥${yuan(total.low)} – ¥${yuan(total.high)}`,
      "total",
    ),
    fact(
      `<span class="${total.expected.gt(budget) ? "bad" : "good"}">${share} %</span>`,
      `${word("ofBudget")} ¥${yuan(new Decimal(budget))}`,
    ),
    fact(
      `<span class="warn">${shareOf(assumed.expected, total.expected).times(100).toFixed(0)} %</span>`,
      word("assumed"),
    ),
    fact(oldest ? `${days} ${word("days")}` : "—", `${word("oldest")}${oldest ? ` ${oldest.date}` : ""}`),
    fact(String(unpriced.length), `${word("unpriced")} · ${free.length} ${word("free")}`),
  ];
  return `<div class="facts">${cells.join("\n")}</div>`;
}

function chart(
  heading: CostWord,
  note: CostWord,
  legend: readonly (string | Localized)[],
  drawing: string,
): string {
  const keys = legend
    .map(
      (entry, index) =>
        `<span><i class="s${index % 6}"></i>${typeof entry === "string" ? safe(entry) : both(entry)}</span>`,
    )
    .join("");
  return `<section><h2>${word(heading)}</h2><div class="chart"><p>${word(note)}</p>${keys && `<div class="legend">${keys}</div>`}${drawing}</div></section>`;
}

function programName(program: string, { displayNames }: CostModel): string | Localized {
  const name = displayNames[program];
  if (name !== undefined) return `${name} (${program})`;
  return program === PLATFORM ? WORDS.platform : program;
}

function where(model: CostModel): string {
  const { estimate } = model;
  const programs = byProgram(estimate).map(({ key }) => key);
  const rows = byProduct(estimate).map(({ key, cost }) => ({
    label: key,
    cost,
    parts: programs.map((program) =>
      estimate.items
        .filter((item) => item.price.product === key && item.program === program)
        .reduce((sum, item) => sum.plus(item.cost.expected), new Decimal(0))
        .toNumber(),
    ),
  }));
  return chart(
    "where",
    "whereNote",
    programs.map((program) => programName(program, model)),
    bars(rows),
  );
}

function day({ estimate }: CostModel): string {
  const hours = byHour(estimate.items, DAYS_PER_MONTH);
  const [shown, rest] = largest(byProduct(estimate), SERIES);
  const other = Array.from({ length: 24 }, (_, hour) =>
    rest.reduce((sum, { key }) => sum + (hours.get(key)?.[hour] ?? 0), 0),
  );
  const series = [...shown.map(({ key }) => hours.get(key) ?? []), ...(rest.length > 0 ? [other] : [])];
  const legend = [...shown.map(({ key }) => key), ...(rest.length > 0 ? [WORDS.other] : [])];
  return chart("day", "dayNote", legend, overTheDay(series));
}

function commitments({ estimate, catalogue }: CostModel): string {
  const rows = breakEvens(estimate, catalogue).filter((one) => savingOf(one).gt(0));
  if (rows.length === 0) return "";
  return chart("breakEven", "breakEvenNote", [], breakEven(rows, { saving: WORDS.saving }));
}

function unpricedTable({ estimate }: CostModel): string {
  const groups = Map.groupBy(estimate.unpriced, ({ reason }) => reason.en);
  if (groups.size === 0) return "";
  const rows = [...groups.values()].map((members) => [
    members.map(({ resource }) => `<code>${safe(resource.name)}</code>`).join("<br>"),
    `<code>${safe(members[0]?.resource.type.split(":").at(-1) ?? "")}</code>`,
    both(members[0]?.reason ?? { en: "", zh: "" }),
  ]);
  return `<section><h2>${word("unpriced")}</h2><p>${word("unpricedNote")}</p><div class="card-list">${table([WORDS.resource, WORDS.type, WORDS.reason], rows)}</div></section>`;
}

/** Every line, folded by product. */
function lineTables({ estimate }: CostModel): string {
  const blocks = byProduct(estimate).map(({ key, cost }) => {
    const rows = estimate.items.filter(({ price }) => price.product === key).map(lineRow);
    const head = [WORDS.resource, WORDS.item, WORDS.quantity, WORDS.unitPrice, WORDS.cost, WORDS.source];
    return `<details><summary><b>${safe(key)}</b><small class="n">¥${yuan(cost.expected)}</small></summary>
${table(head, rows)}</details>`;
  });
  return `<section><h2>${word("lines")}</h2><div class="card-list">${blocks.join("\n")}</div></section>`;
}

function lineRow({ resource, label, price, quantity, unitPrice, cost }: LineItem): string[] {
  const kind =
    price.assumption === undefined ? word("published") : `<span class="warn">${word("assumption")}</span>`;
  const why = price.assumption === undefined ? price.source : `${price.source}; ${price.assumption}`;
  return [
    `<code>${safe(resource.name)}</code>`,
    `${both(label)}<br><small>${safe(price.sku)}</small>`,
    `<span class="n">${quantity.expected.toDecimalPlaces(2).toFixed()} ${safe(price.unit)}</span>`,
    `<span class="n">¥${unitPrice.expected.toFixed()}</span>`,
    `<span class="n">¥${yuan(cost.expected)}</span>`,
    `<span title="${safe(why)}">${kind} ${safe(price.date)}</span>`,
  ];
}
