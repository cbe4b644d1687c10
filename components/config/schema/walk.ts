import type * as z from "zod/mini";

/** A schema without what says that it may be left out: its default, or that it is optional. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema._zod;
  return def.type === "default" || def.type === "optional"
    ? bare((def as z.core.$ZodDefaultDef | z.core.$ZodOptionalDef).innerType)
    : schema;
}

/** The groups of a choice between groups (`oneOfKinds`), by kind; undefined for anything else. */
export function groupsOf(schema: z.core.$ZodType): ReadonlyMap<string, z.core.$ZodType> | undefined {
  const { def } = bare(schema)._zod;
  if (def.type !== "union") return undefined;
  const { options } = def as z.core.$ZodDiscriminatedUnionDef;
  return new Map(options.map((group) => [kindOf(group), group]));
}

function kindOf(group: z.core.$ZodType): string {
  const tag = childOf(group, "kind")?._zod.def as z.core.$ZodLiteralDef<string> | undefined;
  return String(tag?.values[0]);
}

/** The schema of a key of a group, or of a list's items. */
export function childOf(schema: z.core.$ZodType, step: string | number): z.core.$ZodType | undefined {
  const groups = groupsOf(schema);
  if (groups) {
    const children = [...groups.values()].map((group) => childOf(group, step));
    return children.find((child) => child !== undefined);
  }
  const { def } = bare(schema)._zod;
  if (def.type === "array") return (def as z.core.$ZodArrayDef).element;
  if (def.type !== "object") return undefined;
  const { shape } = def as z.core.$ZodObjectDef;
  return Object.hasOwn(shape, step) ? shape[step] : undefined;
}

/** Keys of a group; none for anything else. Of a choice between groups those of the one that a value's `kind` names. */
export function keysOf(schema: z.core.$ZodType, value?: unknown): string[] {
  const groups = groupsOf(schema);
  if (groups) {
    const kind = typeof value === "object" && value !== null && "kind" in value ? String(value.kind) : "";
    const group = groups.get(kind) ?? [...groups.values()][0];
    return group ? keysOf(group) : [];
  }
  const { def } = bare(schema)._zod;
  return def.type === "object" ? Object.keys((def as z.core.$ZodObjectDef).shape) : [];
}

/** The default of a field; `undefined` when it must be written. */
export function defaultOf(schema: z.core.$ZodType): unknown {
  const { def } = schema._zod;
  return def.type === "default" ? (def as z.core.$ZodDefaultDef).defaultValue : undefined;
}
