import { isUnknown, listOf, objectOf } from "./resource.ts";
import type { Finding } from "./rule.ts";

type Scalar = string | number | boolean;

/**
 * The value at a dotted path such as `management.autoRepair`. What one SDK has as an object and its provider as a list
 * of one is the same here. UNKNOWN when something on the way is unknown.
 */
export function at(props: unknown, path: string): unknown {
  let value = props;
  for (const key of path.split(".")) {
    if (isUnknown(value)) return value;
    value = (objectOf(value) ?? listOf(value)[0])?.[key];
  }
  return value;
}

/** The property has one of some values. A flag counts the same as text: some providers carry `"true"`. */
export function* expectOneOf(
  props: unknown,
  path: string,
  ...accepted: readonly Scalar[]
): Iterable<Finding> {
  const value = at(props, path);
  if (isUnknown(value)) yield { undecided: path };
  else if (value === undefined || !accepted.some((one) => String(one) === String(value)))
    yield isButShouldBe(path, value, { en: accepted.join(", "), zh: accepted.join("、") });
}

/** The property, where it is given, has none of some values: for switches whose absence is fine. */
export function* expectNot(props: unknown, path: string, ...refused: readonly Scalar[]): Iterable<Finding> {
  const value = at(props, path);
  if (isUnknown(value)) yield { undecided: path };
  else if (refused.some((one) => String(one) === String(value)))
    yield {
      broken: { en: `${path} is ${JSON.stringify(value)}.`, zh: `${path} 为 ${JSON.stringify(value)}。` },
    };
}

/** The property is a number, or a text of one, within bounds. `absent` says whether it may be missing. */
export function* expectNumber(
  props: unknown,
  path: string,
  bounds: {
    readonly least?: number;
    readonly most?: number;
    readonly absent?: "fine";
    readonly unit?: string;
  },
): Iterable<Finding> {
  const value = at(props, path);
  if (isUnknown(value)) yield { undecided: path };
  else if (value === undefined || value === "") {
    if (bounds.absent !== "fine") yield isButShouldBe(path, undefined, boundsText(bounds));
  } else {
    const number = Number(value);
    const within = number >= (bounds.least ?? -Infinity) && number <= (bounds.most ?? Infinity);
    if (!within) yield isButShouldBe(path, value, boundsText(bounds));
  }
}

/** The property has a value, whichever. */
export function* expectSet(props: unknown, path: string): Iterable<Finding> {
  const value = at(props, path);
  // Unknown until the update means that it comes from a resource: it is set.
  const empty =
    value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length);
  if (empty) yield { broken: { en: `${path} is not set.`, zh: `未设置 ${path}。` } };
}

/** What a property is, what it should be. Not for secrets: the value is shown. */
export function isButShouldBe(
  path: string,
  value: unknown,
  wanted: { readonly en: string; readonly zh: string },
): Finding {
  return {
    broken: {
      en: `${path} is ${value === undefined ? "not set" : JSON.stringify(value)}, expected ${wanted.en}.`,
      zh: `${path} ${value === undefined ? "未设置" : `为 ${JSON.stringify(value)}`}，应为 ${wanted.zh}。`,
    },
  };
}

function boundsText({
  least,
  most,
  unit = "",
}: {
  readonly least?: number;
  readonly most?: number;
  readonly unit?: string;
}) {
  if (least !== undefined && most !== undefined)
    return { en: `${least} to ${most}${unit}`, zh: `${least} 到 ${most}${unit}` };
  return least === undefined
    ? { en: `at most ${most}${unit}`, zh: `不超过 ${most}${unit}` }
    : { en: `${least}${unit} or more`, zh: `不少于 ${least}${unit}` };
}

/** Findings about a part, as findings about the whole: the part's place stands before each property. */
export function* inside(place: string, findings: Iterable<Finding>): Iterable<Finding> {
  for (const finding of findings) {
    yield "broken" in finding
      ? { ...finding, broken: { en: `${place}: ${finding.broken.en}`, zh: `${place}：${finding.broken.zh}` } }
      : { ...finding, undecided: `${place}.${finding.undecided}` };
  }
}
