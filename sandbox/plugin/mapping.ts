import type { Attributes, CloudObject } from "../cloud/object.ts";

/**
 * How one of Pulumi's resource types stands for one of the cloud's. Attributes and properties have the same names, so
 * what isn't said here passes through as it is.
 */
export interface Mapping {
  /** e.g. `alicloud:vpc/network:Network`. */
  readonly token: string;
  /** e.g. `alicloud:vpc`. */
  readonly type: string;
  /** Second names that a provider still takes and shows, and what each stands for, e.g. `{ name: "vpcName" }`. */
  readonly synonyms?: Readonly<Record<string, string>>;
  /** Inputs that only steer the provider and never reach the cloud, e.g. `forceDelete`. */
  readonly providerOnly?: readonly string[];
  /** What the provider makes of the inputs before it calls; synonyms are resolved and `providerOnly` is gone already. */
  readonly toAttributes?: (inputs: Attributes) => Attributes;
  /** What the provider makes of what the cloud answers, beside the attributes as they are. */
  readonly toProperties?: (object: CloudObject) => Attributes;
  /** Those of the {@link synonyms} that the provider takes and shows only where they were given. */
  readonly older?: readonly string[];
  /** What the provider writes where the cloud says nothing, e.g. `{ customHeaders: "{}" }`. */
  readonly written?: Attributes;
  /** Names of properties that the provider doesn't keep, whoever gave them, given the others. */
  readonly ignored?: (properties: Attributes) => readonly string[];
  /** The id in Pulumi's state; the cloud's own when absent. */
  readonly idOf?: (object: CloudObject) => string;
  /** The cloud's id out of the one in Pulumi's state: the inverse of {@link idOf}. */
  readonly cloudIdOf?: (id: string) => string;
}

/** What a function may ask of the cloud. */
export interface Inquiry {
  search(type: string): Promise<readonly CloudObject[]>;
  get(type: string, id: string): Promise<CloudObject | undefined>;
}

/** One of a provider's functions (data sources), e.g. `vsphere:index/getDatacenter:getDatacenter`. */
export interface FunctionMapping {
  readonly token: string;
  /**
   * Answers a call. The arguments have been checked against the facts already.
   * @throws Error with the provider's own words when there is no such thing
   */
  readonly run: (args: Attributes, inquiry: Inquiry) => Promise<Attributes>;
}
