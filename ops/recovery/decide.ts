import { nameOfUrn } from "../progress/urn.ts";
import { type Deployment, type ExportedResource, readable } from "../stack/deployment.ts";
import type { CloudObject } from "./inventory.ts";
import { inOrder } from "./order.ts";

/** What becomes of the creations that an interrupted operation left open. */
export interface Decisions {
  /** It exists: the state takes it over. */
  readonly adopt: readonly { readonly resource: ExportedResource; readonly id: string }[];
  /** It doesn't exist: the state forgets it, and the next `up` creates it. */
  readonly clear: readonly ExportedResource[];
}

export function pendingCreates(deployment: Deployment): ExportedResource[] {
  return (deployment.pending_operations ?? [])
    .filter((operation) => operation.type === "creating")
    .map((operation) => operation.resource);
}

/**
 * Finds each pending creation among the objects of its type that no state holds yet. An object is the one when it
 * has every input that the engine sent. Creations with most to say choose first, and take the object that says least
 * beside: a creation with few inputs can't take what another one describes exactly. No object is given away twice.
 */
export function decide(
  deployment: Deployment,
  objects: ReadonlyMap<string, readonly CloudObject[]>,
): Decisions {
  const taken = new Set(
    (deployment.resources ?? []).flatMap((resource) =>
      resource.id ? [`${resource.type} ${resource.id}`] : [],
    ),
  );
  const pending = pendingCreates(deployment);
  const ids = new Map<ExportedResource, string>();
  for (const resource of pending.toSorted((a, b) => detail(b.inputs) - detail(a.inputs))) {
    const [found] = (objects.get(resource.type) ?? [])
      .filter((object) => !taken.has(`${resource.type} ${object.id}`) && fits(resource.inputs ?? {}, object))
      .sort((a, b) => detail(a.properties) - detail(b.properties));
    if (found === undefined) continue;
    taken.add(`${resource.type} ${found.id}`);
    ids.set(resource, found.id);
  }
  // In the order in which the engine began them.
  return {
    adopt: pending.flatMap((resource) => {
      const id = ids.get(resource);
      return id === undefined ? [] : [{ resource, id }];
    }),
    clear: pending.filter((resource) => !ids.has(resource)),
  };
}

/** How much a value says: the number of plain values in it. */
function detail(value: unknown): number {
  if (typeof value !== "object" || value === null) return value === undefined ? 0 : 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + detail(inner), 0);
}

/** Every input that can be read and that the cloud shows is in the object, with the same value. */
export function fits(
  inputs: Readonly<Record<string, unknown>>,
  { properties, hiddenInputs = [] }: Pick<CloudObject, "properties" | "hiddenInputs">,
): boolean {
  const shown = Object.entries(inputs).filter(([name]) => !hiddenInputs.includes(name));
  return contains(properties, readable(Object.fromEntries(shown)));
}

function contains(actual: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, i) => contains(actual[i], item))
    );
  }
  if (typeof expected === "object" && expected !== null) {
    if (typeof actual !== "object" || actual === null) return false;
    return Object.entries(expected).every(([key, value]) =>
      contains((actual as Record<string, unknown>)[key], value),
    );
  }
  // Providers write numbers and booleans as texts now and then.
  return actual === expected || (actual !== undefined && String(actual) === String(expected));
}

/**
 * The state after the decisions, ready for a refresh that fills in the outputs. Pending creations are gone from it;
 * other pending operations stay, because a refresh settles them.
 */
export function settle(deployment: Deployment, { adopt }: Decisions): Deployment {
  let resources = [...(deployment.resources ?? [])];
  for (const { resource, id } of adopt) {
    const adopted: ExportedResource = { ...resource, id, outputs: resource.outputs ?? resource.inputs ?? {} };
    resources = place(resources, adopted);
  }
  const pending = (deployment.pending_operations ?? []).filter((operation) => operation.type !== "creating");
  const { pending_operations: _, ...rest } = deployment;
  return { ...rest, resources, ...(pending.length > 0 && { pending_operations: pending }) };
}

/** In the place of the predecessor that it replaces, which goes, or waits for its deletion at the end. */
function place(resources: readonly ExportedResource[], adopted: ExportedResource): ExportedResource[] {
  const predecessor = resources.findIndex((other) => other.urn === adopted.urn && other.delete !== true);
  const old = resources[predecessor];
  if (old === undefined) return [...resources, adopted];
  const waiting = old.pendingReplacement === true ? [] : [{ ...old, delete: true }];
  return inOrder([...resources.with(predecessor, adopted), ...waiting]);
}

/** A resource for people, when somebody has to look for it. */
export function describe(resource: ExportedResource): string {
  const label = [
    "name",
    "instanceName",
    "vpcName",
    "vswitchName",
    "securityGroupName",
    "addressName",
    "havipName",
  ]
    .map((key) => resource.inputs?.[key])
    .find((value) => typeof value === "string");
  return `${nameOfUrn(resource.urn)} (${resource.type}${label ? `, named '${String(label)}'` : ""})`;
}
