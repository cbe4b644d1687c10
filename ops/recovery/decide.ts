import { nameOfUrn } from "../progress/urn.ts";
import { type Deployment, type ExportedResource, readable } from "../stack/deployment.ts";
import type { CloudObject } from "./inventory.ts";

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
 * has every input that the engine sent; the best fit wins, and no object is given away twice.
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
  const adopt: { resource: ExportedResource; id: string }[] = [];
  const clear: ExportedResource[] = [];
  for (const resource of pendingCreates(deployment)) {
    const found = (objects.get(resource.type) ?? []).find(
      (object) =>
        !taken.has(`${resource.type} ${object.id}`) && fits(resource.inputs ?? {}, object.properties),
    );
    if (found) {
      taken.add(`${resource.type} ${found.id}`);
      adopt.push({ resource, id: found.id });
    } else clear.push(resource);
  }
  return { adopt, clear };
}

/** Every readable input is in the object, with the same value. Secrets can't be compared and don't decide. */
export function fits(
  inputs: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, unknown>>,
): boolean {
  return contains(properties, readable(inputs));
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

/** Behind all that it depends on; a predecessor that it replaces goes, or waits for its deletion at the end. */
function place(resources: readonly ExportedResource[], adopted: ExportedResource): ExportedResource[] {
  const predecessor = resources.findIndex((other) => other.urn === adopted.urn && other.delete !== true);
  if (predecessor < 0) return [...resources, adopted];
  const old = resources[predecessor];
  const needed = new Set([
    adopted.parent,
    ...(adopted.dependencies ?? []),
    adopted.provider?.split("::").slice(0, 4).join("::"),
  ]);
  const rest = resources.filter((_, index) => index !== predecessor);
  const after = rest.findLastIndex((other) => needed.has(other.urn)) + 1;
  const position = Math.max(predecessor, after);
  const before = rest.slice(0, position);
  const behind = rest.slice(position);
  const waiting = old && old.pendingReplacement !== true ? [{ ...old, delete: true }] : [];
  return [...before, adopted, ...behind, ...waiting];
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
