import { type CloudObject, texts } from "../object.ts";

/** Objects of one type by the texts of one attribute: who belongs to an instance, without a look at all the others. */
export class Index {
  readonly #attribute: string;
  readonly #objects = new Map<string, Map<string, CloudObject>>();

  constructor(attribute: string, objects: Iterable<CloudObject>) {
    this.#attribute = attribute;
    for (const object of objects) this.replace(undefined, object);
  }

  of(value: string): Iterable<CloudObject> {
    return this.#objects.get(value)?.values() ?? [];
  }

  /** What stays keeps its place in the order. */
  replace(before: CloudObject | undefined, after: CloudObject | undefined): void {
    const values = after ? texts(after.attributes, this.#attribute) : [];
    for (const value of before ? texts(before.attributes, this.#attribute) : []) {
      if (values.includes(value)) continue;
      const objects = this.#objects.get(value);
      objects?.delete((before as CloudObject).id);
      if (objects?.size === 0) this.#objects.delete(value);
    }
    for (const value of values) {
      const objects = this.#objects.get(value) ?? new Map<string, CloudObject>();
      objects.set((after as CloudObject).id, after as CloudObject);
      this.#objects.set(value, objects);
    }
  }
}
