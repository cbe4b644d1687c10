import type { Localized } from "../locale/localized.ts";
import type { ConfigProblem } from "./problem.ts";
import { keyOf, OPAQUE, type Path, type RawConfig, valueAt } from "./raw.ts";
import { isSecretKey } from "./secrets.ts";

/** What a check says: a problem without the things that follow from the path alone. */
export interface Finding {
  readonly at: Path;
  readonly expected: Localized;
  readonly remedy: Localized;
  /** The value isn't shown: a key that nobody knows may well be a misspelt secret. */
  readonly hidden?: boolean;
}

/** Longest value that is shown whole; a longer one is cut so that an error stays readable. */
const SHOWN_CHARACTERS = 80;

/** Adds key, value and line to findings, drops doubles, and sorts by place in the file. */
export function toProblems(findings: Iterable<Finding>, raw: RawConfig): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const seen = new Set<string>();
  for (const { at, expected, remedy, hidden } of findings) {
    const key = keyOf(at);
    const id = `${key}\n${expected.en}`;
    if (seen.has(id)) continue;
    seen.add(id);
    const value = hidden ? "[not shown]" : shown(at, raw);
    const location = raw.locate?.(at);
    problems.push({
      key,
      ...(value === undefined ? {} : { value }),
      expected,
      remedy,
      ...(location ? { location } : {}),
    });
  }
  // Without lines (in the program) the order of the checks stays.
  return problems.sort((a, b) => (a.location?.line ?? 0) - (b.location?.line ?? 0));
}

function shown(at: Path, raw: RawConfig): string | undefined {
  const value = valueAt(raw.values, at);
  const key = String(at[0]);
  if (value === undefined) return undefined;
  // A key that was meant as a secret, under whatever name, is encrypted: never shown either.
  if (isSecretKey(key) || raw.encrypted.has(key)) return "[secret]";
  const text =
    JSON.stringify(value, (_, part: unknown) => (part === OPAQUE ? "[secret]" : part)) ?? String(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
