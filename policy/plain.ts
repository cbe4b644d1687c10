import type { PolicyResource } from "@pulumi/policy";
import { type Properties, type StackResource, UNKNOWN } from "./resource.ts";

/** The path to an unknown value, as `@pulumi/policy` throws it when somebody reads one. */
interface UnknownValue {
  readonly props: readonly string[];
}

/**
 * A plain copy of properties that `@pulumi/policy` guards: reading an unknown value throws there, and one unknown
 * would hide everything else that a rule could say about the resource.
 */
export function plainProperties(guarded: Readonly<Record<string, unknown>>): Properties {
  return plain(guarded) as Properties;
}

function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  // Arrays of @pulumi/policy are proxies, for which isArray sees through.
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, index) => read(value, index));
  return Object.fromEntries(
    Object.keys(value).map((key) => [key, read(value as Record<string, unknown>, key)]),
  );
}

function read(
  container: Readonly<Record<string | number, unknown>> | readonly unknown[],
  key: string | number,
): unknown {
  try {
    return plain((container as Readonly<Record<string | number, unknown>>)[key]);
  } catch (error) {
    if (isUnknownValue(error)) return UNKNOWN;
    throw error;
  }
}

function isUnknownValue(error: unknown): error is UnknownValue {
  return error instanceof Error && "unknownTypeSentinel" in error;
}

/** The resources of a stack as rules see them; properties are copied when a rule first looks at a resource. */
export function plainStack(resources: readonly PolicyResource[]): StackResource[] {
  const byUrn = new Map<string, StackResource>();
  for (const resource of resources) byUrn.set(resource.urn, new LazyResource(resource, byUrn));
  return [...byUrn.values()];
}

class LazyResource implements StackResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly protect: boolean;
  readonly #guarded: PolicyResource;
  readonly #byUrn: ReadonlyMap<string, StackResource>;
  #props: Properties | undefined;
  #madeOf: Readonly<Record<string, readonly StackResource[]>> | undefined;

  constructor(guarded: PolicyResource, byUrn: ReadonlyMap<string, StackResource>) {
    this.type = guarded.type;
    this.name = guarded.name;
    this.urn = guarded.urn;
    this.protect = guarded.opts.protect;
    this.#guarded = guarded;
    this.#byUrn = byUrn;
  }

  get props(): Properties {
    this.#props ??= plainProperties(this.#guarded.props);
    return this.#props;
  }

  get madeOf(): Readonly<Record<string, readonly StackResource[]>> {
    this.#madeOf ??= Object.fromEntries(
      Object.entries(this.#guarded.propertyDependencies).map(([property, sources]) => [
        property,
        sources.map((source) => this.#byUrn.get(source.urn)).filter((source) => source !== undefined),
      ]),
    );
    return this.#madeOf;
  }
}
