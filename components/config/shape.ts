import type * as z from "zod/mini";
import type { Finding } from "./finding.ts";
import { nearest } from "./nearest.ts";
import { type Path, valueAt } from "./raw.ts";
import { lineFor, unknownKey } from "./remedy.ts";
import { exampleOf } from "./schema/example.ts";
import { factsOf, sections } from "./schema/sections.ts";
import { childOf, groupsOf, keysOf } from "./schema/walk.ts";
import type { SectionName } from "./section-names.ts";

/** The value of a section with defaults, or what is wrong with its shape: types, ranges, syntax, unknown keys. */
export type Shaped = { readonly value: unknown } | { readonly findings: readonly Finding[] };

/** A section that must be written and isn't. */
export function missingSection(name: SectionName): Finding {
  const schema = sections[name];
  return { at: [name], expected: factsOf(schema).expected, remedy: lineFor([name], exampleOf(schema)) };
}

export function checkShape(name: SectionName, value: unknown): Shaped {
  const schema: z.core.$ZodType = sections[name];
  const result = (sections[name] as z.ZodMiniType).safeParse(value);
  if (result.success) return { value: result.data };
  const fieldAt = (steps: readonly (string | number)[]): z.core.$ZodType =>
    steps.reduce<z.core.$ZodType | undefined>((at, step) => at && childOf(at, step), schema) ?? schema;
  const findings = result.error.issues.flatMap((issue): Finding[] => {
    const inner = issue.path.filter((step) => typeof step !== "symbol");
    const field = fieldAt(inner);
    const at: Path = [name, ...inner];
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => unknownKey([...at, key], keysOf(field, valueAt(value, inner))));
    // The word that chooses between groups is known to all of them together.
    const kinds = inner.at(-1) === "kind" ? groupsOf(fieldAt(inner.slice(0, -1)))?.keys() : undefined;
    return [wrongValue(at, field, valueAt(value, inner), [...(kinds ?? [])])];
  });
  return { findings };
}

function wrongValue(at: Path, field: z.core.$ZodType, value: unknown, kinds: readonly string[]): Finding {
  const { expected } = factsOf(field);
  const kind = typeof value === "string" ? nearest(value, kinds) : undefined;
  return { at, expected, remedy: lineFor(at, kind ?? likelyMeant(field, value) ?? exampleOf(field)) };
}

/** The right value that a wrong one resembles: "2" for 2, `ture` for true, `alicoud` for alicloud. */
function likelyMeant(field: z.core.$ZodType, value: unknown): unknown {
  if (typeof value !== "string") return undefined;
  const candidates: unknown[] = [value.trim(), value.trim().toLowerCase()];
  if (value.trim() !== "") candidates.push(Number(value));
  candidates.push(
    ...["true", "false"].filter((word) => word === value.trim().toLowerCase()).map((word) => word === "true"),
  );
  const words = (field as z.ZodMiniEnum).options;
  if (Array.isArray(words)) candidates.push(nearest(value, words.map(String)));
  return candidates.find(
    (candidate) => candidate !== value && (field as z.ZodMiniType).safeParse(candidate).success,
  );
}
