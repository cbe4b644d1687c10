import { at } from "./expect.ts";
import { isUnknown, listOf, type Properties, textOf } from "./resource.ts";
import type { Finding } from "./rule.ts";
import { DAEMON_SET, DEPLOYMENT, POD, STATEFUL_SET } from "./types.ts";

/** What makes pods in Kubernetes: one list, so that no rule forgets a kind. */
export const WORKLOADS: ReadonlySet<string> = new Set([
  DEPLOYMENT,
  STATEFUL_SET,
  DAEMON_SET,
  POD,
  "kubernetes:batch/v1:Job",
  "kubernetes:batch/v1:CronJob",
]);

/** The pod's own specification within an object that makes pods. UNKNOWN while it is not known. */
export function podSpecOf(type: string, props: Properties): unknown {
  if (type === POD) return props.spec;
  if (type.endsWith(":CronJob")) return at(props, "spec.jobTemplate.spec.template.spec");
  return at(props, "spec.template.spec");
}

/** A container of a pod, with its place for messages. */
export interface PlacedContainer {
  readonly place: string;
  readonly container: Properties;
}

/** All containers of a pod, those that run first and those for a debugger as well. */
export function containersOf(podSpec: unknown): PlacedContainer[] {
  if (isUnknown(podSpec)) return [];
  return ["initContainers", "containers", "ephemeralContainers"].flatMap((list) =>
    listOf(at(podSpec, list)).map((container, index) => ({
      place: `${list}[${textOf(container.name) ?? index}]`,
      container,
    })),
  );
}

/** Judges each container of a workload; says once that it can't, while the containers are unknown. */
export function* eachContainer(
  type: string,
  props: Properties,
  judge: (placed: PlacedContainer, podSpec: unknown) => Iterable<Finding>,
): Iterable<Finding> {
  const podSpec = podSpecOf(type, props);
  if (isUnknown(podSpec) || isUnknown(at(podSpec, "containers"))) {
    yield { undecided: "containers" };
    return;
  }
  for (const placed of containersOf(podSpec)) yield* judge(placed, podSpec);
}

/** True when a selector's `matchLabels` are all among an object's labels. An empty selector selects everything. */
export function selects(selector: unknown, labels: unknown): boolean {
  const wanted = Object.entries((at(selector, "matchLabels") ?? {}) as Properties);
  return wanted.every(([key, value]) => (labels as Properties | undefined)?.[key] === value);
}

/** An object's namespace; Kubernetes takes `default` for an absent one. */
export function namespaceOf(props: Properties): unknown {
  return at(props, "metadata.namespace") ?? "default";
}
