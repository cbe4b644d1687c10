/** Labels of the ecosystem's own vocabulary: https://kubernetes.io/docs/reference/labels-annotations-taints/ */
export interface ObjectLabels {
  readonly "app.kubernetes.io/name": string;
  readonly "app.kubernetes.io/part-of": string;
}

/** By these two a workload's pods are found; they never change, because a Deployment's selector can't. */
export function selectorOf(partOf: string, name: string): Record<keyof ObjectLabels, string> {
  return { "app.kubernetes.io/name": name, "app.kubernetes.io/part-of": partOf };
}

/** Labels of an object: what it is, and whose, in the words of the tags that cloud resources bear. */
export function labelsFor(
  partOf: string,
  name: string,
  tags: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    ...selectorOf(partOf, name),
    "app.kubernetes.io/managed-by": "pulumi",
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, labelValue(value)])),
  };
}

/** A tag's value as a label's: at most 63 of letters, digits, `-_.`, a letter or digit at both ends. */
export function labelValue(value: string): string {
  return value
    .replaceAll(/[^A-Za-z0-9_.-]/g, "-")
    .slice(0, 63)
    .replaceAll(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "");
}
