import type { CloudObject, Value } from "../cloud/object.ts";
import type { Parameters } from "./parameters.ts";
import { tagsIn, tagsOf } from "./tags.ts";

/** Which parameters of a list's request filter by which attributes. */
export interface Filters {
  /** Parameters with one value. */
  readonly one?: Readonly<Record<string, string>>;
  /** Parameters with a list of values, any of which fits. */
  readonly any?: Readonly<Record<string, string>>;
}

/** Those objects that have what a request asks for; what it doesn't name isn't looked at. Tags count as well. */
export function filtered(
  objects: readonly CloudObject[],
  parameters: Parameters,
  { one = {}, any = {} }: Filters = {},
): readonly CloudObject[] {
  const tags = Object.entries(tagsIn(parameters) ?? {});
  return objects.filter((object) => {
    const { attributes } = object;
    const own = tagsOf(object);
    return (
      tags.every(([key, value]) => own[key] !== undefined && (value === "" || own[key] === value)) &&
      Object.entries(one).every(([name, attribute]) =>
        fits(attributes[attribute], asked(parameters.text(name))),
      ) &&
      Object.entries(any).every(([name, attribute]) => fits(attributes[attribute], parameters.list(name)))
    );
  });
}

function asked(value: string | undefined): readonly string[] | undefined {
  return value === undefined || value === "" ? undefined : [value];
}

function fits(value: Value | undefined, wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || wanted.length === 0 || wanted.includes(String(value ?? ""));
}
