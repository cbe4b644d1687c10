import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { Job } from "@pulumi/kubernetes/batch/v1/job.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { PersistentVolumeClaim } from "@pulumi/kubernetes/core/v1/persistentVolumeClaim.js";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { Provider } from "@pulumi/kubernetes/provider.js";
import { StorageClass } from "@pulumi/kubernetes/storage/v1/storageClass.js";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KUBECONFIG_VARIABLE } from "../../sandbox/plugin/kubernetes/api-server/switch.ts";
import { startTrial, type Trial } from "../../tools/conformance/trial.ts";
import { cachedApiServer } from "../../tools/kubernetes-judges/cache.ts";
import { ApiServer } from "./api-server.ts";
import { Controllers } from "./controllers.ts";

const cached = cachedApiServer(process.env);
const missing = !cached
  ? "no kube-apiserver in the cache: npm run build:kubernetes-judges"
  : existsSync("/usr/bin/etcd")
    ? undefined
    : "no etcd: apt-get install etcd-server";

const NAMESPACE = "front";
const MERGE = "application/merge-patch+json";
const IN_FRONT = `/namespaces/${NAMESPACE}`;
const DEPLOYMENT = `/apis/apps/v1${IN_FRONT}/deployments/api`;
const SECRET = `/api/v1${IN_FRONT}/secrets/api`;
const SERVICE = `/api/v1${IN_FRONT}/services/api`;

/** What a step of the life says differently. */
interface Wishes {
  image?: string;
  app?: string;
  port?: number;
  misspelt?: boolean;
  annotations?: Record<string, string>;
  /** Where a step shall see the end of it. */
  patience?: pulumi.CustomTimeouts;
}
/** Longer than any controller needs on a machine that is busy. */
const PATIENT: pulumi.CustomTimeouts = { create: "2m", update: "2m", delete: "2m" };
let wishes: Wishes = {};

/** A little of everything that a server treats in its own way. */
async function program() {
  const {
    image = "registry.example.com/api:1",
    app = "api",
    port = 80,
    misspelt,
    annotations = {},
    patience,
  } = wishes;
  // The cluster is the sandbox's; the sandbox has the real server stand for it.
  const provider = new Provider("kubernetes", { kubeconfig: "server: https://cluster.internal:6443" });
  const top = { provider };
  const space = new Namespace("front", { metadata: { name: NAMESPACE } }, top);
  const inside = { provider, dependsOn: space };
  const metadata = { name: "api", namespace: NAMESPACE };
  const settings = new ConfigMap(
    "settings",
    { metadata: { namespace: NAMESPACE }, data: { MODE: "dev" } },
    inside,
  );
  new Secret("secret", { metadata, stringData: { PASSWORD: pulumi.secret("correct horse") } }, inside);
  const lazy = new StorageClass(
    "lazy",
    {
      metadata: { name: "lazy" },
      provisioner: "example.com/disk",
      volumeBindingMode: "WaitForFirstConsumer",
    },
    top,
  );
  new PersistentVolumeClaim(
    "pictures",
    {
      metadata: { ...metadata, name: "pictures" },
      spec: {
        storageClassName: lazy.metadata.name,
        accessModes: ["ReadWriteOnce"],
        resources: { requests: { storage: "1Gi" } },
      },
    },
    inside,
  );
  const container = {
    name: "api",
    image,
    // A server writes this as 1 and 0.5.
    resources: { requests: { cpu: "500m", memory: "1024Mi" }, limits: { cpu: "1000m" } },
    envFrom: [{ configMapRef: { name: settings.metadata.name } }],
    ...(misspelt && { imagePullPolice: "Always" }),
  };
  const deployment = new Deployment(
    "api",
    {
      metadata: { ...metadata, annotations },
      spec: {
        selector: { matchLabels: { app } },
        template: { metadata: { labels: { app } }, spec: { containers: [container] } },
      },
    },
    { ...inside, customTimeouts: { ...PATIENT, ...patience } },
  );
  const service = new Service(
    "api",
    { metadata: { ...metadata, annotations }, spec: { clusterIP: undefined, ports: [{ port }] } },
    inside,
  );
  new Job(
    "migrate",
    {
      metadata: { ...metadata, name: "migrate" },
      spec: {
        template: { spec: { restartPolicy: "Never", containers: [{ name: "migrate", image: "migrate:1" }] } },
      },
    },
    inside,
  );
  return {
    uid: deployment.metadata.uid,
    address: service.spec.clusterIP,
    settings: settings.metadata.name,
  };
}

