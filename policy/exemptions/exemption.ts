import type { Localized } from "../../components/locale/localized.ts";

/** The word that stands for findings about no single resource. */
export const WHOLE_STACK = "stack";

/** A finding that somebody answers for until a day: it is told, and stops nothing. */
export interface Exemption {
  /** Rule id. */
  readonly rule: string;
  /** Logical name of a resource or its URN, `*` for any characters; `stack` for findings about the stack as a whole. */
  readonly resource: string;
  /** Who answers for it: a word without spaces, as in the tag `owner`, or an address. */
  readonly owner: string;
  readonly reason: Localized;
  /** The last day on which it holds, in China's time: `2026-12-31`. */
  readonly until: string;
}

/** Where an exemption stands, for who must mend it: `policy/exemptions/prod.json[0]`. */
export interface PlacedExemption extends Exemption {
  readonly place: string;
}

/** @param urn of the resource that a finding is about; absent when it is about the stack as a whole */
export function isAbout({ resource }: Exemption, urn: string | undefined): boolean {
  if (urn === undefined || resource === WHOLE_STACK) return urn === undefined && resource === WHOLE_STACK;
  const subject = resource.startsWith("urn:") ? urn : (urn.split("::").at(-1) ?? urn);
  return globOf(resource).test(subject);
}

function globOf(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}

/** Where the machines and their keepers are; a date without a place means nothing at midnight. */
const CHINA_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** @param now milliseconds since the epoch @returns the day in China as `2026-12-31` */
export function dayOf(now: number): string {
  return new Date(now + CHINA_OFFSET_MS).toISOString().slice(0, 10);
}

/** Days from one day to another, both as `2026-12-31`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
