import { randomUUID } from "node:crypto";
import type { Cloud, Session } from "../cloud/cloud.ts";
import { CloudError } from "../cloud/cloud-error.ts";
import type { Attributes, CloudObject, Value } from "../cloud/object.ts";
import {
  changesBetween,
  checkInputs,
  factsOf,
  type InputChange,
  type InputProblem,
  isAbsent,
  isWithin,
  own,
  sameProperty,
  UNKNOWN,
  withDefaults,
} from "../facts/facts.ts";
import type { Mapping } from "./mapping.ts";
import { nameIsTaken, withName } from "./naming.ts";
import { type Patience, patiently, untilGone, untilReady } from "./patience.ts";
import { inputsNow, inputsOfImported, toAttributes, toProperties } from "./translate.ts";
import type { Values } from "./wire.ts";

/** A resource as it stands in Pulumi's state. */
export interface ResourceState {
  readonly id: string;
  readonly properties: Values;
}

/** What was made and isn't as it should be: the engine keeps it, and the next update mends it. */
export class HalfMade extends Error {
  override readonly name = "HalfMade";
  readonly state: ResourceState;
  readonly inputs: Values;

  constructor(state: ResourceState, inputs: Values, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.state = state;
    this.inputs = inputs;
  }
}

/** What a change of inputs means for a resource. */
export interface Difference {
  readonly changes: readonly InputChange[];
  /** Its name is taken until the old one is gone. */
  readonly deleteBeforeReplace: boolean;
}

/** A provider's work on its resource types, whatever they are. */
export type ResourceWork = Pick<Resources, keyof Resources>;

/**
 * A provider's work on its resource types: checks by the facts, everything else by the cloud. Knows nothing of the
 * protocol by which it is asked.
 */
export class Resources {
  readonly #cloud: Cloud;
  readonly #mappings: ReadonlyMap<string, Mapping>;

  constructor(cloud: Cloud, mappings: readonly Mapping[]) {
    this.#cloud = cloud;
    this.#mappings = new Map(mappings.map((mapping) => [mapping.token, mapping]));
  }

  /** The inputs with names and defaults, and what is wrong with them. */
  check(
    token: string,
    logicalName: string,
    olds: Values,
    news: Values,
    seed: Uint8Array,
  ): { readonly inputs: Values; readonly problems: readonly InputProblem[] } {
    this.#mapping(token);
    const inputs = withDefaults(token, withName(token, logicalName, olds, news, seed));
    return { inputs, problems: checkInputs(token, inputs) };
  }

  /**
   * @param ignored paths that the program doesn't want compared. The engine keeps them out of updates by itself, and
   * leaves them to the provider when it compares after a refresh.
   */
  diff(
    token: string,
    logicalName: string,
    olds: Values,
    news: Values,
    ignored: readonly string[] = [],
  ): Difference {
    return {
      changes: changesBetween(token, olds, news).filter(
        ({ path }) => !ignored.some((outer) => path === outer || isWithin(path, outer)),
      ),
      deleteBeforeReplace: nameIsTaken(token, logicalName, olds, news),
    };
  }

  /** What a resource will look like, before anybody makes it: what the cloud fills in isn't known. */
  planned(token: string, inputs: Values): Values {
    const { synonyms = {} } = this.#mapping(token);
    const computed = Object.entries(factsOf(token) ?? {})
      .filter(([name, property]) => property.computed === true && isAbsent(own(inputs, name)))
      .map(([name]) => [name, own(inputs, own(synonyms, name) ?? name) ?? UNKNOWN]);
    return { ...inputs, ...Object.fromEntries(computed) };
  }

