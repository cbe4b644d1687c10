import { describe, expect, it } from "vitest";
import type { Attributes } from "../../../../sandbox/cloud/object.ts";
import {
  type ClusterLook,
  podTroubles,
  readinessOf,
} from "../../../../sandbox/plugin/kubernetes/api-server/readiness.ts";

/** A cluster with these objects, by kind. */
const withObjects = (objects: Readonly<Record<string, readonly Attributes[]>>): ClusterLook => ({
  get: async (kindId, _, name) =>
    objects[kindId]?.find(({ metadata }) => (metadata as Attributes).name === name),
  all: async (kindId) => objects[kindId] ?? [],
});
const EMPTY = withObjects({});
const condition = (type: string, more: Attributes = {}): Attributes => ({ type, status: "True", ...more });
const seen = { observedGeneration: 2 };
const workload = (spec: Attributes, status: Attributes): Attributes => ({
  metadata: { name: "api", namespace: "food", generation: 2 },
  spec,
  status,
});
const ready = "ready";
const claim = (phase: string): Attributes => ({ spec: { storageClassName: "disk" }, status: { phase } });
const service = (spec: Attributes, status: Attributes = {}): Attributes => ({
  metadata: { name: "api", namespace: "food" },
  spec,
  status,
});
const slice = (isReady: boolean | null): ClusterLook =>
  withObjects({
    "discovery.k8s.io/v1/EndpointSlice": [
      { endpoints: [{ conditions: isReady === null ? {} : { ready: isReady } }] },
    ],
  });
const binding = (volumeBindingMode: string): ClusterLook =>
  withObjects({ "storage.k8s.io/v1/StorageClass": [{ metadata: { name: "disk" }, volumeBindingMode }] });

const rolled = { ...seen, replicas: 3, updatedReplicas: 3, availableReplicas: 3, readyReplicas: 3 };

