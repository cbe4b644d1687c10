/** Kinds of value that a property takes. `object` has named properties, `map` has free keys. */
export type Kind = "boolean" | "integer" | "number" | "string" | "list" | "set" | "map" | "object" | "any";

/** What a provider's own schema says about one property, under Pulumi's name. */
export interface Property {
  readonly type: Kind;
  /** Kind of the items of a list, set or map. */
  readonly item?: Kind;
  /** Of an object, or of the objects in a list or set. */
  readonly properties?: Properties;
  readonly required?: boolean;
  /** May be given; a property that is neither required nor optional is an output only. */
  readonly optional?: boolean;
  /** The provider sets it when nobody gives it. */
  readonly computed?: boolean;
  /** The upstream schema requires it, the official package fills it from the resource's logical name. */
  readonly autoName?: boolean;
  /** A change makes a new resource. */
  readonly replaces?: boolean;
  readonly secret?: boolean;
  readonly deprecated?: boolean;
  readonly removed?: boolean;
  readonly default?: boolean | number | string;
  /** Accepted values, as text. With `between`, either is accepted. */
  readonly oneOf?: readonly string[];
  /** Smallest and largest number, both accepted. */
  readonly between?: readonly [number, number];
  /** Shortest and longest text in characters. */
  readonly length?: readonly [number, number];
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Paths from the resource down, e.g. `clone.customize.windowsOptions`, that exclude this property. */
  readonly conflictsWith?: readonly string[];
  /** Paths from the resource down that must be given together with this property. */
  readonly requiredWith?: readonly string[];
  /** A group of which one at least must be given; it stands at one of its members. */
  readonly atLeastOneOf?: readonly string[];
  /** A group of which exactly one must be given; it stands at one of its members. */
  readonly exactlyOneOf?: readonly string[];
  /** Only the npm package declares it: newer than the provider whose schema was read, so only name and type are known. */
  readonly declaredOnly?: boolean;
}

export type Properties = Readonly<Record<string, Property>>;

/** The properties of one resource type (or, for a function, its arguments and results), by name. */
export type ResourceFacts = Properties;

/** One file of facts: `sandbox/facts/<provider>.facts.json`. */
export interface FactsFile {
  readonly provider: string;
  /** Version of the npm package whose tokens and declarations these are. */
  readonly sdk: string;
  /** Version of the Terraform provider whose schema was read. */
  readonly upstream: string;
  readonly resources: Readonly<Record<string, ResourceFacts>>;
}
