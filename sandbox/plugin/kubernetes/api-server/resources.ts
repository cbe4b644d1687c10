import { isDeepStrictEqual } from "node:util";
import type { Session } from "../../../cloud/cloud.ts";
import type { Patience } from "../../patience.ts";
import {
  type Checked,
  type Difference,
  onceMade,
  type ResourceState,
  type ResourceWork,
} from "../../resource-work.ts";
import type { Values } from "../../wire.ts";
import { differenceOf } from "../changes.ts";
import { asRecord, completeInputs, suffixOf } from "../inputs.ts";
import { importedInputs, liveInputs } from "../live-inputs.ts";
import { kindIdOf } from "../tokens.ts";
import { wishesOf } from "./annotations.ts";
import { Connection } from "./connection.ts";
import { withIgnored } from "./ignored-fields.ts";
import { readKubeconfig } from "./kubeconfig.ts";
import { propertiesOf, stateOf, withTexts } from "./object-state.ts";
import { ApiObjects, type Placed, uidOf } from "./objects.ts";
import { hasUnknown, plannedObject } from "./planned.ts";
import { ApiRefusal } from "./refusal.ts";
import { untilGone, untilReady } from "./waiting.ts";

/** Where a resource's inputs say by which name its fields are owned: the same as long as it lives. */
const FIELD_MANAGER = "__fieldManager";
/** A name that a dry run goes under must not be too long for a label. */
const LONGEST_BASE = 55;
/** A check asks the server once, for a kind. */
const CHECK_MS = 60_000;

/**
 * Pulumi's Kubernetes provider on a real API server, by server-side apply. All clusters of a program are this one: whose
 * kubeconfig a provider resource has doesn't matter.
 */
export class ApiServerResources implements ResourceWork {
  readonly #objects: ApiObjects;
  /** Where objects stand for which nobody says a namespace. */
  readonly #namespace: string;

  constructor(objects: ApiObjects, namespace: string) {
    this.#objects = objects;
    this.#namespace = namespace;
  }

