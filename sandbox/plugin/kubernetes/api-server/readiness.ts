import { isDeepStrictEqual } from "node:util";
import { at, listAt, recordAt, textAt } from "../../../cloud/kubernetes/read.ts";
import type { Attributes } from "../../../cloud/object.ts";

/** Whether an object is as its users need it. */
export type Readiness =
  | { readonly is: "ready" }
  | { readonly is: "waiting"; readonly for: string }
  /** It never will be. */
  | { readonly is: "failed"; readonly because: string };

/** What else of a cluster may be looked at. */
export interface ClusterLook {
  get(kindId: string, namespace: string | undefined, name: string): Promise<Attributes | undefined>;
  /** Objects of a kind in a namespace with these labels. */
  all(
    kindId: string,
    namespace: string,
    labels: Readonly<Record<string, string>>,
  ): Promise<readonly Attributes[]>;
}

type Judge = (object: Attributes, look: ClusterLook) => Readiness | Promise<Readiness>;

const READY: Readiness = { is: "ready" };
const waiting = (what: string): Readiness => ({ is: "waiting", for: what });
const failed = (because: string): Readiness => ({ is: "failed", because });

/** A number of pods and the like; nobody's mention means none. */
function count(object: Attributes, ...path: readonly string[]): number {
  const value = at(object, ...path);
  return typeof value === "number" ? value : 0;
}

function condition(object: Attributes, type: string): Attributes | undefined {
  return listAt(object, "status", "conditions").find((one) => one.type === type);
}

const isTrue = (found: Attributes | undefined): boolean => found?.status === "True";

/** A controller has seen the last change; before that, its status is about another object. */
function isSeen(object: Attributes): boolean {
  return count(object, "status", "observedGeneration") >= count(object, "metadata", "generation");
}

/** The same as `kubectl rollout status` asks. */
const deployment: Judge = (object) => {
  if (at(object, "spec", "paused") === true) return READY;
  if (!isSeen(object)) return waiting("its controller to see it");
  const progressing = condition(object, "Progressing");
  if (progressing?.reason === "ProgressDeadlineExceeded") return failed(textAt(progressing, "message"));
  const wanted = count(object, "spec", "replicas");
  const updated = count(object, "status", "updatedReplicas");
  const available = count(object, "status", "availableReplicas");
  if (updated >= wanted && count(object, "status", "replicas") <= updated && available >= updated)
    return READY;
  const refused = condition(object, "ReplicaFailure");
  return waiting(
    `${wanted} pods of its last version: ${updated} are made, ${available} available${isTrue(refused) ? `; ${textAt(refused, "message")}` : ""}`,
  );
};

const statefulSet: Judge = (object) => {
  if (textAt(object, "spec", "updateStrategy", "type") === "OnDelete") return READY;
  if (!isSeen(object)) return waiting("its controller to see it");
  const wanted = count(object, "spec", "replicas");
  const ready = count(object, "status", "readyReplicas");
  const partition = count(object, "spec", "updateStrategy", "rollingUpdate", "partition");
  const updated = count(object, "status", "updatedReplicas");
  if (ready >= wanted && updated >= wanted - partition) return READY;
  return waiting(`${wanted} pods: ${updated} are of its last version, ${ready} ready`);
};

const daemonSet: Judge = (object) => {
  if (textAt(object, "spec", "updateStrategy", "type") === "OnDelete") return READY;
  if (!isSeen(object)) return waiting("its controller to see it");
  const wanted = count(object, "status", "desiredNumberScheduled");
  const updated = count(object, "status", "updatedNumberScheduled");
  const available = count(object, "status", "numberAvailable");
  if (updated >= wanted && available >= wanted) return READY;
  return waiting(
    `a pod on each of ${wanted} nodes: ${updated} are of its last version, ${available} available`,
  );
};

const job: Judge = (object) => {
  if (at(object, "spec", "suspend") === true || isTrue(condition(object, "Complete"))) return READY;
  const over = condition(object, "Failed");
  if (isTrue(over)) return failed(textAt(over, "message") || textAt(over, "reason"));
  return waiting(`its pods to end well: ${count(object, "status", "succeeded")} did`);
};

const pod: Judge = (object) => {
  const phase = textAt(object, "status", "phase");
  if (phase === "Succeeded" || isTrue(condition(object, "Ready"))) return READY;
  if (phase === "Failed") return failed(textAt(object, "status", "message") || "its containers failed");
  return waiting(`it to be ready: it is ${phase || "not scheduled"}`);
};

