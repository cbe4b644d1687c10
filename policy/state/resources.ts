import { type PlannedResource, type Properties, type StackResource, UNKNOWN } from "../resource.ts";

/** A resource of `pulumi stack export`, as far as rules look at it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly protect?: boolean;
  /** Waits to be deleted after a replacement. */
  readonly delete?: boolean;
  readonly inputs?: Properties;
  readonly outputs?: Properties;
  /** URNs by the property that they went into. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>> | null;
  readonly [other: string]: unknown;
}

/** What exists as rules see it: what was asked for of each resource, and what all of them are. */
export interface JudgedState {
  readonly planned: readonly PlannedResource[];
  readonly stack: readonly StackResource[];
}

/** The resources of a state. What is encrypted in it is unknown: nobody can say anything about it. */
export function resourcesOf(state: readonly StateResource[]): JudgedState {
  const byUrn = new Map<string, StackResource>();
  const planned: PlannedResource[] = [];
  for (const resource of state) {
    if (resource.delete === true) continue;
    const { urn, type, id, protect = false, inputs = {}, outputs = {} } = resource;
    const common = { urn, type, name: urn.split("::").at(-1) ?? urn, protect };
    planned.push({ ...common, props: readable(inputs) });
    byUrn.set(urn, {
      ...common,
      props: readable({ ...(id !== undefined && { id }), ...outputs }),
      get madeOf() {
        return madeOf(resource, byUrn);
      },
    });
  }
  return { planned, stack: [...byUrn.values()] };
}

function madeOf(
  { propertyDependencies }: StateResource,
  byUrn: ReadonlyMap<string, StackResource>,
): StackResource["madeOf"] {
  return Object.fromEntries(
    Object.entries(propertyDependencies ?? {}).map(([property, urns]) => [
      property,
      (urns ?? []).map((urn) => byUrn.get(urn)).filter((source) => source !== undefined),
    ]),
  );
}

/** The key that marks a special value in a state, and the mark of a secret (pulumi/pulumi, sdk/go/common/resource/sig). */
const SPECIAL = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

function readable(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => !name.startsWith("__"))
      .map(([name, value]) => [name, readableValue(value)]),
  );
}

function readableValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readableValue);
  if (typeof value !== "object" || value === null) return value;
  const { [SPECIAL]: mark, plaintext } = value as Readonly<Record<string, unknown>>;
  if (mark !== SECRET) return readable(value as Properties);
  return typeof plaintext === "string" ? readableValue(JSON.parse(plaintext)) : UNKNOWN;
}
