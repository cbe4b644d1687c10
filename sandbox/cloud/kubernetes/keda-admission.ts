import { type Attributes, text } from "../object.ts";
import type { Look } from "../resource-type.ts";
import { at, listAt, recordAt, textAt } from "./read.ts";

const WEBHOOK = 'admission webhook "vscaledobject.kb.io" denied the request:';

/** What KEDA's own webhook refuses (keda v2.16, apis/keda/v1alpha1/scaledobject_webhook.go). */
export function checkScaledObject(wanted: Attributes, look: Look, self?: string): void {
  const namespace = text(wanted, "namespace");
  const refuse = (message: string): never => look.refuse("Forbidden", `${WEBHOOK} ${message}`);
  const target = recordAt(wanted, "spec", "scaleTargetRef");
  const name = textAt(target, "name");
  const here = (type: string) =>
    look.all(type).filter(({ attributes }) => attributes.namespace === namespace);
  const hpa = here("kubernetes:autoscaling/v2/HorizontalPodAutoscaler").find(
    ({ attributes }) => textAt(attributes, "spec", "scaleTargetRef", "name") === name,
  );
  if (hpa) {
    refuse(
      `the workload '${name}' of type 'apps/v1.Deployment' is already managed by the hpa '${text(hpa.attributes, "name")}'`,
    );
  }
  const other = here("kubernetes:keda.sh/v1alpha1/ScaledObject").find(
    ({ id, attributes }) => id !== self && textAt(attributes, "spec", "scaleTargetRef", "name") === name,
  );
  if (other) {
    refuse(
      `the workload '${name}' of type 'apps/v1.Deployment' is already managed by the ScaledObject '${text(other.attributes, "name")}'`,
    );
  }
  const triggers = listAt(wanted, "spec", "triggers");
  const resources = triggers.filter(({ type }) => type === "cpu" || type === "memory");
  if (at(wanted, "spec", "fallback") !== undefined && resources.length > 0) {
    refuse(
      `type is ${text(resources[0] ?? {}, "type")} , but fallback it is not supported by the CPU & memory scalers`,
    );
  }
  if (resources.length === triggers.length && at(wanted, "spec", "minReplicaCount") === 0) {
    refuse(
      "scaledobject has only cpu/memory triggers AND minReplica is 0 (scale to zero doesn't work in this case)",
    );
  }
  const deployment = here("kubernetes:apps/v1/Deployment").find(({ attributes }) => attributes.name === name);
  for (const { type } of resources) {
    for (const container of listAt(deployment?.attributes, "spec", "template", "spec", "containers")) {
      if (at(container, "resources", "requests", String(type)) !== undefined) continue;
      refuse(
        `the scaledobject has a ${String(type)} trigger but the container ${textAt(container, "name")} doesn't have the ${String(type)} request defined`,
      );
    }
  }
}
