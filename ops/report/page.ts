import type { Lang } from "../../components/locale/localized.ts";
import { duration } from "../progress/duration.ts";
import { CHANGES } from "../progress/update-state.ts";
import { CHANGE_SIGNS, CHANGE_WORDS, OPERATION_NAMES } from "../progress/words.ts";
import { cardGrid, wayLane } from "./cards.ts";
import { clusterPanel } from "./cluster-panel.ts";
import { drawSite } from "./drawing.ts";
import { dockerPanel, groundsPanel } from "./grounds-panel.ts";
import { both, safe, word } from "./markup.ts";
import { type LastRun, machinesOf, type ReportModel, type Site } from "./model.ts";
import { PAGE_SCRIPT } from "./page-script.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { SERVICE_STYLE } from "./service-style.ts";
import { failuresTable, flowsTable, policiesTable, resourcesTable } from "./tables.ts";

/** The whole report as one HTML file that loads nothing. */
export function renderPage(model: ReportModel, lang: Lang): string {
  const title = `hougu ${model.stack}`;
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<title>${safe(title)}</title>
<link rel="icon" href="data:,">
<style>${PAGE_STYLE}${SERVICE_STYLE}</style>
</head>
<body>
<header>
<h1>${word("title")} ${safe(model.stack)}</h1>
${badges(model)}
<div class="controls"><button id="lang" type="button">${word("switchTo")}</button><button id="theme" type="button">${word("theme")}</button></div>
</header>
<main>
${facts(model)}
<section aria-label="drawing"><div class="sites">
${model.sites.map((site) => sitePanel(site, model)).join("\n")}
</div></section>
${clusterPanel(model)}
${dockerPanel(model)}
${groundsPanel(model)}
${failuresTable(model)}
${policiesTable(model)}
${flowsTable(model)}
${resourcesTable(model)}
</main>
<footer>${word("generated")} <time datetime="${safe(model.generatedAt)}">${safe(instant(model.generatedAt))}</time> · ${word("secretsNote")}</footer>
<script>${PAGE_SCRIPT}
</script>
</body>
</html>
`;
}

function badges({ tier, region, sandbox }: ReportModel): string {
  const list = [
    `<span class="badge">${word("tier")} ${safe(tier)}</span>`,
    `<span class="badge">${word("region")} ${safe(region)}</span>`,
  ];
  if (sandbox) list.push(`<span class="badge sandbox">${word("sandbox")}</span>`);
  return list.join("\n");
}

function facts(model: ReportModel): string {
  const machines = model.sites.flatMap(machinesOf);
  const existing = machines.filter(({ id }) => id !== undefined).length;
  const share = existing === machines.length ? `${existing}` : `${existing} / ${machines.length}`;
  const cells = [
    fact(`<span class="${existing === machines.length ? "good" : "warn"}">${share}</span>`, word("machines")),
    fact(String(model.resourceCount), word("objects")),
    lastRunFact(model),
    policyFact(model),
  ];
  return `<div class="facts">${cells.join("\n")}</div>`;
}

function fact(value: string, about: string): string {
  return `<div class="fact"><b>${value}</b><small>${about}</small></div>`;
}

function lastRunFact({ lastRun }: ReportModel): string {
  if (!lastRun) return fact("—", `${word("lastUpdate")}: ${word("never")}`);
  const changed = CHANGES.filter((change) => lastRun.counts[change] > 0 && change !== "same");
  const counts = changed.map(
    (change) =>
      `<span class="keep">${CHANGE_SIGNS[change]}${lastRun.counts[change]} ${both(CHANGE_WORDS[change])}</span>`,
  );
  const outcome = lastRun.succeeded ? "" : ` <span class="bad">${word("failed")}</span>`;
  const about = [
    `${both(OPERATION_NAMES[lastRun.kind])}${outcome}`,
    safe(instant(lastRun.at)),
    safe(duration(lastRun.durationMs)),
  ]
    .map((part) => `<span class="keep">${part}</span>`)
    .join(" · ");
  return fact(
    counts.length > 0 ? counts.join(" ") : `${lastRun.counts.same} ${both(CHANGE_WORDS.same)}`,
    about,
  );
}

/** Rules, not resources: eight machines of a wrong size are one broken rule. */
function brokenRules(findings: LastRun["policies"], level: "mandatory" | "advisory"): number {
  return new Set(findings.filter((finding) => finding.level === level).map(({ policy }) => policy)).size;
}

function policyFact({ lastRun }: ReportModel): string {
  const findings = lastRun?.policies ?? [];
  const mandatory = brokenRules(findings, "mandatory");
  const advisory = brokenRules(findings, "advisory");
  if (mandatory > 0)
    return fact(`<span class="bad">${mandatory} ${word("mandatory")}</span>`, word("policies"));
  if (advisory > 0)
    return fact(`<span class="warn">${advisory} ${word("advisory")}</span>`, word("policies"));
  // Only an update that reached its end has asked every rule.
  return lastRun?.kind === "up" && lastRun.succeeded
    ? fact('<span class="good">✓</span>', `${word("policies")}: ${word("passed")}`)
    : fact("—", `${word("policies")}: ${word("notAsked")}`);
}

/** Zones side by side where the window is wide enough. */
const WIDE_ZONES = 2;

function sitePanel(site: Site, model: ReportModel): string {
  const wide = drawSite(site, model.flows, WIDE_ZONES);
  const drawings =
    site.zones.length > 1
      ? `<div class="wide">${wide}</div><div class="narrow">${drawSite(site, model.flows, 1)}</div>`
      : wide;
  return `<article class="site"><header><h3>${safe(site.displayName)}</h3><span class="badge">${safe(site.name)}</span><span class="badge">${safe(site.place)}</span></header>
<div class="services"><h4 class="tier-title">${word("waysIn")}</h4>${site.ways.map(wayLane).join("\n")}</div>
${drawings}${stores(site)}</article>`;
}

function stores({ stores: cards }: Site): string {
  if (cards.length === 0) return "";
  return `
<div class="services"><h4 class="tier-title">${word("dataTier")}</h4>${cardGrid(cards)}</div>`;
}

/** A moment in universal time, to the minute: the page may be read anywhere. */
function instant(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}
