import * as z from "zod/mini";
import type { Localized } from "../../locale/localized.ts";

/** What people read about a key: in the reference, in the JSON Schema, and in an error. */
export interface FieldFacts {
  /** What the key means. */
  readonly about: Localized;
  /** What a right value looks like, as a noun phrase: `a whole number from 2 to 64`. */
  readonly expected: Localized;
  /** Unit of the value as written in the reference, e.g. `GiB`. */
  readonly unit?: string;
  /** A right value, for the remedy's line. */
  readonly example: unknown;
}

/** The facts of every schema below: zod's own registry, so that JSON Schema and reference find them. */
export const fieldFacts = z.registry<FieldFacts>();

interface TextFacts {
  readonly about: Localized;
  readonly expected: Localized;
  readonly example: string;
}

/** A text that matches a pattern; the pattern is anchored and goes into the JSON Schema as it is. */
export function text(pattern: RegExp, facts: TextFacts) {
  return z.string().check(z.regex(pattern)).register(fieldFacts, facts);
}

interface RangeFacts {
  readonly about: Localized;
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
  readonly example: number;
}

/** A whole number within a range, both ends included. */
export function integer(facts: RangeFacts) {
  const { min, max } = facts;
  return z
    .int()
    .check(z.gte(min), z.lte(max))
    .register(fieldFacts, {
      ...facts,
      expected: {
        en: `a whole number from ${min} to ${max}${unitEn(facts)}`,
        zh: `${min} 到 ${max} 的整数${unitZh(facts)}`,
      },
    });
}

/** A number within a range, both ends included, fractions allowed. */
export function decimal(facts: RangeFacts) {
  const { min, max } = facts;
  return z
    .number()
    .check(z.gte(min), z.lte(max))
    .register(fieldFacts, {
      ...facts,
      expected: {
        en: `a number from ${min} to ${max}${unitEn(facts)}`,
        zh: `${min} 到 ${max} 的数${unitZh(facts)}`,
      },
    });
}

function unitEn(facts: { readonly unit?: string }): string {
  return facts.unit === undefined ? "" : ` (${facts.unit})`;
}

function unitZh(facts: { readonly unit?: string }): string {
  return facts.unit === undefined ? "" : `（${facts.unit}）`;
}

interface AboutFacts {
  readonly about: Localized;
}

/** One of a few words. */
export function choice<const T extends readonly string[]>(words: T, facts: AboutFacts) {
  return z.enum(words).register(fieldFacts, {
    ...facts,
    expected: { en: `one of ${words.join(", ")}`, zh: `${words.join("、")} 之一` },
    example: words[0],
  });
}

/** `true` or `false`. */
export function flag(facts: AboutFacts) {
  return z.boolean().register(fieldFacts, {
    ...facts,
    expected: { en: "true or false", zh: "true 或 false" },
    example: false,
  });
}

interface ListFacts {
  readonly about: Localized;
  readonly min: number;
  readonly max: number;
  readonly example: readonly unknown[];
}

/** A list of items of one kind. */
export function list<T extends z.core.$ZodType>(item: T, facts: ListFacts) {
  const { min, max } = facts;
  return z
    .array(item)
    .check(z.minLength(min), z.maxLength(max))
    .register(fieldFacts, {
      ...facts,
      expected: { en: `a list of ${min} to ${max} items`, zh: `含 ${min} 到 ${max} 项的列表` },
    });
}

/** A group of keys; a key that isn't named here is refused. */
export function group<T extends z.core.$ZodLooseShape>(shape: T, facts: AboutFacts) {
  const keys = Object.keys(shape).join(", ");
  return z.strictObject(shape).register(fieldFacts, {
    ...facts,
    expected: { en: `a group with the keys ${keys}`, zh: `包含以下键的分组：${keys}` },
    example: undefined,
  });
}

/** A field that may be left out: `value` takes its place. */
export function withDefault<T extends z.core.$ZodType>(schema: T, value: z.core.output<T>) {
  const field = z._default(schema, value as z.core.util.NoUndefined<z.core.output<T>>);
  const facts = fieldFacts.get(schema);
  if (facts) fieldFacts.add(field, facts as never);
  return field;
}

/** A field that may be left out, and then is absent: an environment that doesn't have it. */
export function optional<T extends z.core.$ZodType>(schema: T) {
  const field = z.optional(schema);
  const facts = fieldFacts.get(schema);
  if (facts) fieldFacts.add(field, facts as never);
  return field;
}

/** One of the groups of {@link oneOfKinds}: its keys exist when `kind` says its name. */
export function kind<const K extends string, T extends z.core.$ZodLooseShape>(
  name: K,
  shape: T,
  facts: AboutFacts,
) {
  return group({ kind: z.literal(name), ...shape }, facts);
}

/** What {@link kind} makes, whatever its keys. */
type Kind = z.ZodMiniObject<{ readonly kind: z.ZodMiniLiteral<string> }>;

/** A group whose key `kind` says which other keys there are. */
export function oneOfKinds<const T extends readonly [Kind, ...Kind[]]>(groups: T, facts: AboutFacts) {
  const names = groups.map(({ shape }) => shape.kind.def.values[0] as string);
  const list = { en: `one of ${names.join(", ")}`, zh: `${names.join("、")} 之一` };
  for (const { shape } of groups) fieldFacts.add(shape.kind, { ...facts, expected: list, example: names[0] });
  const field = z.discriminatedUnion("kind", groups);
  fieldFacts.add(field, {
    ...facts,
    expected: {
      en: `a group whose kind is ${list.en}`,
      zh: `kind 为 ${list.zh}的分组`,
    },
    example: undefined,
  } as never);
  return field;
}
