import { z } from "zod";
import { splitKindId } from "../tokens.ts";
import type { Connection } from "./connection.ts";
import { ApiRefusal } from "./refusal.ts";

/** A kind that an API server has. */
export interface ApiKind {
  /** `apiVersion/kind`, e.g. `apps/v1/Deployment`. */
  readonly id: string;
  readonly namespaced: boolean;
  /** Path of one object, or of all of them. */
  path(namespace: string | undefined, name?: string): string;
}

const RESOURCES = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
});

/** The kinds of an API server, asked for by group and version when first met. */
export class Kinds {
  readonly #connection: Connection;
  readonly #known = new Map<string, ApiKind>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** A kind; undefined as long as the server has none of that name: a definition may bring it later. */
  async find(id: string, signal: AbortSignal): Promise<ApiKind | undefined> {
    if (!this.#known.has(id)) await this.#learn(splitKindId(id).apiVersion, signal);
    return this.#known.get(id);
  }

  async #learn(apiVersion: string, signal: AbortSignal): Promise<void> {
    const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    try {
      const answer = await this.#connection.ask({ method: "GET", path: root }, signal);
      for (const { name, kind, namespaced } of RESOURCES.parse(answer).resources) {
        // `deployments/status` and the like are parts of others.
        if (name.includes("/")) continue;
        const id = `${apiVersion}/${kind}`;
        this.#known.set(id, { id, namespaced, path: pathIn(root, name) });
      }
    } catch (error) {
      if (!(error instanceof ApiRefusal) || !error.isNotFound()) throw error;
    }
  }
}

function pathIn(root: string, plural: string): ApiKind["path"] {
  return (namespace, name) =>
    [root, ...(namespace === undefined ? [] : ["namespaces", namespace]), plural, ...(name ? [name] : [])]
      .map((part, index) => (index === 0 ? part : encodeURIComponent(part)))
      .join("/");
}
