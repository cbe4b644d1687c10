import type * as z from "zod/mini";
import { factsOf } from "./sections.ts";
import { childOf, defaultOf, keysOf } from "./walk.ts";

/** A right value of any field: its default, its own example, or for a group the examples of its keys. */
export function exampleOf(schema: z.core.$ZodType): unknown {
  const keys = keysOf(schema);
  if (keys.length === 0) return defaultOf(schema) ?? factsOf(schema).example;
  return Object.fromEntries(
    keys.flatMap((key) => {
      const child = childOf(schema, key);
      return child === undefined || child._zod.def.type === "optional" ? [] : [[key, exampleOf(child)]];
    }),
  );
}