  async check(
    token: string,
    logicalName: string,
    olds: Values,
    news: Values,
    seed: Uint8Array,
  ): Promise<Checked> {
    const id = kindIdOf(token);
    const kind = await this.#objects.kinds.find(id, AbortSignal.timeout(CHECK_MS));
    const namespace = kind?.namespaced ? this.#namespace : undefined;
    const manager =
      wishesOf(news).fieldManager ??
      olds[FIELD_MANAGER] ??
      `pulumi-kubernetes-${suffixOf(`${token} ${logicalName}`, seed)}`;
    const inputs = completeInputs(id, news, { logicalName, olds, seed }, namespace);
    return { inputs: { ...inputs, [FIELD_MANAGER]: manager }, problems: [] };
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

  /** The server's answer to a dry run, with what it refuses. What can't be asked yet is as the inputs say. */
  async planned(_session: Session, token: string, inputs: Values, { signal }: Patience): Promise<Values> {
    const id = kindIdOf(token);
    if (hasUnknown(inputs)) return inputs;
    const at = placedBy(id, inputs, this.#namespace);
    // Always by force, as Pulumi's provider does: what is replaced owns these fields until it is gone.
    const attempt = (name: string): Promise<Values | undefined> =>
      this.#dryRun({ ...at, name }, renamed(inputs, name), signal);
    try {
      const answer = await attempt(at.name).catch((error: unknown) => {
        // A replacement: the old one is still there, and only under another name can the new one be tried.
        if (error instanceof ApiRefusal && error.isOfImmutableField())
          return attempt(`${at.name.slice(0, LONGEST_BASE)}-preview`);
        throw error;
      });
      return answer === undefined ? inputs : propertiesOf(id, plannedObject(id, answer, inputs), inputs);
    } catch (error) {
      // The same update may make the namespace; and who may make objects may not be allowed to try.
      if (error instanceof ApiRefusal && (error.isOfMissingNamespace() || error.isOfMissingRights())) {
        return inputs;
      }
      throw error;
    }
  }

  async plannedUpdate(
    _session: Session,
    token: string,
    id: string,
    state: Values,
    news: Values,
    { signal }: Patience,
    ignored: readonly string[] = [],
  ): Promise<Values> {
    const kindId = kindIdOf(token);
    const unasked = { ...state, ...news };
    if (hasUnknown(news)) return unasked;
    const at = placedById(kindId, id, this.#namespace);
    try {
      const options = { manager: managerOf(news), force: wishesOf(news).patchForce, dryRun: true };
      const answer = await this.#objects.apply(
        at,
        await this.#withIgnored(at, news, ignored, signal),
        options,
        signal,
      );
      return answer === undefined ? unasked : propertiesOf(kindId, answer, news);
    } catch (error) {
      if (error instanceof ApiRefusal && error.isOfMissingRights()) return unasked;
      throw error;
    }
  }

  /** One that is there already is taken over, as far as nobody else owns its fields. */
  async create(_session: Session, token: string, inputs: Values, patience: Patience): Promise<ResourceState> {
    const kindId = kindIdOf(token);
    const at = placedBy(kindId, inputs, this.#namespace);
    const made = await this.#applied(at, inputs, patience);
    return onceMade(stateOf(kindId, made, inputs), inputs, async () =>
      stateOf(kindId, await this.#untilReady(at, made, inputs, patience), inputs),
    );
  }

  async read(
    _session: Session,
    token: string,
    id: string,
    inputs: Values,
    { signal }: Patience,
  ): Promise<(ResourceState & { readonly inputs: Values }) | undefined> {
    const kindId = kindIdOf(token);
    const at = placedById(kindId, id, this.#namespace);
    const live = await this.#objects.get(at, signal);
    if (live === undefined) return undefined;
    const now =
      Object.keys(inputs).length === 0
        ? importedInputs(propertiesOf(kindId, live, live))
        : await this.#inputsNow(at, inputs, live, signal);
    return { ...stateOf(kindId, live, now), inputs: now };
  }

  async update(
    _session: Session,
    token: string,
    id: string,
    _olds: Values,
    news: Values,
    patience: Patience,
    ignored: readonly string[] = [],
  ): Promise<Values> {
    const kindId = kindIdOf(token);
    const at = placedById(kindId, id, this.#namespace);
    const wanted = await this.#withIgnored(at, news, ignored, patience.signal);
    const changed = await this.#applied(at, wanted, patience);
    return onceMade(stateOf(kindId, changed, news), news, async () => {
      const ready = await this.#untilReady(at, changed, news, patience);
      return stateOf(kindId, ready, news).properties;
    });
  }

  async remove(_session: Session, token: string, id: string, patience: Patience): Promise<void> {
    const at = placedById(kindIdOf(token), id, this.#namespace);
    const live = await this.#objects.get(at, patience.signal);
    if (live === undefined) return;
    const { propagation, skipAwait } = wishesOf(live);
    const uid = uidOf(live);
    await this.#objects.remove(at, uid, propagation, patience.signal);
    if (!skipAwait) await untilGone(this.#objects, at, uid, patience);
  }

  async list(_session: Session, token: string, { signal }: Patience): Promise<ResourceState[]> {
    const kindId = kindIdOf(token);
    const objects = await this.#objects.all(kindId, undefined, {}, signal);
    return objects.map((object) => stateOf(kindId, object, {}));
  }

  hiddenInputs(): string[] {
    return ["stringData", FIELD_MANAGER];
  }

  #applied(at: Placed, inputs: Values, { signal }: Patience): Promise<Values> {
    const options = { manager: managerOf(inputs), force: wishesOf(inputs).patchForce };
    return this.#objects.applyOnceThere(at, inputs, options, signal);
  }

  #untilReady(at: Placed, made: Values, inputs: Values, patience: Patience): Promise<Values> {
    return wishesOf(inputs).skipAwait ? Promise.resolve(made) : untilReady(this.#objects, at, made, patience);
  }

  async #withIgnored(
    at: Placed,
    inputs: Values,
    ignored: readonly string[],
    signal: AbortSignal,
  ): Promise<Values> {
    const live = ignored.length === 0 ? undefined : await this.#objects.get(at, signal);
    return live === undefined ? inputs : withIgnored(inputs, live, managerOf(inputs), ignored);
  }

  /** What the server would have by these inputs, whoever owns the fields now. */
  #dryRun(at: Placed, inputs: Values, signal: AbortSignal): Promise<Values | undefined> {
    return this.#objects.apply(at, inputs, { manager: managerOf(inputs), force: true, dryRun: true }, signal);
  }

  /** The inputs that would make an object as it is. */
  async #inputsNow(at: Placed, inputs: Values, object: Values, signal: AbortSignal): Promise<Values> {
    const live = withTexts(at.kindId, object, inputs);
    const found = liveInputs(inputs, live);
    if (isDeepStrictEqual(found, inputs)) return inputs;
    // Something differs, maybe only in its form: what would the server make of these inputs now?
    try {
      const normal = await this.#dryRun(at, inputs, signal);
      return normal === undefined ? found : liveInputs(inputs, live, withTexts(at.kindId, normal, inputs));
    } catch (error) {
      if (error instanceof ApiRefusal) return found;
      throw error;
    }
  }
}

/** The provider's work on the server that a kubeconfig's current context names. @throws Error with what is wrong in it */
export function apiServerOf(kubeconfig: string): ApiServerResources {
  const access = readKubeconfig(kubeconfig);
  return new ApiServerResources(new ApiObjects(new Connection(access)), access.namespace);
}

function placedBy(kindId: string, inputs: Values, namespace: string): Placed {
  const metadata = asRecord(inputs.metadata);
  return {
    kindId,
    namespace: typeof metadata.namespace === "string" ? metadata.namespace : namespace,
    name: String(metadata.name),
  };
}

/** @param id `namespace/name`, or a name */
function placedById(kindId: string, id: string, namespace: string): Placed {
  const [first = "", second] = id.split("/");
  return second === undefined
    ? { kindId, namespace, name: first }
    : { kindId, namespace: first, name: second };
}

function renamed(inputs: Values, name: string): Values {
  return { ...inputs, metadata: { ...asRecord(inputs.metadata), name } };
}

/** Resources of before the switch have no manager yet. */
function managerOf(inputs: Values): string {
  const manager = inputs[FIELD_MANAGER];
  return typeof manager === "string" ? manager : "pulumi-kubernetes";
}
