import type { Tier } from "../../components/config/environment.ts";
import type { KubernetesSettings } from "../../components/config/kubernetes.ts";
import type { KubernetesObject } from "../../components/kubernetes/objects.ts";
import { type ClusterArgs, renderCluster } from "../../components/kubernetes/render.ts";
import { labelsOf } from "../../components/naming/labels.ts";
import { environmentOf } from "../program/recorded.ts";

/** What a committed environment's objects are rendered from; `changes` are written over its settings. */
export function clusterArgs(tier: Tier, changes: Partial<KubernetesSettings> = {}): ClusterArgs {
  const environment = environmentOf(tier);
  if (!environment.kubernetes) throw new Error(`${tier} has no cluster`);
  return {
    settings: { ...environment.kubernetes, ...changes },
    labels: labelsOf(environment),
    blocks: {
      loadBalancer: ["10.10.254.0/24"],
      stores: ["10.10.1.0/24"],
      brokersOf: (miniProgram) => (miniProgram === "artist" ? ["10.10.1.144/32"] : ["192.168.50.51/32"]),
    },
    appSettings: (miniProgram) => ({ VIRTUAL_HOST: miniProgram }),
    brokerOf: () => "own authority",
    ramRoleOf: (miniProgram, workload) =>
      miniProgram === "artist" && workload === "api" ? "hougu-artist-pods-api" : undefined,
  };
}

export function rendered(tier: Tier, changes: Partial<KubernetesSettings> = {}): KubernetesObject[] {
  return renderCluster(clusterArgs(tier, changes));
}

/** The object of a kind and name in a namespace. */
export function the<K extends KubernetesObject["kind"]>(
  objects: readonly KubernetesObject[],
  kind: K,
  name: string,
  namespace?: string,
): Extract<KubernetesObject, { kind: K }> {
  const found = objects.filter(
    (object) =>
      object.kind === kind &&
      object.metadata.name === name &&
      (object.metadata as { namespace?: string }).namespace === namespace,
  );
  if (found.length !== 1) throw new Error(`${found.length} of ${kind} ${namespace ?? ""}/${name}`);
  return found[0] as Extract<KubernetesObject, { kind: K }>;
}
