import { isDeepStrictEqual } from "node:util";
import { type Attributes, type CloudObject, text } from "./object.ts";
import type { Look, ResourceType } from "./resource-type.ts";

/** Refuses a second object where the type allows one. */
export function checkUnique(type: ResourceType, wanted: Attributes, look: Look, self?: CloudObject): void {
  for (const { attributes, taken } of type.unique ?? []) {
    if (attributes.some((name) => wanted[name] === undefined)) continue;
    const twin = sharing(type.type, attributes, wanted, look).find(
      (other) =>
        other.id !== self?.id &&
        attributes.every((name) => isDeepStrictEqual(other.attributes[name], wanted[name])),
    );
    if (twin)
      look.refuse(
        taken.code,
        `${taken.message} (${attributes.map((name) => text(wanted, name)).join(", ")})`,
      );
  }
}

/** Refuses one object more than the quota allows. `limits` replaces the types' own numbers. */
export function checkQuotas(
  type: ResourceType,
  wanted: Attributes,
  look: Look,
  limits: Readonly<Record<string, number>>,
): void {
  for (const { limit, per, exceeded } of type.quotas ?? []) {
    const most = limits[type.type] ?? limit;
    // Thousands of others needn't be looked at where all of them together aren't too many.
    if (look.most(type.type) < most) continue;
    const others = sharing(type.type, per === undefined ? [] : [per], wanted, look).filter(
      ({ attributes }) => per === undefined || attributes[per] === wanted[per],
    );
    if (others.length >= most) look.refuse(exceeded.code, `${exceeded.message} (quota ${most})`);
  }
}

/** Those that have the first of these attributes that is a text; all when none is. */
function sharing(
  type: string,
  names: readonly string[],
  wanted: Attributes,
  look: Look,
): readonly CloudObject[] {
  const name = names.find((one) => typeof wanted[one] === "string" && wanted[one] !== "");
  return name === undefined ? look.all(type) : look.having(type, name, text(wanted, name));
}
