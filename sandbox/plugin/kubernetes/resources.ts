import { randomUUID } from "node:crypto";
import type { Cloud, Session } from "../../cloud/cloud.ts";
import { CloudError } from "../../cloud/cloud-error.ts";
import { listAt, recordAt, textAt } from "../../cloud/kubernetes/read.ts";
import { kindOf } from "../../cloud/kubernetes/types.ts";
import type { Attributes, CloudObject, Value } from "../../cloud/object.ts";
import { type Patience, patiently, untilReady, untilRemoved } from "../patience.ts";
import {
  type Checked,
  type Difference,
  onceMade,
  type ResourceState,
  type ResourceWork,
} from "../resource-work.ts";
import type { Values } from "../wire.ts";
import { differenceOf } from "./changes.ts";
import { asRecord, completeInputs, fieldsOf } from "./inputs.ts";
import { importedInputs, liveInputs } from "./live-inputs.ts";
import { kindIdOf, splitKindId } from "./tokens.ts";

/** What the store has and no Kubernetes object. */
const OURS: ReadonlySet<string> = new Set(["namespace", "name", "phase"]);

/** Pulumi's Kubernetes provider on the API servers of a sandbox: objects by their API version, kind, namespace and name. */
export class KubernetesResources implements ResourceWork {
  readonly #cloud: Cloud;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  check(token: string, logicalName: string, olds: Values, news: Values, seed: Uint8Array): Checked {
    const id = this.#known(token);
    const namespace = kindOf(id)?.namespaced === true ? "default" : undefined;
    return { inputs: completeInputs(id, news, { logicalName, olds, seed }, namespace), problems: [] };
  }

  diff(
    token: string,
    _logicalName: string,
    olds: Values,
    news: Values,
    ignored: readonly string[] = [],
  ): Difference {
    return differenceOf(kindIdOf(token), olds, news, ignored);
  }

  planned(_session: Session, _token: string, inputs: Values): Values {
    return inputs;
  }

  plannedUpdate(_session: Session, _token: string, _id: string, state: Values, news: Values): Values {
    return { ...state, ...news };
  }

  async create(session: Session, token: string, inputs: Values, patience: Patience): Promise<ResourceState> {
    const id = this.#known(token);
    const clientToken = randomUUID();
    const wanted = attributesOf(inputs);
    const made = await this.#said(() => this.#applied(session, id, wanted, clientToken, patience));
    return onceMade(stateOf(id, made, inputs), inputs, async () =>
      stateOf(id, await this.#untilWell(session, made, patience), inputs),
    );
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
      inputs: isImport ? importedInputs(state.properties) : liveInputs(inputs, state.properties),
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
    return onceMade(stateOf(kind, object, news), news, async () => {
      const ready = await this.#untilWell(session, object, patience);
      return stateOf(kind, ready, news).properties;
    });
  }

  async remove(session: Session, token: string, id: string, patience: Patience): Promise<void> {
    await untilRemoved(this.#cloud, session, targetOf(session, this.#known(token), id), patience);
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

function attributesOf(inputs: Values): Attributes {
  const metadata = asRecord(inputs.metadata);
  const own = fieldsOf(inputs) as Attributes;
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

function serverOwned(kind: string, live: CloudObject | undefined): Attributes {
  const spec = recordAt(live?.attributes, "spec");
  const names = { "v1/Service": ["clusterIP"], "apps/v1/Deployment": ["replicas"] }[kind] ?? [];
  return Object.fromEntries(
    names.filter((name) => spec[name] !== undefined).map((name) => [name, spec[name] ?? null]),
  );
}
