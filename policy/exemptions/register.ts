import type { Localized } from "../../components/locale/localized.ts";
import { dayOf, daysBetween, isAbout, type PlacedExemption } from "./exemption.ts";

/** Two weeks: a sprint in which it can still be mended. */
const SOON_DAYS = 14;

/** An exemption that somebody should look at. */
export interface ExemptionNotice {
  readonly rule: string;
  readonly text: Localized;
}

/** The exemptions of a run, and which of them it needed. */
export class ExemptionRegister {
  readonly #exemptions: readonly PlacedExemption[];
  readonly #today: string;
  readonly #used = new Set<PlacedExemption>();

  /** @param now milliseconds since the epoch */
  constructor(exemptions: readonly PlacedExemption[], now: number) {
    this.#exemptions = exemptions;
    this.#today = dayOf(now);
  }

  /** The exemption that covers a finding; from then on it counts as needed. */
  find(rule: string, urn: string | undefined): PlacedExemption | undefined {
    const found = this.#exemptions.filter((one) => one.rule === rule && isAbout(one, urn));
    for (const one of found) this.#used.add(one);
    return found[0];
  }

  /** What to say at the end of a run: exemptions that nothing needed, and those that end soon. */
  notices(): ExemptionNotice[] {
    return this.#exemptions.flatMap((exemption) => {
      const { rule, resource, owner, until, place } = exemption;
      const days = daysBetween(this.#today, until);
      const unused = {
        en: `${place} matches nothing: no finding on '${resource}' needs it; remove it`,
        zh: `${place} 没有匹配：“${resource}” 上没有需要豁免的问题，请删除`,
      };
      const soon = {
        en: `${place} ends in ${days} days (${until}): ${owner} answers for '${resource}'; from then on runs are refused`,
        zh: `${place} 将在 ${days} 天后（${until}）到期：“${resource}” 由 ${owner} 负责；到期后运行会被拒绝`,
      };
      return [
        ...(this.#used.has(exemption) ? [] : [{ rule, text: unused }]),
        ...(days <= SOON_DAYS ? [{ rule, text: soon }] : []),
      ];
    });
  }
}
