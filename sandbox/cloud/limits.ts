import { isDeepStrictEqual } from "node:util";
import { type Attributes, type CloudObject, text } from "./object.ts";
import type { Look, ResourceType } from "./resource-type.ts";

/** Refuses a second object where the type allows one. */
export function checkUnique(type: ResourceType, wanted: Attributes, look: Look, self?: CloudObject): void {
  for (const { attributes, taken } of type.unique ?? []) {
    if (attributes.some((name) => wanted[name] === undefined)) continue;
    const twin = look
      .all(type.type)
      .find(
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
    const others = look
      .all(type.type)
      .filter(({ attributes }) => per === undefined || attributes[per] === wanted[per]);
    if (others.length >= most) look.refuse(exceeded.code, `${exceeded.message} (quota ${most})`);
  }
}
