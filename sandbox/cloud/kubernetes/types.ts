import { randomUUID } from "node:crypto";
import { type KindFacts, kubernetesFacts } from "../../facts/kubernetes.ts";
import { type Attributes, type CloudObject, numeric, text } from "../object.ts";
import type { Lifecycle, Look, Reference, ResourceType } from "../resource-type.ts";
import { podProblem, replicasOf } from "./pods.ts";
import { recordAt, textAt } from "./read.ts";
import { called, checkAdmission, findings, forbiddenChanges } from "./rules.ts";
import { validate } from "./validate.ts";

/** Namespaces that a cluster is born with. */
export const BORN_WITH: ReadonlySet<string> = new Set([
  "default",
  "kube-system",
  "kube-public",
  "kube-node-lease",
]);

/** A custom kind whose definition its controller brings and whose schema isn't published: anything goes in its spec. */
const OPEN_KINDS: Readonly<Record<string, KindFacts>> = {
  "alibabacloud.com/v1/AlbConfig": {
    plural: "albconfigs",
    namespaced: false,
    custom: true,
    schema: { type: "object", open: true },
  },
};

/** Pulls an image, starts, and passes its first probes. */
const DEPLOYMENT_SECONDS = 20;
/** Until a namespace's last pods have ended. */
const NAMESPACE_SECONDS = 8;

const LIFECYCLES: Readonly<Record<string, Lifecycle>> = {
  "apps/v1/Deployment": {
    attribute: "phase",
    begins: "Progressing",
    becomes: "Available",
    seconds: DEPLOYMENT_SECONDS,
    ends: "Terminating",
    endSeconds: 0,
  },
  "v1/Namespace": {
    attribute: "phase",
    begins: "Active",
    becomes: "Active",
    seconds: 0,
    ends: "Terminating",
    endSeconds: NAMESPACE_SECONDS,
  },
};

const IN_NAMESPACE: Reference = {
  attribute: "namespace",
  to: ({ namespace }) => (BORN_WITH.has(String(namespace)) ? undefined : "kubernetes:v1/Namespace"),
  by: "name",
  missing: { code: "NotFound", message: "namespaces not found" },
  busy: {
    code: "Forbidden",
    message: "unable to create new content in namespace because it is being terminated",
  },
  follows: true,
};

/** Where an ALB of the sandbox answers: nowhere. */
const BALANCER = "alb-sandbox.cn-hangzhou.alb.aliyuncs.com";

/** Facts of a kind, by `apiVersion/kind`; undefined when the API server has no such kind. */
export function kindOf(id: string): KindFacts | undefined {
  return kubernetesFacts().kinds[id] ?? OPEN_KINDS[id];
}

/** Every kind that the sandbox's API server has, each as a type of object of its own. */
export const KUBERNETES_TYPES: readonly ResourceType[] = [
  ...Object.keys(kubernetesFacts().kinds),
  ...Object.keys(OPEN_KINDS),
].map((id) => typeOf(id, kindOf(id) as KindFacts));

function typeOf(id: string, kind: KindFacts): ResourceType {
  const { plural, namespaced } = kind;
  return {
    type: `kubernetes:${id}`,
    service: "kubernetes",
    actions: {
      create: `create ${plural}`,
      describe: `get ${plural}`,
      modify: `patch ${plural}`,
      remove: `delete ${plural}`,
    },
    nameAttribute: "name",
    ...(id === "v1/Secret" ? { sealed: ["data", "stringData"] } : {}),
    // One store holds all clusters.
    id: (wanted, scope) =>
      [scope, ...(namespaced ? [text(wanted, "namespace")] : []), text(wanted, "name")].join(" "),
    notFound: { code: "NotFound", message: `${plural} not found` },
    ...(namespaced ? { references: [IN_NAMESPACE] } : {}),
    ...(LIFECYCLES[id] ? { lifecycle: LIFECYCLES[id] } : {}),
    check(wanted, look, before) {
      const name = text(wanted, "name");
      if (before === undefined && isTaken(id, wanted, look)) {
        look.refuse("AlreadyExists", `${plural} ${JSON.stringify(name)} already exists`);
      }
      const found = [
        ...validate(kind, wanted),
        ...findings(id, wanted),
        ...(before ? forbiddenChanges(id, wanted, before) : []),
      ];
      if (found.length > 0) look.refuse("Invalid", `${called(id, name)} is invalid: ${found.join(", ")}`);
      checkAdmission(id, wanted, look, before);
    },
    complete: (wanted, { now }) => ({
      phase: null,
      metadata: {
        ...recordAt(wanted, "metadata"),
        uid: randomUUID(),
        resourceVersion: "1",
        generation: 1,
        creationTimestamp: new Date(now).toISOString(),
      },
      ...born(id, wanted),
    }),
    adjust: (wanted, _, before) => ({
      metadata: {
        ...recordAt(wanted, "metadata"),
        uid: textAt(before.attributes, "metadata", "uid"),
        creationTimestamp: textAt(before.attributes, "metadata", "creationTimestamp"),
        resourceVersion: String(Number(textAt(before.attributes, "metadata", "resourceVersion")) + 1),
        generation: (numeric(recordAt(before.attributes, "metadata"), "generation") ?? 1) + 1,
      },
    }),
    describe: (object, look) => statusOf(id, object, look),
  };
}

function isTaken(id: string, { namespace, name }: Attributes, look: Look): boolean {
  return look
    .all(`kubernetes:${id}`)
    .some(({ attributes }) => attributes.name === name && attributes.namespace === namespace);
}

/** What the API server fills in. */
function born(id: string, wanted: Attributes): Attributes {
  if (id !== "v1/Service" || textAt(wanted, "spec", "type") === "ExternalName") return {};
  const spec = recordAt(wanted, "spec");
  return {
    spec: {
      ...spec,
      clusterIP: spec.clusterIP ?? clusterAddress(`${text(wanted, "namespace")}/${text(wanted, "name")}`),
    },
  };
}

/** An address of 172.21.0.0/20, by the Service's name: the same again after a replacement. */
function clusterAddress(name: string): string {
  const sum = [...name].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 4000, 7) + 10;
  return `172.21.${Math.floor(sum / 256)}.${sum % 256}`;
}

function statusOf(id: string, object: CloudObject, look: Look): Attributes {
  switch (id) {
    case "apps/v1/Deployment":
      return { status: deploymentStatus(object, look) };
    case "v1/Namespace":
      return { status: { phase: text(object.attributes, "phase") || "Active" } };
    case "networking.k8s.io/v1/Ingress":
      return { status: { loadBalancer: { ingress: [{ hostname: BALANCER }] } } };
    case "alibabacloud.com/v1/AlbConfig":
      return { status: { loadBalancer: { dnsname: BALANCER, id: "alb-sandbox" } } };
    default:
      return {};
  }
}

function deploymentStatus(object: CloudObject, look: Look): Attributes {
  const problem = podProblem(object, look);
  const replicas = replicasOf(object.attributes);
  const isAvailable = problem === undefined && text(object.attributes, "phase") === "Available";
  const ready = isAvailable ? replicas : 0;
  return {
    observedGeneration: numeric(recordAt(object.attributes, "metadata"), "generation") ?? 1,
    replicas: problem === undefined ? replicas : 0,
    readyReplicas: ready,
    availableReplicas: ready,
    conditions: [
      {
        type: "Available",
        status: isAvailable ? "True" : "False",
        reason: isAvailable ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
      },
      ...(problem === undefined
        ? []
        : [{ type: "ReplicaFailure", status: "True", reason: "FailedCreate", message: problem }]),
    ],
  };
}
