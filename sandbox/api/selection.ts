import type { CloudObject } from "../cloud/object.ts";
import { texts } from "../cloud/object.ts";
import type { Parameters } from "./parameters.ts";
import { tagsIn, tagsOf } from "./tags.ts";

/** A request's filters by their names, and the attribute that each looks at. */
export type Filters = Readonly<Record<string, string>>;

/**
 * What a request's filters leave over of a list. One that isn't given, or is empty, leaves all; `*` in a value stands for
 * any text, a list of values for any of them.
 */
export function selected(
  objects: readonly CloudObject[],
  parameters: Parameters,
  filters: Filters,
): readonly CloudObject[] {
  const wanted = Object.entries(filters).flatMap(([name, attribute]) => {
    const values = parameters.list(name) ?? [];
    return values.length === 0 ? [] : [{ attribute, patterns: values.map(patternOf) }];
  });
  if (wanted.length === 0) return objects;
  return objects.filter(({ attributes }) =>
    wanted.every(({ attribute, patterns }) => {
      const value = attributes[attribute];
      const has = typeof value === "object" ? texts(attributes, attribute) : [String(value ?? "")];
      return has.some((text) => patterns.some((pattern) => pattern.test(text)));
    }),
  );
}

/** Those that have all the tags of a request; a tag without a value asks for the key alone. */
export function tagged(
  objects: readonly CloudObject[],
  parameters: Parameters,
  name = "Tag",
): readonly CloudObject[] {
  const wanted = Object.entries(tagsIn(parameters, name) ?? {});
  return objects.filter((object) => {
    const tags = tagsOf(object);
    return wanted.every(([key, value]) => key in tags && (value === "" || tags[key] === value));
  });
}

function patternOf(value: string): RegExp {
  const literal = value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replaceAll("\\*", ".*")}$`);
}
