import { both, safe, word } from "./markup.ts";
import type { Card, Fact, Way } from "./service-model.ts";
import { CARD_WORDS, FACT_WORDS, WAY_WORDS } from "./service-words.ts";

/** A service as a card: what it is, what it is called, what one must know of it. */
export function card({ kind, name, exists, guarded, facts }: Card): string {
  const marks = [
    guarded ? `<span class="mark">${word("guarded")}</span>` : "",
    exists ? "" : `<span class="mark absent">${word("notYet")}</span>`,
  ].join("");
  const lines = facts.length > 0 ? `<dl>${groupByLabel(facts).map(factLine).join("")}</dl>` : "";
  return `<div class="svc ${kind}${exists ? "" : " absent"}"><div class="what">${both(CARD_WORDS[kind])}${marks}</div><strong class="name">${safe(name)}</strong>${lines}</div>`;
}

export function cardGrid(cards: readonly Card[]): string {
  return `<div class="cards">${cards.map(card).join("\n")}</div>`;
}

/** Several lines of one label stand below one another. */
function groupByLabel(facts: readonly Fact[]): [Fact["label"], string[]][] {
  return [...Map.groupBy(facts, ({ label }) => label)].map(([label, own]) => [
    label,
    own.map(({ value }) => value),
  ]);
}

/** Letters of a value from which it gets a line of its own below its label. */
const LONG = 24;

function factLine([label, values]: [Fact["label"], string[]]): string {
  const kind = values.some(({ length }) => length > LONG) ? ' class="long"' : "";
  return `<dt${kind}>${both(FACT_WORDS[label])}</dt><dd${kind}>${values.map(breakable).join("<br>")}</dd>`;
}

/** A long name may break behind its dots, rather than in the middle of a word or a port. */
function breakable(value: string): string {
  return value.length > LONG ? safe(value).replaceAll(".", ".<wbr>") : safe(value);
}

/** A way in, from the left to the right, or downwards where there is no room: each stop asks the next. */
export function wayLane({ kind, stops }: Way): string {
  return `<div class="lane"><h4>${both(WAY_WORDS[kind])}</h4><div class="chain">${stops.map(card).join("\n")}
<div class="svc end">${word("edges")}</div></div></div>`;
}
