import { isButShouldBe } from "../../expect.ts";
import { isUnknown, type Properties } from "../../resource.ts";
import type { Finding } from "../../rule.ts";

/** A list of weekdays has as many as are wanted. */
export function* expectDaily(props: Properties, property: string, wanted: number): Iterable<Finding> {
  const days = props[property];
  if (isUnknown(days)) yield { undecided: property };
  else if (!Array.isArray(days) || new Set(days).size < wanted)
    yield isButShouldBe(property, days, { en: `${wanted} days of the week`, zh: `每周 ${wanted} 天` });
}
