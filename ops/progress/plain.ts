import type { Lang } from "../../components/locale/localized.ts";
import type { Style } from "../cli/style.ts";
import { duration } from "./duration.ts";
import type { ResourceProgress, UpdateState } from "./update-state.ts";
import { shortType } from "./urn.ts";
import { CHANGE_SIGNS, CHANGE_WORDS, WORDS } from "./words.ts";

/** A line is written at least this often, in milliseconds: CI systems take longer silence for a hang. */
export const HEARTBEAT_MS = 10_000;

/** One line for each resource that finished between two states; unchanged ones are silent. Pure. */
export function plainLines(before: UpdateState, after: UpdateState, lang: Lang, style: Style): string[] {
  const lines: string[] = [];
  for (const resource of after.resources.values()) {
    if (resource.change === "same" && resource.phase !== "failed") continue;
    if (resource.phase === "running" || resource.type === "pulumi:pulumi:Stack") continue;
    // Only the engine's word that a replacement goes on: the step before or behind it did something.
    if (resource.step === "replace") continue;
    const old = before.resources.get(resource.urn);
    if (old === resource || (old !== undefined && old.phase === resource.phase && old.step === resource.step))
      continue;
    lines.push(line(resource, lang, style));
  }
  return lines;
}

function line(resource: ResourceProgress, lang: Lang, style: Style): string {
  const paint = resource.change === "same" ? style.faint : style[resource.change];
  const icon = resource.phase === "failed" ? style.bad("✗") : style.good("✓");
  const step = resource.change === "replace" ? ` ${style.faint(`(${resource.step})`)}` : "";
  const took = duration((resource.endedAt ?? resource.startedAt) - resource.startedAt);
  return `${icon} ${paint(`${CHANGE_SIGNS[resource.change]} ${CHANGE_WORDS[resource.change][lang]}`)} ${resource.name} ${style.faint(shortType(resource.type))} ${took}${step}`;
}

/** What runs, for the silence between finished resources. */
export function heartbeat(state: UpdateState, now: number, lang: Lang): string {
  const running = [...state.resources.values()].filter(
    (resource) => resource.phase === "running" && resource.type !== "pulumi:pulumi:Stack",
  );
  const done = [...state.resources.values()].filter((resource) => resource.phase !== "running").length;
  // Three names say what it waits for; more would hide it.
  const names = running.slice(0, 3).map((resource) => resource.name);
  const rest = running.length - names.length;
  return `… ${duration(now - state.startedAt)}  ${done} ${WORDS.done[lang]}, ${running.length} ${WORDS.running[lang]}${names.length ? `: ${names.join(", ")}` : ""}${rest > 0 ? ` +${rest}` : ""}`;
}
