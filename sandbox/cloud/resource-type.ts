import type { Attributes, CloudObject } from "./object.ts";

/** How a service says no: its documented code, and a sentence. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** What a rule sees of the cloud while a call is judged. */
export interface Look {
  /** The caller's region, or `global`. */
  readonly scope: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** An object that the caller can reach, as it is now; what is being deleted is still there. */
  get(type: string, id: string): CloudObject | undefined;
  /** All objects of a type that the caller can reach. */
  all(type: string): readonly CloudObject[];
  /**
   * Those of them whose attribute is this text or has it in its list, however many others there are. The attribute must
   * be none that changes by itself.
   */
  having(type: string, attribute: string, value: string): readonly CloudObject[];
  /** How many objects of a type there are in all regions together: no caller reaches more. Costs nothing. */
  most(type: string): number;
  /** How many of something can be had, e.g. of `ecs.g7.large@cn-hangzhou-k`; endless when nobody has said. */
  stock(what: string): number;
  /** Ends the call with a refusal. */
  refuse(code: string, message: string): never;
}

/** An attribute that names objects of another type. */
export interface Reference {
  /**
   * Holds one name or a list of them. Absent or empty, it refers to nothing. A path leads into objects, and `[]` into
   * each of a list: `zoneMappings[].vswitchId`.
   */
  readonly attribute: string;
  /** The type of what is named; undefined when the object's other attributes say that it is none of this cloud's. */
  readonly to: string | ((attributes: Attributes) => string | undefined);
  /** The attribute by which the other is named; its id when absent. */
  readonly by?: string;
  /** When nothing has that name. */
  readonly missing: Refusal;
  /** When what is named isn't ready yet, or is being deleted. */
  readonly busy?: Refusal;
  /** When somebody wants to delete what is named. Absent: it can go, and this reference then leads nowhere. */
  readonly holds?: Refusal;
  /** This object goes when what it names goes. */
  readonly follows?: true;
}

/** A limit to how many objects of a type there may be. `settings.json` can change the number. */
export interface Quota {
  readonly limit: number;
  /** Counted for each value of this attribute; for each region when absent. */
  readonly per?: string;
  readonly exceeded: Refusal;
}

/** Attributes that no two objects in a region have in common. */
export interface Uniqueness {
  readonly attributes: readonly string[];
  readonly taken: Refusal;
}

/** The states that an object goes through by itself. Seconds are the cloud's: see `Settings.msPerSecond`. */
export interface Lifecycle {
  /** The attribute that holds the state; `status` when absent. */
  readonly attribute?: string;
  readonly begins: string;
  readonly becomes: string;
  /** From the call that creates to `becomes`. */
  readonly seconds: number;
  readonly ends: string;
  /** From the call that deletes until the object is gone. */
  readonly endSeconds: number;
  /** When something else is asked of an object that isn't ready yet. */
  readonly busy?: Refusal;
  /** States that a change can put it in and that it leaves by itself, e.g. `Stopping` for `Stopped`. */
  readonly passing?: Readonly<Record<string, { readonly becomes: string; readonly seconds: number }>>;
}

/** The rules of one type of object. Everything that isn't said isn't checked. */
export interface ResourceType {
  /** e.g. `alicloud:vswitch`. */
  readonly type: string;
  /** e.g. `Vpc`. */
  readonly service: string;
  /** Names of the service's calls: errors name them, and faults are injected by them. */
  readonly actions: {
    readonly create: string;
    readonly describe: string;
    readonly modify: string;
    readonly remove: string;
  };
  /** Not of a region. */
  readonly global?: true;
  /** The name that people give such an object. */
  readonly nameAttribute?: string;
  /** Attributes that are kept sealed and never shown. */
  readonly sealed?: readonly string[];
  /** A new object's id. `scope` is the region that it is created in; `look` shows which ids are taken. */
  readonly id: (attributes: Attributes, scope: string, look: Look) => string;
  readonly notFound: Refusal;
  /** Creating what is there already succeeds and creates nothing. */
  readonly idempotent?: true;
  readonly references?: readonly Reference[];
  readonly unique?: readonly Uniqueness[];
  readonly quotas?: readonly Quota[];
  readonly lifecycle?: Lifecycle;
  /** Deletion is refused while the attribute is true. */
  readonly protection?: { readonly attribute: string; readonly refused: Refusal };
  /** Rules that the fields above can't say, for a new object and for a changed one (then `before` is what it was). */
  readonly check?: (wanted: Attributes, look: Look, before?: CloudObject) => void;
  /** What the cloud fills in when it creates the object. */
  readonly complete?: (wanted: Attributes, look: Look) => Attributes;
  /** What the cloud fills in again when it changes. */
  readonly adjust?: (wanted: Attributes, look: Look, before: CloudObject) => Attributes;
  /**
   * Others as they are once this one has changed: what a system disk says of itself, its instance says as well.
   * `changes` has only what this call has set; null is what it has taken away.
   */
  readonly carries?: (after: CloudObject, changes: Attributes, look: Look) => readonly CloudObject[];
  /** Rules about deletion beside those of references. */
  readonly leave?: (object: CloudObject, look: Look) => void;
  /** Others that go with this one because of what it says itself, beside those that follow it by a reference. */
  readonly takes?: (object: CloudObject, look: Look) => readonly CloudObject[];
  /** Attributes that follow from other objects; they are never kept. */
  readonly describe?: (object: CloudObject, look: Look) => Attributes;
  /** Objects that come with this one, e.g. an instance's system disk. They must follow it by a reference. */
  readonly belongings?: (object: CloudObject, look: Look) => readonly CloudObject[];
}

/** The type that a reference of an object leads to. */
export function targetType(reference: Reference, attributes: Attributes): string | undefined {
  return typeof reference.to === "string" ? reference.to : reference.to(attributes);
}

/** The attribute that holds an object's state. */
export function stateAttribute({ attribute = "status" }: Lifecycle): string {
  return attribute;
}
