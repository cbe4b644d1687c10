import { nameOfUrn } from "../progress/urn.ts";
import { type ExportedResource, readable } from "../stack/deployment.ts";

/** A resource of the state with everything that may be shown. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly parent?: string;
  /** Outputs over inputs; no secret. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Looks resources up in an exported state. */
export class StateIndex {
  readonly components: readonly StateResource[];
  readonly resources: readonly StateResource[];
  readonly #byType: ReadonlyMap<string, readonly StateResource[]>;

  constructor(exported: readonly ExportedResource[]) {
    const live = exported.filter((resource) => resource.delete !== true);
    const convert = (resource: ExportedResource): StateResource => ({
      urn: resource.urn,
      type: resource.type,
      name: nameOfUrn(resource.urn),
      id: resource.id ?? "",
      ...(resource.parent && { parent: resource.parent }),
      properties: { ...asRecord(readable(resource.inputs)), ...asRecord(readable(resource.outputs)) },
    });
    this.components = live.filter((resource) => !resource.custom).map(convert);
    this.resources = live
      .filter((resource) => resource.custom && !resource.external && !resource.type.startsWith("pulumi:"))
      .map(convert);
    this.#byType = Map.groupBy(this.resources, ({ type }) => type);
  }

  ofType(type: string): readonly StateResource[] {
    return this.#byType.get(type) ?? [];
  }

  /** A mini-program's own: the program names them after it. */
  ownOf(miniProgram: string, type: string): readonly StateResource[] {
    return this.ofType(type).filter(({ name }) => name.startsWith(`${miniProgram}-`));
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** What stands in a resource under a path of keys; undefined when it doesn't. */
export function valueAt(resource: StateResource | undefined, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => asRecord(value)[key], resource?.properties);
}

/** A property, or one below others, as text; empty when it isn't one. */
export function textOf(resource: StateResource | undefined, ...path: readonly string[]): string {
  const value = valueAt(resource, ...path);
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/** A property as a number; undefined when it isn't one. */
export function numberOf(
  resource: StateResource | undefined,
  ...path: readonly string[]
): number | undefined {
  const value = valueAt(resource, ...path);
  return typeof value === "number" ? value : undefined;
}

/** A property as a list of records or texts; empty when it isn't one. */
export function recordsOf(
  resource: StateResource | undefined,
  ...path: readonly string[]
): readonly Readonly<Record<string, unknown>>[] {
  const value = valueAt(resource, ...path);
  return Array.isArray(value) ? value.map(asRecord) : [];
}

export function textsOf(resource: StateResource | undefined, ...path: readonly string[]): readonly string[] {
  const value = valueAt(resource, ...path);
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
