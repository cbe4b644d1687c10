import { isDeepStrictEqual } from "node:util";
import { type Attributes, type CloudObject, text } from "../object.ts";
import type { Look } from "../resource-type.ts";
import { checkScaledObject } from "./keda-admission.ts";
import { parseQuantity } from "./quantity.ts";
import { at, listAt, recordAt, textAt } from "./read.ts";

/** How an API server names an object in its messages, e.g. `Deployment.apps "api"`. */
export function called(id: string, name: string): string {
  const [group = "", , kind = ""] = id.split("/").length === 2 ? ["", ...id.split("/")] : id.split("/");
  return `${kind}${group === "" ? "" : `.${group}`} ${JSON.stringify(name)}`;
}

const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
/** Kinds whose name becomes a label of DNS. */
const SHORT_NAMES: ReadonlySet<string> = new Set(["v1/Service", "v1/Namespace"]);
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

/** Rules that a schema can't say, for every kind and for single ones. */
export function* findings(id: string, wanted: Attributes): Iterable<string> {
  const name = text(wanted, "name");
  const longest = SHORT_NAMES.has(id) ? 63 : 253;
  if (!NAME.test(name) || name.length > longest) {
    yield `metadata.name: Invalid value: ${JSON.stringify(name)}: a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.'`;
  }
  for (const [key, value] of Object.entries(recordAt(wanted, "metadata", "labels"))) {
    if (typeof value === "string" && value.length <= 63 && LABEL_VALUE.test(value)) continue;
    yield `metadata.labels: Invalid value: ${JSON.stringify(value)}: a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.' (${key})`;
  }
  if (id === "apps/v1/Deployment") yield* deploymentFindings(wanted);
  if (id === "autoscaling/v2/HorizontalPodAutoscaler") yield* scalerFindings(wanted);
  if (id === "policy/v1/PodDisruptionBudget") yield* budgetFindings(wanted);
}

function* deploymentFindings(wanted: Attributes): Iterable<string> {
  const selector = recordAt(wanted, "spec", "selector", "matchLabels");
  const labels = recordAt(wanted, "spec", "template", "metadata", "labels");
  if (Object.entries(selector).some(([key, value]) => labels[key] !== value)) {
    yield `spec.template.metadata.labels: Invalid value: ${JSON.stringify(labels)}: \`selector\` does not match template \`labels\``;
  }
  const surge = recordAt(wanted, "spec", "strategy", "rollingUpdate");
  if (isNone(surge.maxUnavailable) && isNone(surge.maxSurge)) {
    yield "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0";
  }
  const volumes = listAt(wanted, "spec", "template", "spec", "volumes").map((volume) => text(volume, "name"));
  for (const [index, container] of listAt(wanted, "spec", "template", "spec", "containers").entries()) {
    const path = `spec.template.spec.containers[${index}]`;
    for (const mount of listAt(container, "volumeMounts")) {
      if (!volumes.includes(text(mount, "name")))
        yield `${path}.volumeMounts[0].name: Not found: ${JSON.stringify(mount.name)}`;
    }
    for (const [resource, limit] of Object.entries(recordAt(container, "resources", "limits"))) {
      const request = parseQuantity(at(container, "resources", "requests", resource));
      const most = parseQuantity(limit);
      if (most === undefined)
        yield `${path}.resources.limits[${resource}]: Invalid value: quantities must match the regular expression`;
      else if (request !== undefined && request > most)
        yield `${path}.resources.requests: Invalid value: ${JSON.stringify(at(container, "resources", "requests", resource))}: must be less than or equal to ${resource} limit of ${String(limit)}`;
    }
  }
}

const isNone = (value: unknown): boolean => value === 0 || value === "0%";

function* scalerFindings(wanted: Attributes): Iterable<string> {
  const least = at(wanted, "spec", "minReplicas") ?? 1;
  const most = at(wanted, "spec", "maxReplicas");
  if (typeof least === "number" && typeof most === "number" && most < least) {
    yield `spec.maxReplicas: Invalid value: ${most}: must be greater than or equal to \`minReplicas\``;
  }
}

function* budgetFindings(wanted: Attributes): Iterable<string> {
  const { minAvailable, maxUnavailable } = recordAt(wanted, "spec");
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    yield "spec: Invalid value: minAvailable and maxUnavailable cannot be both set";
  }
}

/** Fields that an API server lets nobody change (kubernetes, pkg/apis/*\/validation). */
const IMMUTABLE: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "apps/v1/Deployment": [["spec", "selector"]],
  "apps/v1/DaemonSet": [["spec", "selector"]],
  "v1/PersistentVolumeClaim": [
    ["spec", "storageClassName"],
    ["spec", "accessModes"],
  ],
  "v1/Secret": [["type"]],
  "scheduling.k8s.io/v1/PriorityClass": [["value"], ["preemptionPolicy"]],
  "rbac.authorization.k8s.io/v1/RoleBinding": [["roleRef"]],
  "rbac.authorization.k8s.io/v1/ClusterRoleBinding": [["roleRef"]],
};

export function* forbiddenChanges(id: string, wanted: Attributes, before: CloudObject): Iterable<string> {
  for (const path of IMMUTABLE[id] ?? []) {
    if (!isDeepStrictEqual(at(wanted, ...path), at(before.attributes, ...path))) {
      yield `${path.join(".")}: Invalid value: field is immutable`;
    }
  }
  const frozen = before.attributes.immutable === true && (id === "v1/ConfigMap" || id === "v1/Secret");
  if (frozen && !isDeepStrictEqual(wanted.data, before.attributes.data)) {
    yield "data: Forbidden: field is immutable when `immutable` is set";
  }
}

/** Objects that a quota counts when they are made, and webhooks that have a say. */
export function checkAdmission(id: string, wanted: Attributes, look: Look, before?: CloudObject): void {
  if (id === "keda.sh/v1alpha1/ScaledObject") checkScaledObject(wanted, look, before?.id);
  if (id === "v1/Service" && before === undefined) checkServiceQuota(wanted, look);
}

function checkServiceQuota(wanted: Attributes, look: Look): void {
  const type = textAt(wanted, "spec", "type");
  const resource = { LoadBalancer: "services.loadbalancers", NodePort: "services.nodeports" }[type];
  if (resource === undefined) return;
  const inNamespace = (kind: string) =>
    look.all(`kubernetes:${kind}`).filter(({ attributes }) => attributes.namespace === wanted.namespace);
  const used = inNamespace("v1/Service").filter(
    ({ attributes }) => textAt(attributes, "spec", "type") === type,
  ).length;
  for (const { attributes } of inNamespace("v1/ResourceQuota")) {
    const most = parseQuantity(at(attributes, "spec", "hard", resource));
    if (most === undefined || used + 1 <= most) continue;
    look.refuse(
      "Forbidden",
      `services ${JSON.stringify(wanted.name)} is forbidden: exceeded quota: ${text(attributes, "name")}, requested: ${resource}=1, used: ${resource}=${used}, limited: ${resource}=${most}`,
    );
  }
}
