import type { Tier } from "../../../components/config/environment.ts";
import type { Path } from "../../../components/config/raw.ts";

/** One mistake an operator makes: a value at a path, and what the error must say about it. */
export interface BadValue {
  readonly mistake: string;
  /** `dev` when absent. */
  readonly tier?: Tier;
  readonly path: Path;
  /** `undefined` takes the key away. */
  readonly value: unknown;
  /** Further values that make the case, written first. */
  readonly also?: readonly (readonly [Path, unknown])[];
  /** The key that the problem names, when it isn't the path's own. */
  readonly key?: string;
  /** The value shown, when it isn't the JSON of `value`; `null` for none. */
  readonly shown?: string | null;
  readonly expected: string | RegExp;
  readonly remedy: string | RegExp;
}