/** The stack, its provider, and what the program makes. */
const RESOURCES = 2 + 8;

describe.skipIf(missing !== undefined)(
  `the sandbox's kubernetes on a real kube-apiserver${missing ? ` (${missing})` : ""}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), "hougu-front-"));
    let server: ApiServer;
    let controllers: Controllers;
    let trial: Trial;
    const up = () => trial.stack.up({ color: "never" });
    const preview = () => trial.stack.preview({ color: "never" });
    const refresh = () => trial.stack.refresh({ color: "never" });
    const destroy = () => trial.stack.destroy({ color: "never" });
    /** Another client changes an object, under its own name. */
    const edited = async (path: string, patch: object) => {
      const answer = await server.ask("PATCH", `${path}?fieldManager=kubectl-edit`, MERGE, patch);
      expect([answer.status, answer.body.message]).toEqual([200, undefined]);
    };
    const uidOf = async (path: string) => {
      const { body } = await server.ask("GET", path);
      return (body.metadata as { uid?: string } | undefined)?.uid;
    };

    beforeAll(async () => {
      if (!cached) return;
      server = await ApiServer.start(cached, folder);
      const kubeconfig = join(folder, "kubeconfig");
      writeFileSync(kubeconfig, server.kubeconfig());
      controllers = new Controllers(server, NAMESPACE);
      trial = await startTrial({
        judges: [],
        standIns: { providers: ["kubernetes"], vcenters: [] },
        stackName: "front",
        program,
        env: { [KUBECONFIG_VARIABLE]: kubeconfig },
      });
    });
    afterAll(async () => {
      await controllers?.stop();
      trial?.close();
      server?.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    });

    it("previews what isn't there yet, and makes nothing", async () => {
      const { changeSummary } = await preview();
      expect(changeSummary).toEqual({ create: RESOURCES });
      expect((await server.ask("GET", `/api/v1/namespaces/${NAMESPACE}`)).status).toBe(404);
    });

    it("keeps a Deployment whose pods don't come, and says what it waits for", async () => {
      controllers.idle.add("api");
      wishes = { patience: { create: "2s" } };
      await expect(up()).rejects.toThrow(
        /Deployment "api" was made and isn't ready after 2 s; it waits for its controller to see it/,
      );
      const { deployment } = await trial.stack.exportStack();
      const kept = (deployment.resources as { type: string; initErrors?: string[] }[]).find(
        ({ type }) => type === "kubernetes:apps/v1:Deployment",
      );
      expect(kept?.initErrors).toHaveLength(1);
    });

    it("has all of it once the pods run, as the server has it", async () => {
      controllers.idle.clear();
      wishes = {};
      const { outputs } = await up();
      expect(outputs).toMatchObject({
        uid: { value: await uidOf(DEPLOYMENT) },
        address: { value: expect.stringMatching(/^172\.21\./) },
        settings: { value: expect.stringMatching(/^settings-[0-9a-f]{8}$/) },
      });
      const { body } = await server.ask("GET", SECRET);
      expect(body.data).toEqual({ PASSWORD: Buffer.from("correct horse").toString("base64") });
    });

    it("keeps a secret's values sealed in the state, in either form", async () => {
      const state = readFileSync(join(trial.folder, "backend/.pulumi/stacks/hougu/front.json"), "utf8");
      expect(state).toContain("ciphertext");
      expect(state).not.toContain("correct horse");
      expect(state).not.toContain(Buffer.from("correct horse").toString("base64"));
    });

    it("has nothing to do the second time, and finds nothing changed", async () => {
      expect((await preview()).changeSummary).toEqual({ same: RESOURCES });
      // The first may still see a status that came after the last answer.
      await refresh();
      expect(Object.keys((await refresh()).summary.resourceChanges ?? {})).toEqual(["same"]);
      expect((await preview()).changeSummary).toEqual({ same: RESOURCES });
    });

    it("shows the server's refusal in the preview, before anything changes", async () => {
      wishes = { misspelt: true };
      await expect(preview()).rejects.toThrow(/imagePullPolice: field not declared in schema/);
      wishes = { port: 70_000 };
      await expect(preview()).rejects.toThrow(/spec\.ports\[0\]\.port: Invalid value: 70000/);
      wishes = {};
    });

    it("rolls a new image out in place, and leaves to others what is theirs", async () => {
      await edited(DEPLOYMENT, { spec: { replicas: 3 } });
      const before = await uidOf(DEPLOYMENT);
      wishes = { image: "registry.example.com/api:2" };
      const { summary } = await up();
      expect(summary.resourceChanges).toEqual({ update: 1, same: RESOURCES - 1 });
      expect(await uidOf(DEPLOYMENT)).toBe(before);
      const { body } = await server.ask("GET", DEPLOYMENT);
      expect(body.spec).toMatchObject({
        replicas: 3,
        template: { spec: { containers: [{ image: "registry.example.com/api:2" }] } },
      });
    });

    it("finds by refresh what another client changed, and names that client when it would change it back", async () => {
      await edited(DEPLOYMENT, {
        spec: {
          template: { spec: { containers: [{ name: "api", image: "registry.example.com/api:edited" }] } },
        },
      });
      await edited(SECRET, { data: { PASSWORD: Buffer.from("edited").toString("base64") } });
      const { summary } = await refresh();
      expect(summary.resourceChanges).toMatchObject({ update: 2 });
      // Which of a Secret's values there are is decided once: another makes another Secret.
      const shown = await preview().catch((error: Error) => error.message);
      expect(shown).toMatch(
        /others own what "pulumi-kubernetes-[0-9a-f]{8}" would set: .*conflict with "kubectl-edit"/s,
      );
      await expect(up()).rejects.toThrow(/\.image \(conflict with "kubectl-edit" using apps\/v1\)/);
      wishes = { image: "registry.example.com/api:2", annotations: { "pulumi.com/patchForce": "true" } };
      await up();
      const { body } = await server.ask("GET", DEPLOYMENT);
      expect(body.spec).toMatchObject({
        template: { spec: { containers: [{ image: "registry.example.com/api:2" }] } },
      });
      const secret = await server.ask("GET", SECRET);
      expect(secret.body.data).toEqual({ PASSWORD: Buffer.from("correct horse").toString("base64") });
      expect((await preview()).changeSummary).toEqual({ same: RESOURCES });
    });

    it("replaces a Deployment whose selector differs: the old one goes first", async () => {
      const before = await uidOf(DEPLOYMENT);
      wishes = { ...wishes, app: "api2" };
      // The new one can't be tried under the name of the old one.
      expect((await preview()).changeSummary).toEqual({ replace: 1, same: RESOURCES - 1 });
      const { summary } = await up();
      expect(summary.resourceChanges).toEqual({ replace: 1, same: RESOURCES - 1 });
      expect(await uidOf(DEPLOYMENT)).not.toBe(before);
    });

    it("makes again what another client took away", async () => {
      await server.ask("DELETE", SERVICE);
      const { summary } = await refresh();
      expect(summary.resourceChanges).toMatchObject({ delete: 1 });
      expect((await up()).summary.resourceChanges).toMatchObject({ create: 1 });
    });

    it("waits for finalizers, says which are left, and takes everything away", async () => {
      wishes = { ...wishes, patience: { delete: "2s" } };
      await up();
      await edited(DEPLOYMENT, { metadata: { finalizers: ["example.com/backup"] } });
      await expect(destroy()).rejects.toThrow(
        /Deployment "api" is still there: the finalizers .*example\.com\/backup.* are left/,
      );
      await edited(DEPLOYMENT, { metadata: { finalizers: null } });
      // With the last finalizer the object goes at once.
      await destroy();
      expect((await server.ask("GET", `/api/v1/namespaces/${NAMESPACE}`)).status).toBe(404);
      expect((await trial.stack.exportStack()).deployment.resources ?? []).toEqual([]);
    });
  },
);
