import type { CloudObject } from "./object.ts";
import { type Attributes, texts, textsAt } from "./object.ts";
import { type Look, type Reference, type ResourceType, targetType } from "./resource-type.ts";

/** Refuses names that lead nowhere, or to something that isn't ready. Only `changed` attributes are looked at, if given. */
export function checkReferences(
  type: ResourceType,
  attributes: Attributes,
  look: Look,
  changed?: ReadonlySet<string>,
): void {
  for (const reference of type.references ?? []) {
    if (changed && !changed.has(reference.attribute.split(/[[.]/)[0] ?? "")) continue;
    const target = targetType(reference, attributes);
    if (target === undefined) continue;
    for (const name of textsAt(attributes, reference.attribute)) {
      const found = named(target, name, reference, look);
      if (found === undefined) refuse(look, reference.missing, name);
      else if (reference.busy && isInBetween(found)) refuse(look, reference.busy, name);
    }
  }
}

/** Refuses to delete what others still need. */
export function checkHolds(object: CloudObject, types: Iterable<ResourceType>, look: Look): void {
  const all = [...types];
  const going = followers(object, all, look);
  for (const { holder, reference } of referrers(object, all, look)) {
    if (reference.holds && !going.some((follower) => isSame(follower, holder))) {
      look.refuse(reference.holds.code, `${reference.holds.message} (${object.id}, by ${holder.id})`);
    }
  }
}

/** What goes when an object goes: whoever follows it, and whoever follows those. */
export function followers(object: CloudObject, types: Iterable<ResourceType>, look: Look): CloudObject[] {
  const all = [...types];
  const found: CloudObject[] = [];
  const queue = [object];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const { holder, reference } of referrers(next, all, look)) {
      if (!reference.follows || found.some((other) => isSame(other, holder))) continue;
      found.push(holder);
      queue.push(holder);
    }
  }
  return found;
}

/** True while an object changes its state by itself. */
export function isInBetween(object: CloudObject): boolean {
  return object.becomes !== undefined || object.goneAt !== undefined;
}

function* referrers(
  object: CloudObject,
  types: Iterable<ResourceType>,
  look: Look,
): Iterable<{ readonly holder: CloudObject; readonly reference: Reference }> {
  for (const type of types) {
    for (const reference of type.references ?? []) {
      if (typeof reference.to === "string" && reference.to !== object.type) continue;
      for (const holder of look.all(type.type)) {
        if (isSame(holder, object) || targetType(reference, holder.attributes) !== object.type) continue;
        const names = textsAt(holder.attributes, reference.attribute);
        const own = reference.by === undefined ? [object.id] : texts(object.attributes, reference.by);
        if (own.some((name) => names.includes(name))) yield { holder, reference };
      }
    }
  }
}

function named(type: string, name: string, { by }: Reference, look: Look): CloudObject | undefined {
  if (by === undefined) return look.get(type, name);
  return look.all(type).find(({ attributes }) => texts(attributes, by).includes(name));
}

function isSame(a: CloudObject, b: CloudObject): boolean {
  return a.type === b.type && a.id === b.id;
}

function refuse(look: Look, { code, message }: { code: string; message: string }, name: string): never {
  return look.refuse(code, `${message} (${name})`);
}