describe("readiness", () => {
  it.each<[what: string, kindId: string, object: Attributes, is: string | RegExp, look?: ClusterLook]>([
    ["a Deployment that rolled out", "apps/v1/Deployment", workload({ replicas: 3 }, rolled), ready],
    ["one of no pods", "apps/v1/Deployment", workload({ replicas: 0 }, seen), ready],
    [
      "one whose status is of before the change",
      "apps/v1/Deployment",
      workload({ replicas: 3 }, { ...rolled, observedGeneration: 1 }),
      /its controller to see it/,
    ],
    [
      "one with an old pod",
      "apps/v1/Deployment",
      workload({ replicas: 3 }, { ...rolled, replicas: 4 }),
      /3 pods of its last version: 3 are made, 3 available/,
    ],
    [
      "one whose pods are refused",
      "apps/v1/Deployment",
      workload(
        { replicas: 3 },
        { ...seen, conditions: [condition("ReplicaFailure", { message: "exceeded quota" })] },
      ),
      /0 are made, 0 available; exceeded quota/,
    ],
    [
      "one that gave up",
      "apps/v1/Deployment",
      workload(
        { replicas: 3 },
        {
          ...seen,
          conditions: [{ type: "Progressing", reason: "ProgressDeadlineExceeded", message: "timed out" }],
        },
      ),
      /failed: timed out/,
    ],
    ["a paused one", "apps/v1/Deployment", workload({ replicas: 3, paused: true }, {}), ready],
    ["a StatefulSet that rolled out", "apps/v1/StatefulSet", workload({ replicas: 3 }, rolled), ready],
    [
      "one that is half way",
      "apps/v1/StatefulSet",
      workload({ replicas: 3 }, { ...rolled, updatedReplicas: 1 }),
      /3 pods: 1 are of its last version, 3 ready/,
    ],
    [
      "one that shall be half way",
      "apps/v1/StatefulSet",
      workload(
        { replicas: 3, updateStrategy: { rollingUpdate: { partition: 2 } } },
        { ...rolled, updatedReplicas: 1 },
      ),
      ready,
    ],
    [
      "a DaemonSet on two of three nodes",
      "apps/v1/DaemonSet",
      workload({}, { ...seen, desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 2 }),
      /a pod on each of 3 nodes: 3 are of its last version, 2 available/,
    ],
    ["a Job at work", "batch/v1/Job", workload({}, { succeeded: 1 }), /its pods to end well: 1 did/],
    ["a Job that is done", "batch/v1/Job", workload({}, { conditions: [condition("Complete")] }), ready],
    ["a suspended Job", "batch/v1/Job", workload({ suspend: true }, {}), ready],
    [
      "a Job that failed",
      "batch/v1/Job",
      workload({}, { conditions: [condition("Failed", { message: "too often" })] }),
      /failed: too often/,
    ],
    ["a bound claim", "v1/PersistentVolumeClaim", claim("Bound"), ready],
    [
      "a pending claim",
      "v1/PersistentVolumeClaim",
      claim("Pending"),
      /a volume: it is Pending/,
      binding("Immediate"),
    ],
    [
      "a claim that waits for its pod",
      "v1/PersistentVolumeClaim",
      claim("Pending"),
      ready,
      binding("WaitForFirstConsumer"),
    ],
    ["a claim without its volume", "v1/PersistentVolumeClaim", claim("Lost"), /failed: its volume is lost/],
    ["a Service without pods", "v1/Service", service({ selector: { app: "api" } }), /a ready pod/],
    [
      "one with a pod that isn't ready",
      "v1/Service",
      service({ selector: { app: "api" } }),
      /a ready pod/,
      slice(false),
    ],
    ["one with a pod", "v1/Service", service({ selector: { app: "api" } }), ready, slice(true)],
    [
      "one with a pod of which nothing is said",
      "v1/Service",
      service({ selector: { app: "api" } }),
      ready,
      slice(null),
    ],
    ["a headless Service", "v1/Service", service({ clusterIP: "None", selector: { app: "api" } }), ready],
    ["a Service that selects nothing", "v1/Service", service({}), ready],
    ["a balancer without address", "v1/Service", service({ type: "LoadBalancer" }), /an address/],
    [
      "a balancer with one",
      "v1/Service",
      service({ type: "LoadBalancer" }, { loadBalancer: { ingress: [{ ip: "1.2.3.4" }] } }),
      ready,
    ],
    ["an Ingress without address", "networking.k8s.io/v1/Ingress", {}, /an address from its controller/],
    ["a quota that nobody counted", "v1/ResourceQuota", { spec: { hard: { pods: "3" } } }, /to count/],
    [
      "a quota",
      "v1/ResourceQuota",
      { spec: { hard: { pods: "3" } }, status: { hard: { pods: "3" } } },
      ready,
    ],
    ["a Secret", "v1/Secret", { type: "Opaque" }, ready],
    ["an account's token", "v1/Secret", { type: "kubernetes.io/service-account-token" }, /its token/],
    ["a running pod", "v1/Pod", { status: { phase: "Running" } }, /it is Running/],
    ["a ready pod", "v1/Pod", { status: { phase: "Running", conditions: [condition("Ready")] } }, ready],
    ["a pod that failed", "v1/Pod", { status: { phase: "Failed", message: "evicted" } }, /failed: evicted/],
    ["a fresh definition", "apiextensions.k8s.io/v1/CustomResourceDefinition", {}, /it to be served/],
    [
      "a definition with a name that is taken",
      "apiextensions.k8s.io/v1/CustomResourceDefinition",
      { status: { conditions: [{ type: "NamesAccepted", status: "False", message: "taken" }] } },
      /failed: taken/,
    ],
    ["what nobody judges", "v1/ConfigMap", {}, ready],
  ])("of %s", async (_, kindId, object, is, look = EMPTY) => {
    const found = await readinessOf(kindId, object, look);
    const text =
      found.is === "ready" ? ready : found.is === "waiting" ? found.for : `failed: ${found.because}`;
    expect(text).toMatch(is);
  });

  it("of pods is told by their containers and the scheduler, each trouble once", async () => {
    const waits = (name: string, reason: string) => ({ name, state: { waiting: { reason, message: "m" } } });
    const pods: Attributes[] = [
      { status: { containerStatuses: [waits("api", "ImagePullBackOff")] } },
      {
        status: {
          containerStatuses: [waits("api", "ImagePullBackOff"), { name: "ok", state: { running: {} } }],
        },
      },
      { status: { conditions: [{ type: "PodScheduled", status: "False", message: "0/3 nodes" }] } },
    ];
    const object = workload({ selector: { matchLabels: { app: "api" } } }, {});
    expect(await podTroubles(object, withObjects({ "v1/Pod": pods }))).toEqual([
      "api: ImagePullBackOff (m)",
      "0/3 nodes",
    ]);
  });
});
