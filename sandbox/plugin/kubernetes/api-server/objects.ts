import { setTimeout as sleep } from "node:timers/promises";
import { textAt } from "../../../cloud/kubernetes/read.ts";
import type { Attributes } from "../../../cloud/object.ts";
import type { Values } from "../../wire.ts";
import { fieldsOf } from "../inputs.ts";
import { splitKindId } from "../tokens.ts";
import type { Propagation } from "./annotations.ts";
import type { Call, Connection } from "./connection.ts";
import { type ApiKind, Kinds } from "./kinds.ts";
import type { ClusterLook } from "./readiness.ts";
import { ApiRefusal } from "./refusal.ts";

/** Where an object stands. */
export interface Placed {
  /** `apiVersion/kind`. */
  readonly kindId: string;
  /** Of no meaning for kinds without namespaces. */
  readonly namespace: string;
  readonly name: string;
}

export interface ApplyOptions {
  /** By whose name the fields are owned. */
  readonly manager: string;
  /** Takes over what others own. */
  readonly force: boolean;
  /** Only asks what would become of it. */
  readonly dryRun?: boolean;
}

/** Objects a page: what kubectl asks for. */
const PAGE = "500";
/** A kind or a namespace that was made a moment ago may not be served yet: tries, with twice the pause each time. */
const TRIES = 5;
const FIRST_PAUSE_MS = 250;

/** The objects of an API server, and what is done with one. */
export class ApiObjects {
  readonly kinds: Kinds;
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.kinds = new Kinds(connection);
  }

  /** An object; undefined when there is none, or no such kind. */
  async get(at: Placed, signal: AbortSignal): Promise<Values | undefined> {
    const kind = await this.kinds.find(at.kindId, signal);
    if (kind === undefined) return undefined;
    return this.#ifFound(this.#connection.ask({ method: "GET", path: pathOf(kind, at) }, signal));
  }

  /** All objects of a kind, of one namespace or of all, with these labels. */
  async all(
    kindId: string,
    namespace: string | undefined,
    labels: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Values[]> {
    const kind = await this.kinds.find(kindId, signal);
    if (kind === undefined) return [];
    const labelSelector = Object.entries(labels)
      .map((pair) => pair.join("="))
      .join(",");
    const found: Values[] = [];
    let next = "";
    do {
      const query = { limit: PAGE, ...(labelSelector && { labelSelector }), ...(next && { continue: next }) };
      const answer = await this.#connection.ask({ method: "GET", path: kind.path(namespace), query }, signal);
      const { items = [], metadata = {} } = answer as { items?: Values[]; metadata?: { continue?: string } };
      found.push(...items.map((item) => ({ ...splitKindId(kindId), ...item })));
      next = metadata.continue ?? "";
    } while (next !== "");
    return found;
  }

  /**
   * Server-side apply: makes an object, or changes the fields that are given. A field that its kind doesn't have is
   * refused.
   * @returns the object; undefined when there is no such kind
   * @throws Error with whose the fields are when others own some; ApiRefusal
   */
  async apply(
    at: Placed,
    inputs: Values,
    { manager, force, dryRun = false }: ApplyOptions,
    signal: AbortSignal,
  ): Promise<Values | undefined> {
    const kind = await this.kinds.find(at.kindId, signal);
    if (kind === undefined) return undefined;
    const call: Call = {
      method: "PATCH",
      type: "application/apply-patch+yaml",
      path: pathOf(kind, at),
      query: {
        fieldManager: manager,
        fieldValidation: "Strict",
        force: String(force),
        ...(dryRun && { dryRun: "All" }),
      },
      body: fieldsOf(inputs),
    };
    try {
      return await this.#connection.ask(call, signal);
    } catch (error) {
      throw error instanceof ApiRefusal && error.conflicts().length > 0 ? conflictOf(manager, error) : error;
    }
  }

  /**
   * The same for good, and with patience for a kind or a namespace that was made a moment ago.
   * @throws Error when there is no such kind after all; as `apply` does
   */
  async applyOnceThere(
    at: Placed,
    inputs: Values,
    options: Omit<ApplyOptions, "dryRun">,
    signal: AbortSignal,
  ): Promise<Values> {
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt === TRIES;
      try {
        const applied = await this.apply(at, inputs, options, signal);
        if (applied !== undefined) return applied;
        if (isLast) throw noSuchKind(at.kindId);
      } catch (error) {
        if (isLast || !(error instanceof ApiRefusal) || !error.isNotFound()) throw error;
      }
      await sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1), undefined, { signal });
    }
  }

  /** Begins the deletion of the one object that has this uid, and of no later one of its name. */
  async remove(at: Placed, uid: string, propagation: Propagation, signal: AbortSignal): Promise<void> {
    const kind = await this.kinds.find(at.kindId, signal);
    if (kind === undefined) return;
    const body = {
      apiVersion: "v1",
      kind: "DeleteOptions",
      propagationPolicy: propagation,
      preconditions: { uid },
    };
    await this.#ifFound(this.#connection.ask({ method: "DELETE", path: pathOf(kind, at), body }, signal));
  }

  /** What may be looked at beside an object. */
  look(signal: AbortSignal): ClusterLook {
    return {
      get: async (kindId, namespace = "", name) =>
        (await this.get({ kindId, namespace, name }, signal)) as Attributes | undefined,
      all: async (kindId, namespace, labels) =>
        (await this.all(kindId, namespace, labels, signal)) as Attributes[],
    };
  }

  async #ifFound<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof ApiRefusal && error.isNotFound()) return undefined;
      throw error;
    }
  }
}

function pathOf(kind: ApiKind, { namespace, name }: Placed): string {
  return kind.path(kind.namespaced ? namespace : undefined, name);
}

function conflictOf(manager: string, refusal: ApiRefusal): Error {
  return new Error(
    `Server-Side Apply field conflict detected: others own what ${JSON.stringify(manager)} would set: ${refusal.conflicts().join(", ")}; the annotation pulumi.com/patchForce: "true" takes the fields over`,
    { cause: refusal },
  );
}

function noSuchKind(kindId: string): Error {
  const { apiVersion, kind } = splitKindId(kindId);
  return new Error(
    `no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}: the API server has none; is its CustomResourceDefinition made before it?`,
  );
}

/** An object in messages: `Deployment "api"`. */
export function called({ kindId, name }: Placed): string {
  return `${splitKindId(kindId).kind} ${JSON.stringify(name)}`;
}

/** What tells an object from a later one of its name. */
export function uidOf(object: Values): string {
  return textAt(object as Attributes, "metadata", "uid");
}
