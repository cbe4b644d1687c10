import { setTimeout as sleep } from "node:timers/promises";
import type { Answer, ApiServer } from "./api-server.ts";

const MERGE = "application/merge-patch+json";
const PAUSE_MS = 150;

interface Found {
  readonly metadata: {
    readonly name: string;
    readonly generation?: number;
    readonly deletionTimestamp?: string;
    readonly finalizers?: readonly string[];
  };
  readonly spec?: { readonly replicas?: number; readonly finalizers?: readonly string[] };
  readonly status?: { readonly observedGeneration?: number; readonly conditions?: readonly unknown[] };
}

/** Finalizers that Kubernetes' own controllers take off. */
const OWN_FINALIZERS: ReadonlySet<string> = new Set(["foregroundDeletion", "kubernetes.io/pvc-protection"]);

/** Kinds of a namespace whose objects a garbage collector lets go. */
const COLLECTED = [
  "/apis/apps/v1/deployments",
  "/apis/batch/v1/jobs",
  "/api/v1/services",
  "/api/v1/configmaps",
  "/api/v1/secrets",
  "/api/v1/persistentvolumeclaims",
];

/**
 * Stands in for the controllers of a cluster, as far as one namespace's objects can tell: pods become available, jobs
 * complete, what is deleted goes. A kube-apiserver alone does none of it.
 */
export class Controllers {
  /** Names of Deployments that nobody works on. */
  readonly idle = new Set<string>();
  readonly #server: ApiServer;
  readonly #namespace: string;
  #stopped = false;
  readonly #running: Promise<void>;

  constructor(server: ApiServer, namespace: string) {
    this.#server = server;
    this.#namespace = namespace;
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    for (; !this.#stopped; await sleep(PAUSE_MS)) {
      await this.#rollOut();
      await this.#completeJobs();
      for (const path of COLLECTED) await this.#collect(this.#in(path));
      await this.#collect("/apis/storage.k8s.io/v1/storageclasses");
      await this.#endNamespace();
    }
  }

  async #rollOut(): Promise<void> {
    for (const { metadata, spec, status } of await this.#all(this.#in("/apis/apps/v1/deployments"))) {
      if (this.idle.has(metadata.name) || status?.observedGeneration === metadata.generation) continue;
      const replicas = spec?.replicas ?? 1;
      await this.#setStatus("/apis/apps/v1/deployments", metadata.name, {
        observedGeneration: metadata.generation,
        replicas,
        updatedReplicas: replicas,
        readyReplicas: replicas,
        availableReplicas: replicas,
      });
    }
  }

  async #completeJobs(): Promise<void> {
    const now = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    for (const { metadata, status } of await this.#all(this.#in("/apis/batch/v1/jobs"))) {
      if (metadata.deletionTimestamp || status?.conditions?.length) continue;
      const condition = (type: string) => ({ type, status: "True", lastTransitionTime: now });
      await this.#setStatus("/apis/batch/v1/jobs", metadata.name, {
        startTime: now,
        completionTime: now,
        succeeded: 1,
        conditions: [condition("SuccessCriteriaMet"), condition("Complete")],
      });
    }
  }

  /** What nothing holds any more goes. */
  async #collect(collection: string): Promise<void> {
    for (const { metadata } of await this.#all(collection)) {
      const { finalizers = [], deletionTimestamp, name } = metadata;
      if (deletionTimestamp === undefined || !finalizers.some((one) => OWN_FINALIZERS.has(one))) continue;
      const left = finalizers.filter((one) => !OWN_FINALIZERS.has(one));
      await this.#server.ask("PATCH", `${collection}/${name}`, MERGE, {
        metadata: { finalizers: left },
      });
    }
  }

  async #endNamespace(): Promise<void> {
    const path = `/api/v1/namespaces/${this.#namespace}`;
    const { body } = await this.#server.ask("GET", path);
    const { metadata, spec } = body as unknown as Found;
    if (metadata?.deletionTimestamp === undefined || !spec?.finalizers?.length) return;
    await this.#server.ask("PUT", `${path}/finalize`, "application/json", {
      ...body,
      spec: { finalizers: [] },
    });
    await this.#server.ask("PATCH", path, MERGE, { metadata: { finalizers: null } });
  }

  async #all(collection: string): Promise<readonly Found[]> {
    const { body } = await this.#server.ask("GET", collection);
    return (body as { items?: readonly Found[] }).items ?? [];
  }

  async #setStatus(collection: string, name: string, status: object): Promise<void> {
    const answer: Answer = await this.#server.ask("PATCH", `${this.#in(collection)}/${name}/status`, MERGE, {
      status,
    });
    // Gone meanwhile is gone.
    if (answer.status >= 300 && answer.status !== 404) throw new Error(`${name}: ${answer.body.message}`);
  }

  #in(collection: string): string {
    const cut = collection.lastIndexOf("/");
    return `${collection.slice(0, cut)}/namespaces/${this.#namespace}${collection.slice(cut)}`;
  }
}
