import type { Localized } from "../../components/locale/localized.ts";
import { shortType } from "../progress/urn.ts";
import { CHANGE_SIGNS } from "../progress/words.ts";
import type { Difference } from "./differences.ts";
import { isMachine } from "./kinds.ts";
import type { ReviewedLine } from "./model.ts";
import { CHANGED, WORDS } from "./words.ts";

/** A line in pieces, for whoever puts it into markup: what is a program's own text must be told from ours. */
export interface LineText {
  /** `± replace 4 machines, edge:EdgePair (artist, food)`. */
  readonly what: Localized;
  /** Names of the members, as the program gave them. */
  readonly names: readonly string[];
  readonly differences: readonly Difference[];
  /** Property that forces a replacement. */
  readonly forcedBy: readonly string[];
  readonly followers: number;
  readonly downtime?: Localized;
}

export function textOf(line: ReviewedLine): LineText {
  const { change, type, members, services, tier, rolled, downtime } = line;
  const count = members.length;
  const sign = CHANGE_SIGNS[change];
  const noun = isMachine(type) && rolled ? (count === 1 ? WORDS.machine : WORDS.machines) : undefined;
  const kind = rolled ? (tier ?? shortType(type)) : shortType(type);
  return {
    what: {
      en: `${sign} ${CHANGED[change].en} ${count === 1 && !noun ? "" : `${count} `}${noun ? `${noun.en} of ` : ""}${kind} (${services.join(", ")})`,
      zh: `${sign} ${CHANGED[change].zh} ${count === 1 && !noun ? "" : `${count} `}${noun ? `${noun.zh} ` : ""}${kind}（${services.join("、")}）`,
    },
    names: members.map(({ name }) => name),
    differences: line.differences,
    forcedBy: line.forcedBy,
    followers: line.followers.length,
    ...(downtime && { downtime }),
  };
}
