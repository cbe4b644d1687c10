import { describe, expect, it, onTestFinished } from "vitest";
import { Cloud } from "../../../sandbox/cloud/cloud.ts";
import { KUBERNETES_TYPES } from "../../../sandbox/cloud/kubernetes/types.ts";
import { KubernetesResources } from "../../../sandbox/plugin/kubernetes/resources.ts";
import type { Values } from "../../../sandbox/plugin/wire.ts";
import { rendered, the } from "../../kubernetes/rendered.ts";
import { TestClock } from "../clock.ts";
import { temporaryFolder } from "../temporary.ts";

const SEED = new Uint8Array([1, 2, 3]);
const patience = { seconds: 600, signal: new AbortController().signal };
const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const NAMESPACE = "kubernetes:core/v1:Namespace";
const SCALED = "kubernetes:keda.sh/v1alpha1:ScaledObject";

const objects = rendered("prod");
const api = the(objects, "Deployment", "api", "food");
/** Everything that food/api needs before it. */
const company = objects.filter(({ kind, metadata }) => {
  const { namespace, name } = metadata as { namespace?: string; name: string };
  if (kind === "PriorityClass" || (kind === "Namespace" && name === "food")) return true;
  const kinds = ["ResourceQuota", "LimitRange", "ServiceAccount", "ConfigMap"];
  return namespace === "food" && kinds.includes(kind);
});

/** A cluster of the sandbox, as the engine's provider sees it. */
class Cluster {
  readonly cloud: Cloud;
  readonly clock = new TestClock();
  readonly work: KubernetesResources;
  readonly session = { region: "https://cluster.internal:6443" };

  constructor() {
    this.cloud = Cloud.open(temporaryFolder(), { types: KUBERNETES_TYPES });
    onTestFinished(() => this.cloud.close());
    this.work = new KubernetesResources(this.cloud);
  }

  make(object: object, session = this.session) {
    const { apiVersion, kind } = object as { apiVersion: string; kind: string };
    const token = `kubernetes:${apiVersion === "v1" ? "core/v1" : apiVersion}:${kind}`;
    const { inputs } = this.work.check(token, "logical", {}, object as unknown as Values, SEED);
    return this.work.create(session, token, inputs, patience);
  }

  async withCompany(but?: string): Promise<this> {
    for (const object of company) if (object.kind !== but) await this.make(object);
    await this.make({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { namespace: "food", name: "app-api" },
      stringData: {},
    });
    return this;
  }
}

/** A deep copy with a value set at a path. */
function changed(object: object, path: readonly (string | number)[], value: unknown): object {
  const copy = structuredClone(object) as Record<string | number, unknown>;
  let at = copy;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  const last = path.at(-1) ?? "";
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}
const container = (...path: (string | number)[]) => ["spec", "template", "spec", "containers", 0, ...path];

