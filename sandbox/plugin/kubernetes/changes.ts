import { isDeepStrictEqual } from "node:util";
import type { InputChange } from "../../facts/facts.ts";
import { isRecord, UNKNOWN } from "../../facts/facts.ts";
import { compared, type Difference } from "../resource-work.ts";
import type { Values } from "../wire.ts";
import { asRecord, isAutonamed } from "./inputs.ts";

/**
 * Fields for whose change Pulumi's provider makes a new object (pulumi-kubernetes, provider/pkg/provider/diff.go, with its
 * default of immutable ConfigMaps and Secrets), by `apiVersion/kind`. Names and namespaces do so everywhere.
 */
const REPLACING: Readonly<Record<string, readonly string[]>> = {
  "apps/v1/DaemonSet": ["spec.selector"],
  "apps/v1/Deployment": ["spec.selector"],
  "apps/v1/StatefulSet": [
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.selector",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
  ],
  "batch/v1/Job": ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
  "rbac.authorization.k8s.io/v1/ClusterRoleBinding": ["roleRef"],
  "rbac.authorization.k8s.io/v1/RoleBinding": ["roleRef"],
  "v1/ConfigMap": ["binaryData", "data"],
  "v1/PersistentVolumeClaim": [
    "spec.accessModes",
    "spec.selector",
    "spec.storageClassName",
    "spec.volumeName",
  ],
  "v1/ResourceQuota": ["spec.scopes"],
  "v1/Secret": ["type", "stringData", "data"],
  "v1/Service": ["spec.clusterIP"],
};
const EVERYWHERE = ["metadata.name", "metadata.namespace", "apiVersion", "kind"];

/** What a change of inputs means for an object. */
export function differenceOf(id: string, olds: Values, news: Values, ignored: readonly string[]): Difference {
  const before = asRecord(olds.metadata);
  const after = asRecord(news.metadata);
  return {
    changes: compared(changesOf(id, olds, news), ignored),
    // Two objects of a name can't be: the old one goes first, unless the name is made up anew.
    deleteBeforeReplace:
      !isAutonamed(after) && before.name === after.name && before.namespace === after.namespace,
  };
}

/** What differs between two sets of inputs, field by field. */
function changesOf(id: string, olds: Values, news: Values): InputChange[] {
  const replacing = [...EVERYWHERE, ...(REPLACING[id] ?? [])];
  return [...differences(olds, news, "")].map(({ path, kind }) => ({
    path,
    kind,
    replaces: replacing.some(
      (field) => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`),
    ),
  }));
}

function* differences(
  before: unknown,
  after: unknown,
  path: string,
): Iterable<Pick<InputChange, "path" | "kind">> {
  if (isDeepStrictEqual(before, after) && after !== UNKNOWN) return;
  if (isRecord(before) && isRecord(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (path === "" && name.startsWith("__")) continue;
      yield* differences(before[name], after[name], within(path, name));
    }
    return;
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index++) {
      yield* differences(before[index], after[index], `${path}[${index}]`);
    }
    return;
  }
  if (isNothing(before) && isNothing(after)) return;
  yield { path, kind: isNothing(before) ? "add" : isNothing(after) ? "delete" : "update" };
}

/** A key with dots or slashes stands in brackets, e.g. `metadata.labels["app.kubernetes.io/name"]`. */
function within(path: string, name: string): string {
  if (!/^[A-Za-z0-9_]+$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === "" ? name : `${path}.${name}`;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}