const claim: Judge = async (object, look) => {
  const phase = textAt(object, "status", "phase");
  if (phase === "Bound") return READY;
  if (phase === "Lost") return failed("its volume is lost");
  const className = textAt(object, "spec", "storageClassName");
  const storageClass =
    className === "" ? undefined : await look.get("storage.k8s.io/v1/StorageClass", undefined, className);
  // Such a claim gets its volume with its first pod, which may well wait for the claim.
  if (storageClass?.volumeBindingMode === "WaitForFirstConsumer") return READY;
  return waiting(`a volume: it is ${phase || "not looked at yet"}`);
};

const volume: Judge = (object) => {
  const phase = textAt(object, "status", "phase");
  if (phase === "Available" || phase === "Bound") return READY;
  return phase === "Failed" ? failed(textAt(object, "status", "message")) : waiting("it to be available");
};

const service: Judge = async (object, look) => {
  const type = textAt(object, "spec", "type");
  if (type === "ExternalName") return READY;
  if (type === "LoadBalancer" && listAt(object, "status", "loadBalancer", "ingress").length === 0)
    return waiting("an address from the cloud's balancer");
  const selects = Object.keys(recordAt(object, "spec", "selector")).length > 0;
  if (!selects || textAt(object, "spec", "clusterIP") === "None") return READY;
  const slices = await look.all(
    "discovery.k8s.io/v1/EndpointSlice",
    textAt(object, "metadata", "namespace"),
    { "kubernetes.io/service-name": textAt(object, "metadata", "name") },
  );
  // Not said counts as ready, by the API's own words.
  const hasEndpoint = slices
    .flatMap((slice) => listAt(slice, "endpoints"))
    .some((endpoint) => at(endpoint, "conditions", "ready") !== false);
  return hasEndpoint ? READY : waiting("a ready pod that its selector matches");
};

const ingress: Judge = (object) =>
  listAt(object, "status", "loadBalancer", "ingress").length > 0
    ? READY
    : waiting("an address from its controller");

const quota: Judge = (object) =>
  isDeepStrictEqual(recordAt(object, "status", "hard"), recordAt(object, "spec", "hard"))
    ? READY
    : waiting("its controller to count");

/** The token of an account is made by a controller; every other Secret is what it was given. */
const secret: Judge = (object) =>
  object.type !== "kubernetes.io/service-account-token" || Object.keys(recordAt(object, "data")).length > 0
    ? READY
    : waiting("its token");

const definition: Judge = (object) => {
  const names = condition(object, "NamesAccepted");
  if (names?.status === "False") return failed(textAt(names, "message"));
  return isTrue(condition(object, "Established")) ? READY : waiting("it to be served");
};

/** The kinds that Pulumi's provider waits for (pulumi-kubernetes, provider/pkg/await/awaiters.go), and definitions. */
const JUDGES: Readonly<Record<string, Judge>> = {
  "apiextensions.k8s.io/v1/CustomResourceDefinition": definition,
  "apps/v1/DaemonSet": daemonSet,
  "apps/v1/Deployment": deployment,
  "apps/v1/StatefulSet": statefulSet,
  "batch/v1/Job": job,
  "networking.k8s.io/v1/Ingress": ingress,
  "v1/PersistentVolume": volume,
  "v1/PersistentVolumeClaim": claim,
  "v1/Pod": pod,
  "v1/ResourceQuota": quota,
  "v1/Secret": secret,
  "v1/Service": service,
};

/** Whether an object is ready; one of a kind that nobody judges is. */
export async function readinessOf(kindId: string, object: Attributes, look: ClusterLook): Promise<Readiness> {
  return (await JUDGES[kindId]?.(object, look)) ?? READY;
}

/** What keeps the pods of a workload, as their containers say: `app: ImagePullBackOff (...)`. */
export async function podTroubles(object: Attributes, look: ClusterLook): Promise<readonly string[]> {
  const labels = recordAt(object, "spec", "selector", "matchLabels") as Readonly<Record<string, string>>;
  if (Object.keys(labels).length === 0) return [];
  const pods = await look.all("v1/Pod", textAt(object, "metadata", "namespace"), labels);
  const said = pods.flatMap((one) => [
    ...listAt(one, "status", "conditions")
      .filter(({ type, status }) => type === "PodScheduled" && status === "False")
      .map((unscheduled) => textAt(unscheduled, "message")),
    ...[
      ...listAt(one, "status", "initContainerStatuses"),
      ...listAt(one, "status", "containerStatuses"),
    ].flatMap((container) => {
      const kept = recordAt(container, "state", "waiting");
      const message = textAt(kept, "message");
      return kept.reason === undefined
        ? []
        : [`${textAt(container, "name")}: ${String(kept.reason)}${message && ` (${message})`}`];
    }),
  ]);
  return [...new Set(said)];
}
