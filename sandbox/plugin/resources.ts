import { randomUUID } from "node:crypto";
import type { Cloud, Session } from "../cloud/cloud.ts";
import type { Attributes, CloudObject, Value } from "../cloud/object.ts";
import {
  changesBetween,
  checkInputs,
  factsOf,
  isAbsent,
  own,
  sameProperty,
  UNKNOWN,
  withDefaults,
} from "../facts/facts.ts";
import type { Mapping } from "./mapping.ts";
import { nameIsTaken, withName } from "./naming.ts";
import { type Patience, patiently, untilReady, untilRemoved } from "./patience.ts";
import {
  type Checked,
  compared,
  type Difference,
  onceMade,
  type ResourceState,
  type ResourceWork,
} from "./resource-work.ts";
import { inputsNow, inputsOfImported, toAttributes, toProperties } from "./translate.ts";
import type { Values } from "./wire.ts";

/**
 * A provider's work on its resource types: checks by the facts, everything else by the cloud. Knows nothing of the
 * protocol by which it is asked.
 */
export class Resources implements ResourceWork {
  readonly #cloud: Cloud;
  readonly #mappings: ReadonlyMap<string, Mapping>;

  constructor(cloud: Cloud, mappings: readonly Mapping[]) {
    this.#cloud = cloud;
    this.#mappings = new Map(mappings.map((mapping) => [mapping.token, mapping]));
  }

  check(token: string, logicalName: string, olds: Values, news: Values, seed: Uint8Array): Checked {
    this.#mapping(token);
    const inputs = withDefaults(token, withName(token, logicalName, olds, news, seed));
    return { inputs, problems: checkInputs(token, inputs) };
  }

  diff(
    token: string,
    logicalName: string,
    olds: Values,
    news: Values,
    ignored: readonly string[] = [],
  ): Difference {
    return {
      changes: compared(changesBetween(token, olds, news), ignored),
      deleteBeforeReplace: nameIsTaken(token, logicalName, olds, news),
    };
  }

  /** What the cloud fills in isn't known. */
  planned(_session: Session, token: string, inputs: Values): Values {
    const { synonyms = {} } = this.#mapping(token);
    const computed = Object.entries(factsOf(token) ?? {})
      .filter(([name, property]) => property.computed === true && isAbsent(own(inputs, name)))
      .map(([name]) => [name, own(inputs, own(synonyms, name) ?? name) ?? UNKNOWN]);
    return { ...inputs, ...Object.fromEntries(computed) };
  }

  plannedUpdate(_session: Session, _token: string, _id: string, state: Values, news: Values): Values {
    return { ...state, ...news };
  }

  async create(session: Session, token: string, inputs: Values, patience: Patience): Promise<ResourceState> {
    const mapping = this.#mapping(token);
    const attributes = toAttributes(mapping, inputs);
    // The same for every try: a try whose answer got lost has made it already.
    const clientToken = randomUUID();
    const made = await patiently(this.#cloud, patience, () =>
      this.#cloud.create(session, mapping.type, attributes, clientToken),
    );
    return onceMade(stateOf(mapping, made, inputs), inputs, async () =>
      stateOf(mapping, await untilReady(this.#cloud, session, made, patience), inputs),
    );
  }

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

  async remove(session: Session, token: string, id: string, patience: Patience): Promise<void> {
    const mapping = this.#mapping(token);
    await untilRemoved(this.#cloud, session, { type: mapping.type, id: cloudId(mapping, id) }, patience);
  }

  async list(session: Session, token: string, patience: Patience): Promise<ResourceState[]> {
    const mapping = this.#mappings.get(token);
    if (mapping === undefined) return [];
    const objects = await patiently(this.#cloud, patience, () => this.#cloud.search(session, mapping.type));
    const sealed = new Set(this.#cloud.type(mapping.type).sealed ?? []);
    // Everything by each of its names: whoever lists looks for what a request has made, and a request says all of it.
    const { ignored: _, older: __, ...whole } = mapping;
    return objects.map((object) => {
      const { id, properties } = stateOf(whole, object, {});
      const shown = Object.entries(properties).filter(([name]) => !sealed.has(name));
      return { id, properties: Object.fromEntries(shown) };
    });
  }

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
