import { type Attributes, type CloudObject, text } from "../object.ts";
import type { Look } from "../resource-type.ts";
import { enforcedStandard, restrictedViolations } from "./pod-security.ts";
import { parseQuantity } from "./quantity.ts";
import { at, listAt, recordAt, textAt } from "./read.ts";

/** Classes that every cluster has. */
const SYSTEM_CLASSES: ReadonlySet<string> = new Set(["system-cluster-critical", "system-node-critical"]);

/**
 * Why a Deployment's pods aren't made, or never become ready, as its ReplicaSet or the kubelet would report; undefined when
 * they run. A real API server takes the Deployment all the same: it is the pods that are refused.
 */
export function podProblem(deployment: CloudObject, look: Look): string | undefined {
  const namespace = text(deployment.attributes, "namespace");
  const spec = recordAt(deployment.attributes, "spec", "template", "spec");
  const here = look.all("kubernetes:v1/Namespace").find(({ attributes }) => attributes.name === namespace);
  const standard = enforcedStandard(here?.attributes ?? {});
  const violations = standard === "restricted" ? restrictedViolations(spec) : [];
  if (violations.length > 0) {
    return `pods are forbidden: violates PodSecurity "restricted:latest": ${violations.join(", ")}`;
  }
  return (
    missingCompany(spec, namespace, look) ??
    limitProblem(spec, namespace, look) ??
    quotaProblem(deployment, spec, namespace, look)
  );
}

/** What a pod names must be there. */
function missingCompany(spec: Attributes, namespace: string, look: Look): string | undefined {
  const has = (kind: string, name: string): boolean =>
    look
      .all(`kubernetes:${kind}`)
      .some(
        ({ attributes }) => attributes.name === name && (attributes.namespace ?? namespace) === namespace,
      );
  const account = textAt(spec, "serviceAccountName");
  if (account !== "" && account !== "default" && !has("v1/ServiceAccount", account)) {
    return `pods are forbidden: error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`;
  }
  const priority = textAt(spec, "priorityClassName");
  if (
    priority !== "" &&
    !SYSTEM_CLASSES.has(priority) &&
    !has("scheduling.k8s.io/v1/PriorityClass", priority)
  ) {
    return `pods are forbidden: no PriorityClass with name ${priority} was found`;
  }
  for (const source of listAt(spec, "containers").flatMap((container) => listAt(container, "envFrom"))) {
    const map = textAt(source, "configMapRef", "name");
    if (map !== "" && !has("v1/ConfigMap", map))
      return `CreateContainerConfigError: configmap "${map}" not found`;
    const secret = textAt(source, "secretRef", "name");
    if (secret !== "" && !has("v1/Secret", secret))
      return `CreateContainerConfigError: secret "${secret}" not found`;
  }
  return undefined;
}

/** Quota by quota: what this Deployment and those before it take of each. */
function quotaProblem(
  deployment: CloudObject,
  spec: Attributes,
  namespace: string,
  look: Look,
): string | undefined {
  const quotas = look
    .all("kubernetes:v1/ResourceQuota")
    .filter(({ attributes }) => attributes.namespace === namespace);
  const earlier = look
    .all("kubernetes:apps/v1/Deployment")
    .filter(
      ({ attributes, id }) =>
        attributes.namespace === namespace &&
        id !== deployment.id &&
        isOlder(attributes, deployment.attributes),
    );
  const defaults = defaultsOf(namespace, look);
  for (const { attributes } of quotas) {
    for (const [name, hard] of Object.entries(recordAt(attributes, "spec", "hard"))) {
      const most = parseQuantity(hard);
      const each = podTakes(spec, name, defaults);
      if (most === undefined || each === undefined) continue;
      if (each === "unsaid")
        return `pods are forbidden: failed quota: ${text(attributes, "name")}: must specify ${name}`;
      const asked = earlier.reduce((sum, one) => {
        const take = podTakes(recordAt(one.attributes, "spec", "template", "spec"), name, defaults);
        return sum + (typeof take === "number" ? take * replicasOf(one.attributes) : 0);
      }, 0);
      // Who wants more than there is gets what there is.
      const used = Math.min(most, asked);
      const wanted = each * replicasOf(deployment.attributes);
      if (used + wanted > most + 1e-9) {
        return `pods are forbidden: exceeded quota: ${text(attributes, "name")}, requested: ${name}=${wanted}, used: ${name}=${used}, limited: ${name}=${String(hard)}`;
      }
    }
  }
  return undefined;
}

function isOlder(a: Attributes, b: Attributes): boolean {
  return textAt(a, "metadata", "creationTimestamp") < textAt(b, "metadata", "creationTimestamp");
}

/** What a pod takes of a quota's resource; undefined when the quota isn't about pods. */
function podTakes(spec: Attributes, name: string, defaults: Attributes): number | "unsaid" | undefined {
  if (name === "pods") return 1;
  const [kind, resource] = name.split(".");
  if ((kind !== "requests" && kind !== "limits") || (resource !== "cpu" && resource !== "memory"))
    return undefined;
  let sum = 0;
  for (const container of listAt(spec, "containers")) {
    const own = at(container, "resources", kind, resource);
    // A request that isn't said is the limit, then the namespace's default.
    const limit = kind === "requests" ? at(container, "resources", "limits", resource) : undefined;
    const value = parseQuantity(
      own ?? limit ?? at(defaults, kind === "requests" ? "defaultRequest" : "default", resource),
    );
    if (value === undefined) return "unsaid";
    sum += value;
  }
  return sum;
}

function defaultsOf(namespace: string, look: Look): Attributes {
  return (
    look
      .all("kubernetes:v1/LimitRange")
      .filter(({ attributes }) => attributes.namespace === namespace)
      .flatMap(({ attributes }) => listAt(attributes, "spec", "limits"))
      .find((limit) => limit.type === "Container") ?? {}
  );
}

function limitProblem(spec: Attributes, namespace: string, look: Look): string | undefined {
  const limits = look
    .all("kubernetes:v1/LimitRange")
    .filter(({ attributes }) => attributes.namespace === namespace)
    .flatMap(({ attributes }) => listAt(attributes, "spec", "limits"))
    .filter((limit) => limit.type === "Container");
  for (const [resource, most] of limits.flatMap((limit) => Object.entries(recordAt(limit, "max")))) {
    for (const container of listAt(spec, "containers")) {
      const wanted = parseQuantity(at(container, "resources", "limits", resource));
      const allowed = parseQuantity(most);
      if (wanted !== undefined && allowed !== undefined && wanted > allowed) {
        return `pods are forbidden: maximum ${resource} usage per Container is ${String(most)}, but limit is ${String(at(container, "resources", "limits", resource))}`;
      }
    }
  }
  return undefined;
}

export function replicasOf(deployment: Attributes): number {
  const replicas = at(deployment, "spec", "replicas");
  return typeof replicas === "number" ? replicas : 1;
}
