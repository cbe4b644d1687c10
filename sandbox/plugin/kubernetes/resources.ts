import { createHash, randomUUID } from "node:crypto";
import type { Cloud, Session } from "../../cloud/cloud.ts";
import { CloudError } from "../../cloud/cloud-error.ts";
import { listAt, recordAt, textAt } from "../../cloud/kubernetes/read.ts";
import { kindOf } from "../../cloud/kubernetes/types.ts";
import type { Attributes, CloudObject, Value } from "../../cloud/object.ts";
import { type InputProblem, UNKNOWN } from "../../facts/facts.ts";
import { type Patience, patiently, untilGone, untilReady } from "../patience.ts";
import { type Difference, HalfMade, type ResourceState, type ResourceWork } from "../resources.ts";
import type { Values } from "../wire.ts";
import { changesOf } from "./changes.ts";
import { kindIdOf, splitKindId } from "./tokens.ts";

/** The annotation by which Pulumi's provider remembers that it made a name up. */
const AUTONAMED = "pulumi.com/autonamed";
const SUFFIX_LENGTH = 8;
/** What the store has and no Kubernetes object. */
const OURS: ReadonlySet<string> = new Set(["namespace", "name", "phase"]);

/** Pulumi's Kubernetes provider on the API servers of a sandbox: objects by their API version, kind, namespace and name. */
export class KubernetesResources implements ResourceWork {
  readonly #cloud: Cloud;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  check(
    token: string,
    logicalName: string,
    olds: Values,
    news: Values,
    seed: Uint8Array,
  ): { readonly inputs: Values; readonly problems: readonly InputProblem[] } {
    const id = this.#known(token);
    const metadata = asRecord(news.metadata);
    const namespaced = kindOf(id)?.namespaced === true;
    const named = metadata.name === undefined ? autonamed(logicalName, olds, metadata, seed) : metadata;
    const placed = namespaced && named.namespace === undefined ? { ...named, namespace: "default" } : named;
    return { inputs: { ...splitKindId(id), ...news, metadata: placed }, problems: [] };
  }

  diff(token: string, _logicalName: string, olds: Values, news: Values): Difference {
    const changes = changesOf(kindIdOf(token), olds, news);
    const before = asRecord(olds.metadata);
    const after = asRecord(news.metadata);
    const isMadeUp = asRecord(after.annotations)[AUTONAMED] === "true";
    return {
      changes,
      // Two objects of a name can't be: the old one goes first, unless the name is made up anew.
      deleteBeforeReplace: !isMadeUp && before.name === after.name && before.namespace === after.namespace,
    };
  }

  planned(_token: string, inputs: Values): Values {
    return inputs;
  }

  async create(session: Session, token: string, inputs: Values, patience: Patience): Promise<ResourceState> {
    const id = this.#known(token);
    const clientToken = randomUUID();
    const wanted = attributesOf(inputs);
    const made = await this.#said(() => this.#applied(session, id, wanted, clientToken, patience));
    try {
      return stateOf(id, await this.#untilWell(session, made, patience), inputs);
    } catch (error) {
      throw new HalfMade(stateOf(id, made, inputs), inputs, error);
    }
  }

  async read(
    session: Session,
    token: string,
    id: string,
    inputs: Values,
    patience: Patience,
  ): Promise<(ResourceState & { readonly inputs: Values }) | undefined> {
    const kind = this.#known(token);
    const target = targetOf(session, kind, id);
    const object = await patiently(this.#cloud, patience, () =>
      this.#cloud.describe(session, target.type, target.id),
    );
    if (object === undefined) return undefined;
    const state = stateOf(kind, object, inputs);
    const isImport = Object.keys(inputs).length === 0;
    return {
      ...state,
      inputs: isImport ? importedInputs(state.properties) : overlaid(inputs, state.properties),
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
    const kind = this.#known(token);
    const target = targetOf(session, kind, id);
    const before = attributesOf(olds);
    const after = attributesOf(news);
    const changes: Record<string, Value> = {};
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (JSON.stringify(before[name]) !== JSON.stringify(after[name])) changes[name] = after[name] ?? null;
    }
    if (Object.keys(changes).length > 0) {
      const live = await this.#cloud.describe(session, target.type, target.id);
      // What others own stays: an address, a number of pods.
      if (changes.spec) changes.spec = { ...serverOwned(kind, live), ...recordAt(changes.spec) };
      await this.#said(() =>
        patiently(this.#cloud, patience, () => this.#cloud.modify(session, target.type, target.id, changes)),
      );
    }
    const object = await untilReady(this.#cloud, session, target, patience);
    try {
      return stateOf(kind, await this.#untilWell(session, object, patience), news).properties;
    } catch (error) {
      throw new HalfMade(stateOf(kind, object, news), news, error);
    }
  }

  async remove(session: Session, token: string, id: string, patience: Patience): Promise<void> {
    const target = targetOf(session, this.#known(token), id);
    try {
      await patiently(this.#cloud, patience, () => this.#cloud.remove(session, target.type, target.id));
    } catch (error) {
      if (error instanceof CloudError && error.code === "NotFound") return;
      throw error;
    }
    await untilGone(this.#cloud, session, target, patience);
  }

  async list(session: Session, token: string, patience: Patience): Promise<ResourceState[]> {
    const kind = this.#known(token);
    const objects = await patiently(this.#cloud, patience, () =>
      this.#cloud.search(session, `kubernetes:${kind}`),
    );
    return objects.map((object) => stateOf(kind, object, {}));
  }

  hiddenInputs(): string[] {
    return ["stringData"];
  }

  /** Server-side apply: makes an object, or takes over one that is there already. */
  async #applied(
    session: Session,
    id: string,
    wanted: Attributes,
    clientToken: string,
    patience: Patience,
  ): Promise<CloudObject> {
    const type = `kubernetes:${id}`;
    try {
      return await patiently(this.#cloud, patience, () =>
        this.#cloud.create(session, type, wanted, clientToken),
      );
    } catch (error) {
      if (!(error instanceof CloudError) || error.code !== "AlreadyExists") throw error;
      const names = [session.region, wanted.namespace, wanted.name].filter((part) => part !== undefined);
      return patiently(this.#cloud, patience, () =>
        this.#cloud.modify(session, type, names.join(" "), wanted),
      );
    }
  }

  /** Waits until an object is ready and, of a Deployment, until its pods are. @throws Error with what keeps them */
  async #untilWell(session: Session, object: CloudObject, patience: Patience): Promise<CloudObject> {
    const ready = await untilReady(this.#cloud, session, object, patience);
    const failure = listAt(ready.attributes, "status", "conditions").find(
      ({ type }) => type === "ReplicaFailure",
    );
    if (failure === undefined) return ready;
    const { kind, name } = { kind: textAt(ready.attributes, "kind"), name: textAt(ready.attributes, "name") };
    throw new Error(
      `${kind} ${JSON.stringify(name)} was made and did not become available: Minimum number of live Pods was not attained: ${textAt(failure, "message")}`,
    );
  }

  #known(token: string): string {
    const id = kindIdOf(token);
    if (kindOf(id) !== undefined) return id;
    const { apiVersion, kind } = splitKindId(id);
    throw new Error(
      `no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}; kinds of the sandbox are listed in tools/kubernetes-facts/sources.ts`,
    );
  }

  /** A refusal as Pulumi's provider tells it: the API server's own words. */
  async #said<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof CloudError) throw new Error(`${error.code}: ${error.message}`, { cause: error });
      throw error;
    }
  }
}

/** A name of the logical one and eight hexadecimal digits; one that it got before stays. */
function autonamed(logicalName: string, olds: Values, metadata: Values, seed: Uint8Array): Values {
  const before = asRecord(olds.metadata);
  const annotations = { ...asRecord(metadata.annotations), [AUTONAMED]: "true" };
  if (asRecord(before.annotations)[AUTONAMED] === "true")
    return { ...metadata, name: before.name, annotations };
  const suffix = createHash("sha256").update(seed).update(logicalName).digest("hex").slice(0, SUFFIX_LENGTH);
  return { ...metadata, name: `${logicalName}-${suffix}`, annotations };
}

function attributesOf(inputs: Values): Attributes {
  const metadata = asRecord(inputs.metadata);
  const own = Object.fromEntries(
    Object.entries(inputs).filter(([name, value]) => !name.startsWith("__") && value !== undefined),
  ) as Attributes;
  return {
    ...own,
    name: String(metadata.name),
    ...(metadata.namespace === undefined ? {} : { namespace: String(metadata.namespace) }),
  };
}

function targetOf(
  session: Session,
  kind: string,
  id: string,
): { readonly type: string; readonly id: string } {
  return { type: `kubernetes:${kind}`, id: [session.region, ...id.split("/")].join(" ") };
}

function stateOf(kind: string, { attributes }: CloudObject, inputs: Values): ResourceState {
  const namespace = textAt(attributes, "namespace");
  const name = textAt(attributes, "name");
  const shown = Object.fromEntries(
    Object.entries(attributes).filter(([key, value]) => !OURS.has(key) && value !== null),
  );
  return {
    id: namespace === "" ? name : `${namespace}/${name}`,
    // A Secret's values come back as they were given, so that the engine marks them as the secrets that they are.
    properties:
      kind === "v1/Secret"
        ? { ...shown, ...Object.fromEntries(["data", "stringData"].map((key) => [key, inputs[key]])) }
        : shown,
  };
}

/** The inputs with the values that the API server has in the same fields: a field that nobody gave is others' business. */
function overlaid(given: Values, live: Values): Values {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      name.startsWith("__") ? value : inside(value, live[name]),
    ]),
  );
}

function inside(given: unknown, live: unknown): unknown {
  if (live === undefined || live === null)
    return given === UNKNOWN ? given : live === undefined ? given : null;
  if (Array.isArray(given) && Array.isArray(live)) {
    return given.length === live.length ? given.map((item, index) => inside(item, live[index])) : live;
  }
  if (isRecord(given) && isRecord(live)) return overlaid(given, live);
  return live;
}

const SERVERS = ["status"] as const;
const SERVERS_METADATA = ["uid", "resourceVersion", "creationTimestamp", "generation"] as const;

function importedInputs(properties: Values): Values {
  const without = (record: Values, names: readonly string[]): Values =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
  return {
    ...without(properties, SERVERS),
    metadata: without(asRecord(properties.metadata), SERVERS_METADATA),
  };
}

function serverOwned(kind: string, live: CloudObject | undefined): Attributes {
  const spec = recordAt(live?.attributes, "spec");
  const names = { "v1/Service": ["clusterIP"], "apps/v1/Deployment": ["replicas"] }[kind] ?? [];
  return Object.fromEntries(
    names.filter((name) => spec[name] !== undefined).map((name) => [name, spec[name] ?? null]),
  );
}

function asRecord(value: unknown): Values {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
