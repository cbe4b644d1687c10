import { nameOfUrn } from "../progress/urn.ts";
import { type ExportedResource, type ExportedStack, readable } from "../stack/deployment.ts";
import type { Plan, Properties } from "./plan.ts";

/** A resource as it is, or as it would be. */
export interface WorldResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent?: string;
  /** Inputs, without secrets. */
  readonly properties: Properties;
}

/** All resources of a stack by URN. */
export type World = ReadonlyMap<string, WorldResource>;

/** What exists: the state's living resources. */
export function worldOf({ deployment }: ExportedStack): World {
  return new Map(
    living(deployment.resources ?? []).map(({ urn, type, parent, inputs }) => [
      urn,
      { urn, type, name: nameOfUrn(urn), ...(parent && { parent }), properties: recordOf(readable(inputs)) },
    ]),
  );
}

/** What would exist after a plan. */
export function worldAfter(world: World, plan: Plan): World {
  const after = new Map(world);
  for (const { urn, type, name, parent, change, after: properties } of plan.values()) {
    if (change === "delete") after.delete(urn);
    else after.set(urn, { urn, type, name, ...(parent && { parent }), properties });
  }
  return after;
}

/** Which resources each property of a resource was computed from, by URN and property; `""` stands for all properties. */
export type Dependencies = ReadonlyMap<string, Readonly<Record<string, readonly string[]>>>;

export function dependenciesOf({ deployment }: ExportedStack): Dependencies {
  return new Map(
    living(deployment.resources ?? []).map(({ urn, dependencies = [], propertyDependencies }) => [
      urn,
      { ...recordOf<readonly string[]>(propertyDependencies), "": dependencies },
    ]),
  );
}

function living(resources: readonly ExportedResource[]): readonly ExportedResource[] {
  return resources.filter((resource) => resource.delete !== true && resource.type !== "pulumi:pulumi:Stack");
}

function recordOf<T = unknown>(value: unknown): Record<string, T> {
  return typeof value === "object" && value !== null ? (value as Record<string, T>) : {};
}
