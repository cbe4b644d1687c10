import { createHash } from "node:crypto";
import { labelsFor } from "../labels.ts";
import type { KubernetesObject } from "../objects.ts";
import { namespaceOf, type Workload } from "./workload.ts";

/** Enough to tell one set of settings from any other that a workload ever had. */
const DIGEST_LENGTH = 10;

/**
 * The name says what is in it: other settings are another ConfigMap, so that pods roll when they change, a pod that starts
 * again during the roll-out finds those it had, and a rollback finds the old ones.
 */
export function configMapName({ name, settingsOfApp }: Pick<Workload, "name" | "settingsOfApp">): string {
  const sorted = Object.entries(settingsOfApp).sort(([a], [b]) => (a < b ? -1 : 1));
  const digest = createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, DIGEST_LENGTH);
  return `${name}-${digest}`;
}

export function configMap(workload: Workload): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: {
      name: configMapName(workload),
      namespace: namespaceOf(workload),
      labels: labelsFor(workload.miniProgram, workload.name, workload.tags),
    },
    immutable: true,
    data: { ...workload.settingsOfApp },
  };
}
