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
  }

  ofType(type: string): readonly StateResource[] {
    return this.resources.filter((resource) => resource.type === type);
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** A property as text; empty when it isn't one. */
export function textOf(resource: StateResource | undefined, property: string): string {
  const value = resource?.properties[property];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}
