import { pinnedImage } from "../image.ts";
import { labelsFor, selectorOf } from "../labels.ts";
import type { Deployment, PodSpec } from "../objects.ts";
import { priorityClassName } from "../priorities.ts";
import { HTTP_PORT } from "./catalogue.ts";
import { configMapName } from "./config-map.ts";
import {
  CAPACITY_LABEL,
  everywhere,
  ON_DEMAND,
  restrictedContainer,
  restrictedPod,
  SPOT,
} from "./pod-security.ts";
import { namespaceOf, type Workload } from "./workload.ts";

/** Seconds until a load balancer and kube-proxy have heard that a pod goes; it serves meanwhile. */
const FAREWELL_SECONDS = 10;
/** A JVM that compiles its first requests is ready within a minute; two is a start that failed. */
const START_SECONDS = 120;
const PROBE_SECONDS = 5;
/** What a new pod must be ready for before the next one is made. */
const SETTLED_SECONDS = 5;
/** Old ReplicaSets: as many releases as anybody goes back. */
const REVISIONS = 5;
/** Room for what an app writes to /tmp: uploads on their way to OSS. */
const SCRATCH_MIB = 256;

export function deployment(workload: Workload): Deployment {
  const { miniProgram, name, settings, facts, tags } = workload;
  const labels = labelsFor(miniProgram, name, tags);
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {
      name,
      namespace: namespaceOf(workload),
      labels,
      annotations: { "kubernetes.io/description": facts.about },
    },
    spec: {
      // What it begins with; from then on the number is the autoscaler's (`ignoreChanges` where it is placed).
      replicas: settings.floor,
      selector: { matchLabels: selectorOf(miniProgram, name) },
      // An update never serves with fewer pods than before it.
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      minReadySeconds: SETTLED_SECONDS,
      // A node that the update needs takes minutes to come (up to five on ECS), then the pod's own start.
      progressDeadlineSeconds: 300 + START_SECONDS,
      revisionHistoryLimit: REVISIONS,
      template: { metadata: { labels }, spec: podSpec(workload) },
    },
  };
}

function podSpec(workload: Workload): PodSpec {
  const { miniProgram, name, facts } = workload;
  return {
    ...restrictedPod(),
    serviceAccountName: name,
    priorityClassName: priorityClassName(facts.priority),
    terminationGracePeriodSeconds: FAREWELL_SECONDS + facts.graceSeconds,
    tolerations: everywhere(),
    affinity: { nodeAffinity: preferring(facts.prefersSpot ? SPOT : ON_DEMAND) },
    topologySpreadConstraints: spread(selectorOf(miniProgram, name)),
    containers: [container(workload)],
    volumes: [{ name: "scratch", emptyDir: { sizeLimit: `${SCRATCH_MIB}Mi` } }],
  };
}

function container(workload: Workload): PodSpec["containers"][number] {
  const { name, settings, image, secretName } = workload;
  const { cpuMillis, memoryMiB } = settings;
  const probe = (path: string) => ({
    httpGet: { path, port: "http" },
    periodSeconds: PROBE_SECONDS,
    timeoutSeconds: 2,
  });
  return {
    name,
    image: pinnedImage(image),
    ports: [{ name: "http", containerPort: HTTP_PORT, protocol: "TCP" }],
    envFrom: [
      { configMapRef: { name: configMapName(workload) } },
      ...(secretName === undefined ? [] : [{ secretRef: { name: secretName } }]),
    ],
    resources: {
      requests: { cpu: `${cpuMillis}m`, memory: `${memoryMiB}Mi` },
      // Memory over the request would be taken from neighbours. CPU has no limit: a throttled pod answers late while
      // its node idles.
      limits: { memory: `${memoryMiB}Mi` },
    },
    securityContext: restrictedContainer(),
    startupProbe: { ...probe("/readyz"), failureThreshold: START_SECONDS / PROBE_SECONDS },
    readinessProbe: { ...probe("/readyz"), failureThreshold: 2 },
    // Asks whether the process itself hangs, never whether the database answers: restarting every pod heals none.
    livenessProbe: { ...probe("/livez"), failureThreshold: 6 },
    lifecycle: { preStop: { sleep: { seconds: FAREWELL_SECONDS } } },
    volumeMounts: [{ name: "scratch", mountPath: "/tmp" }],
  };
}

function preferring(capacity: string): NonNullable<NonNullable<PodSpec["affinity"]>["nodeAffinity"]> {
  return {
    preferredDuringSchedulingIgnoredDuringExecution: [
      {
        weight: 100,
        preference: { matchExpressions: [{ key: CAPACITY_LABEL, operator: "In", values: [capacity] }] },
      },
    ],
  };
}

/**
 * A zone's loss takes its share and no more, so zones are a must. Nodes are a wish: on few nodes a must would keep a pod of
 * an update waiting for a node of its own. Only pods of one revision are compared, or an update would be skewed by the old.
 */
function spread(labels: Record<string, string>): NonNullable<PodSpec["topologySpreadConstraints"]> {
  const common = {
    maxSkew: 1,
    labelSelector: { matchLabels: labels },
    matchLabelKeys: ["pod-template-hash"],
  };
  return [
    {
      ...common,
      topologyKey: "topology.kubernetes.io/zone",
      whenUnsatisfiable: "DoNotSchedule",
      // Nodes that are gone or drained don't count as places that want a pod.
      nodeTaintsPolicy: "Honor",
    },
    { ...common, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway" },
  ];
}
