/**
 * Resources as rules see them: plain data in which a value that the engine does not know yet is {@link UNKNOWN}.
 * Secrets arrive unwrapped, so a rule may look at one but must never put it into a finding.
 */
export const UNKNOWN: unique symbol = Symbol("unknown until the update");
export type Unknown = typeof UNKNOWN;

export type Properties = Readonly<Record<string, unknown>>;

/** A resource before it is created or changed. */
export interface PlannedResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** Inputs after the provider's defaults. */
  readonly props: Properties;
  readonly protect: boolean;
}

/** A resource at the end of a preview or update. */
export interface StackResource extends PlannedResource {
  /** Outputs. */
  readonly props: Properties;
  /** For each property, the resources whose outputs went into it: known even where the value is not. */
  readonly madeOf: Readonly<Record<string, readonly StackResource[]>>;
}

/** True for a value, or a value inside it, that is unknown. */
export function isUnknown(value: unknown): value is Unknown {
  return value === UNKNOWN;
}

/** The elements of a list property; none when it is absent or unknown. */
export function listOf(value: unknown): readonly Properties[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is Properties => typeof item === "object" && item !== null);
}

/** The object of a property, or nothing. */
export function objectOf(value: unknown): Properties | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Properties)
    : undefined;
}

/** A text that has at least one character, or nothing. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The resources of one type among those that went into a property. */
export function madeOf(resource: StackResource, property: string, type: string): readonly StackResource[] {
  return (resource.madeOf[property] ?? []).filter((source) => source.type === type);
}

/**
 * The resource of `type` that a reference names: by what the engine knows about dependencies (also in a preview),
 * or by an id that another resource of the stack has.
 */
export function referenced(
  resource: StackResource,
  property: string,
  type: string,
  all: readonly StackResource[],
): StackResource | undefined {
  const dependency = madeOf(resource, property, type)[0];
  if (dependency !== undefined) return dependency;
  const id = textOf(resource.props[property]);
  return id === undefined ? undefined : all.find((other) => other.type === type && other.props.id === id);
}