describe("the API server of the sandbox", () => {
  it("takes a Deployment with its company and has it available", async () => {
    const cluster = await new Cluster().withCompany();
    const { id, properties } = await cluster.make(api);
    expect(id).toBe("food/api");
    expect(properties).toMatchObject({
      metadata: { uid: expect.any(String), resourceVersion: "1", creationTimestamp: expect.any(String) },
      status: { availableReplicas: api.spec?.replicas },
    });
  });

  it.each([
    [
      "a namespace that isn't there",
      () => changed(api, ["metadata", "namespace"], "nowhere"),
      /NotFound: namespaces not found/,
    ],
    [
      "a field that isn't there",
      () => changed(api, ["spec", "replica"], 3),
      /\.spec\.replica: field not declared in schema/,
    ],
    [
      "a text for a number",
      () => changed(api, ["spec", "replicas"], "3"),
      /spec\.replicas: Invalid value: must be of type integer/,
    ],
    [
      "no container's name",
      () => changed(api, container("name"), undefined),
      /containers\[0\]\.name: Required value/,
    ],
    [
      "labels that its selector doesn't find",
      () => changed(api, ["spec", "selector", "matchLabels"], { a: "b" }),
      /`selector` does not match template `labels`/,
    ],
    [
      "a name with capitals",
      () => changed(api, ["metadata", "name"], "Api"),
      /metadata\.name: Invalid value: "Api"/,
    ],
    [
      "a label that is too odd",
      () => changed(api, ["metadata", "labels", "owner"], "a@b"),
      /metadata\.labels: Invalid value: "a@b"/,
    ],
    [
      "an update that goes nowhere",
      () => changed(api, ["spec", "strategy", "rollingUpdate", "maxSurge"], 0),
      /may not be 0 when `maxSurge` is 0/,
    ],
    [
      "less memory at most than at least",
      () => changed(api, container("resources", "limits", "memory"), "1Mi"),
      /must be less than or equal to memory limit/,
    ],
    [
      "a mount of no volume",
      () => changed(api, container("volumeMounts", 0, "name"), "nowhere"),
      /volumeMounts\[0\]\.name: Not found: "nowhere"/,
    ],
  ])("refuses a Deployment with %s", async (_, wrong, expected) => {
    const cluster = await new Cluster().withCompany();
    await expect(cluster.make(wrong())).rejects.toThrow(expected);
  });

  it.each([
    ["ServiceAccount", /serviceaccount "api" not found/],
    ["PriorityClass", /no PriorityClass with name hougu-serving was found/],
    ["ConfigMap", /CreateContainerConfigError: configmap "api-[0-9a-f]+" not found/],
  ])("takes a Deployment without its %s, which never becomes available", async (kind, expected) => {
    const cluster = await new Cluster().withCompany(kind);
    await expect(cluster.make(api)).rejects.toThrow(expected);
  });

  it("takes a Deployment whose pods keep root, and makes none of them", async () => {
    const cluster = await new Cluster().withCompany();
    const wrong = changed(api, container("securityContext", "allowPrivilegeEscalation"), true);
    await expect(cluster.make(wrong)).rejects.toThrow(
      /violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false/,
    );
  });

  it("makes no pods above the quota, nor larger than the namespace allows", async () => {
    const cluster = await new Cluster().withCompany();
    await expect(cluster.make(changed(api, ["spec", "replicas"], 400))).rejects.toThrow(
      /exceeded quota: ceiling, requested: pods=400/,
    );
    const huge = changed(
      changed(api, container("resources", "limits", "memory"), "9Gi"),
      ["metadata", "name"],
      "huge",
    );
    await expect(cluster.make(huge)).rejects.toThrow(
      /maximum memory usage per Container is 1024Mi, but limit is 9Gi/,
    );
  });

  it("refuses a Service that the quota has no room for", async () => {
    const cluster = await new Cluster().withCompany();
    const open = changed(the(objects, "Service", "api", "food"), ["spec", "type"], "LoadBalancer");
    await expect(cluster.make(open)).rejects.toThrow(
      /exceeded quota: ceiling, requested: services\.loadbalancers=1/,
    );
  });

  it("refuses a kind that it doesn't know", () => {
    const cluster = new Cluster();
    expect(() => cluster.work.check("kubernetes:example.com/v1:Thing", "x", {}, {}, SEED)).toThrow(
      /no matches for kind "Thing" in version "example\.com\/v1"/,
    );
  });

  it("refuses by KEDA's webhook what an HPA or another ScaledObject owns, and a fallback for CPU", async () => {
    const cluster = await new Cluster().withCompany();
    await cluster.make(api);
    const scaled = the(objects, "ScaledObject", "api", "food");
    const withFallback = changed(scaled, ["spec", "fallback"], { failureThreshold: 3, replicas: 4 });
    await expect(cluster.make(withFallback)).rejects.toThrow(/fallback it is not supported by the CPU/);
    await cluster.make(scaled);
    await expect(cluster.make(changed(scaled, ["metadata", "name"], "second"))).rejects.toThrow(
      /already managed by the ScaledObject 'api'/,
    );
    const hpa = the(objects, "HorizontalPodAutoscaler", "danmaku", "food");
    await cluster.make(hpa);
    const onHpa = changed(
      changed(scaled, ["metadata", "name"], "danmaku"),
      ["spec", "scaleTargetRef", "name"],
      "danmaku",
    );
    await expect(cluster.make(onHpa)).rejects.toThrow(/already managed by the hpa 'danmaku'/);
    expect(SCALED).toBe("kubernetes:keda.sh/v1alpha1:ScaledObject");
  });

  it("takes over an object that is there already, as a server-side apply does", async () => {
    const cluster = await new Cluster().withCompany();
    const first = await cluster.make(api);
    const second = await cluster.make(changed(api, ["spec", "replicas"], 4));
    expect(second.properties).toMatchObject({
      metadata: { uid: (first.properties.metadata as { uid: string }).uid },
      spec: { replicas: 4 },
    });
  });

  it("takes a namespace's content with it", async () => {
    const cluster = await new Cluster().withCompany();
    await cluster.make(api);
    await cluster.work.remove(cluster.session, NAMESPACE, "food", patience);
    expect(await cluster.work.read(cluster.session, DEPLOYMENT, "food/api", {}, patience)).toBeUndefined();
  });

  it("keeps clusters apart", async () => {
    const cluster = new Cluster();
    const namespace = the(objects, "Namespace", "food");
    await cluster.make(namespace);
    await cluster.make(namespace, { region: "https://another.internal:6443" });
    await cluster.work.remove({ region: "https://another.internal:6443" }, NAMESPACE, "food", patience);
    expect(await cluster.work.read(cluster.session, NAMESPACE, "food", {}, patience)).toBeDefined();
  });
});

describe("a change", () => {
  const work = () => new Cluster().work;
  const api0 = api as unknown as Values;

  it.each([
    ["of an image is made in place", container("image"), "registry/x@sha256:1", false],
    [
      "of the selector needs a new one",
      ["spec", "selector", "matchLabels", "app.kubernetes.io/name"],
      "other",
      true,
    ],
    ["of the name needs a new one", ["metadata", "name"], "other", true],
    ["of the namespace needs a new one", ["metadata", "namespace"], "artist", true],
  ])("%s", (_, path, value, replaces) => {
    const { changes } = work().diff(DEPLOYMENT, "x", api0, changed(api, path, value) as unknown as Values);
    expect(changes).toHaveLength(1);
    expect(changes[0]?.replaces).toBe(replaces);
  });

  it("names what nobody named by its logical name, and keeps it", () => {
    const first = work().check(NAMESPACE, "apps", {}, {}, SEED).inputs;
    const { name, annotations } = first.metadata as { name: string; annotations: Record<string, string> };
    expect(name).toMatch(/^apps-[0-9a-f]{8}$/);
    expect(annotations["pulumi.com/autonamed"]).toBe("true");
    const again = work().check(NAMESPACE, "apps", first, {}, new Uint8Array([9])).inputs;
    expect(again.metadata).toMatchObject({ name });
  });

  it("makes room first for a successor of the same name", () => {
    const other = changed(api, ["spec", "selector", "matchLabels", "app.kubernetes.io/name"], "other");
    expect(work().diff(DEPLOYMENT, "x", api0, other as unknown as Values).deleteBeforeReplace).toBe(true);
  });
});