  /** @throws CloudError; HalfMade when it exists and didn't become ready */
  async create(session: Session, token: string, inputs: Values, patience: Patience): Promise<ResourceState> {
    const mapping = this.#mapping(token);
    const attributes = toAttributes(mapping, inputs);
    // The same for every try: a try whose answer got lost has made it already.
    const clientToken = randomUUID();
    const made = await patiently(this.#cloud, patience, () =>
      this.#cloud.create(session, mapping.type, attributes, clientToken),
    );
    try {
      return stateOf(mapping, await untilReady(this.#cloud, session, made, patience), inputs);
    } catch (error) {
      throw new HalfMade(stateOf(mapping, made, inputs), inputs, error);
    }
  }

  /** A resource as it is now, with the inputs that would make it so; undefined when there is none. */
  async read(
    session: Session,
    token: string,
    id: string,
    inputs: Values,
    patience: Patience,
  ): Promise<(ResourceState & { readonly inputs: Values }) | undefined> {
    const mapping = this.#mapping(token);
    const object = await patiently(this.#cloud, patience, () =>
      this.#cloud.describe(session, mapping.type, cloudId(mapping, id)),
    );
    if (object === undefined) return undefined;
    const state = stateOf(mapping, object, inputs);
    const isImport = Object.keys(inputs).length === 0;
    return {
      ...state,
      inputs: isImport
        ? inputsOfImported(mapping, state.properties)
        : inputsNow(mapping, inputs, state.properties),
    };
  }

  /** @throws CloudError */
  async update(
    session: Session,
    token: string,
    id: string,
    olds: Values,
    news: Values,
    patience: Patience,
  ): Promise<Values> {
    const mapping = this.#mapping(token);
    const changes = changedAttributes(token, toAttributes(mapping, olds), toAttributes(mapping, news));
    const target = { type: mapping.type, id: cloudId(mapping, id) };
    if (Object.keys(changes).length > 0) {
      await patiently(this.#cloud, patience, () =>
        this.#cloud.modify(session, target.type, target.id, changes),
      );
    }
    return toProperties(mapping, await untilReady(this.#cloud, session, target, patience), news);
  }

  /** Something that is gone already counts as deleted. @throws CloudError */
  async remove(session: Session, token: string, id: string, patience: Patience): Promise<void> {
    const mapping = this.#mapping(token);
    const target = { type: mapping.type, id: cloudId(mapping, id) };
    try {
      await patiently(this.#cloud, patience, () => this.#cloud.remove(session, target.type, target.id));
    } catch (error) {
      const { code } = this.#cloud.type(mapping.type).notFound;
      if (error instanceof CloudError && error.code === code) return;
      throw error;
    }
    await untilGone(this.#cloud, session, target, patience);
  }

  /** All resources of a type that exist, as far as the cloud shows them. */
  async list(session: Session, token: string, patience: Patience): Promise<ResourceState[]> {
    const mapping = this.#mappings.get(token);
    if (mapping === undefined) return [];
    const objects = await patiently(this.#cloud, patience, () => this.#cloud.search(session, mapping.type));
    const sealed = new Set(this.#cloud.type(mapping.type).sealed ?? []);
    return objects.map((object) => {
      const { id, properties } = stateOf(mapping, object, {});
      const shown = Object.entries(properties).filter(([name]) => !sealed.has(name));
      return { id, properties: Object.fromEntries(shown) };
    });
  }

  /** Names of the inputs of a type that the cloud doesn't show, so that nobody can look for them there. */
  hiddenInputs(token: string): string[] {
    const mapping = this.#mappings.get(token);
    if (mapping === undefined) return [];
    return [...(mapping.providerOnly ?? []), ...(this.#cloud.type(mapping.type).sealed ?? [])];
  }

  #mapping(token: string): Mapping {
    const mapping = this.#mappings.get(token);
    if (mapping === undefined) {
      throw new Error(`the sandbox has no ${token}; its types are listed in sandbox/plugin/*/mappings.ts`);
    }
    return mapping;
  }
}

function stateOf(mapping: Mapping, object: CloudObject, inputs: Values): ResourceState {
  return {
    id: mapping.idOf ? mapping.idOf(object) : object.id,
    properties: toProperties(mapping, object, inputs),
  };
}

function cloudId(mapping: Mapping, id: string): string {
  return mapping.cloudIdOf ? mapping.cloudIdOf(id) : id;
}

/** Attributes that differ; null takes one away, unless the cloud would compute it anyway. */
function changedAttributes(token: string, olds: Attributes, news: Attributes): Record<string, Value> {
  const facts = factsOf(token) ?? {};
  const changes: Record<string, Value> = {};
  for (const name of new Set([...Object.keys(olds), ...Object.keys(news)])) {
    const property = own(facts, name);
    const after = own(news, name);
    if (sameProperty(property, own(olds, name), after)) continue;
    if (after !== undefined) changes[name] = after;
    else if (property?.computed !== true) changes[name] = null;
  }
  return changes;
}
