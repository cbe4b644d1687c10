import { groupFindings } from "../progress/findings.ts";
import { both, lines, safe, table, word } from "./markup.ts";
import type { ReportModel } from "./model.ts";
import { FLOW_ENDS, FLOW_PURPOSES, WORDS } from "./words.ts";

/** What the last operation stumbled over; nothing when it didn't. */
export function failuresTable({ lastRun }: ReportModel): string {
  if (!lastRun || lastRun.failures.length === 0) return "";
  const rows = lastRun.failures.map(({ name, message }) => [
    `<code class="keep">${safe(name)}</code>`,
    `<span class="bad">${lines(message)}</span>`,
  ]);
  return section("failures", table([WORDS.name, WORDS.finding], rows));
}

/** What the rules found in the last operation. */
export function policiesTable({ lastRun }: ReportModel): string {
  const groups = groupFindings(lastRun?.policies ?? []);
  if (groups.length === 0) return "";
  const rows = groups.map(({ policy, level, standing, names, message }) => [
    `<code class="keep">${safe(policy)}</code>`,
    `<span class="keep ${level === "mandatory" ? "bad" : "warn"}">${word(standing)}</span>`,
    names.map((name) => `<code class="keep">${safe(name)}</code>`).join("<br>"),
    lines(message),
  ]);
  return section("policies", table([WORDS.rule, WORDS.level, WORDS.name, WORDS.finding], rows));
}

/** Who reaches whom, by mini-program. */
export function flowsTable({ flows, sites }: ReportModel): string {
  if (flows.length === 0) return "";
  const names = new Map<string, string>(sites.map(({ name, displayName }) => [name, displayName]));
  const rows = flows.map(({ site, from, to, protocol, ports, purpose }) => [
    safe(names.get(site) ?? site),
    known(FLOW_ENDS, from),
    known(FLOW_ENDS, to),
    `<code>${safe(protocol)}${ports === "" ? "" : ` ${safe(ports)}`}</code>`,
    known(FLOW_PURPOSES, purpose),
  ]);
  return section("flows", table([WORDS.program, WORDS.from, WORDS.to, WORDS.port, WORDS.purpose], rows));
}

/** The word that the report has for a term; the term itself where it has none (an address, a port added since). */
function known(words: typeof FLOW_ENDS, term: string): string {
  const text = words.get(term);
  return text ? both(text) : safe(term);
}

/** Everything in the cloud, folded by the component that made it. */
export function resourcesTable({ groups }: ReportModel): string {
  if (groups.length === 0) return section("resources", `<p class="empty">${word("empty")}</p>`);
  const blocks = groups.map(({ name, type, resources: members }) => {
    const rows = members.map((member) => [
      `<code>${safe(member.name)}</code>`,
      safe(member.type),
      `<code>${safe(member.id)}</code>`,
    ]);
    return `<details><summary><b>${safe(name)}</b> <span class="badge">${safe(type)}</span><small>${members.length}</small></summary>
${table([WORDS.name, WORDS.type, WORDS.id], rows)}</details>`;
  });
  return section("resources", blocks.join("\n"));
}

function section(heading: "failures" | "policies" | "flows" | "resources", body: string): string {
  return `<section><h2>${word(heading)}</h2><div class="card-list">${body}</div></section>`;
}
