import type * as z from "zod/mini";

/** A schema without its default around it. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema._zod;
  return def.type === "default" ? bare((def as z.core.$ZodDefaultDef).innerType) : schema;
}

/** The schema of a key of a group, or of a list's items. */
export function childOf(schema: z.core.$ZodType, step: string | number): z.core.$ZodType | undefined {
  const { def } = bare(schema)._zod;
  if (def.type === "array") return (def as z.core.$ZodArrayDef).element;
  if (def.type !== "object") return undefined;
  const { shape } = def as z.core.$ZodObjectDef;
  return Object.hasOwn(shape, step) ? shape[step] : undefined;
}

/** Keys of a group; none for anything else. */
export function keysOf(schema: z.core.$ZodType): string[] {
  const { def } = bare(schema)._zod;
  return def.type === "object" ? Object.keys((def as z.core.$ZodObjectDef).shape) : [];
}

/** The default of a field; `undefined` when it must be written. */
export function defaultOf(schema: z.core.$ZodType): unknown {
  const { def } = schema._zod;
  return def.type === "default" ? (def as z.core.$ZodDefaultDef).defaultValue : undefined;
}
