import type { Attributes, Value } from "../object.ts";
import { at, listAt, recordAt, textAt } from "./read.ts";

/** Volumes that the restricted standard allows. */
const VOLUMES: ReadonlySet<string> = new Set([
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
]);

/**
 * What the `restricted` standard finds in a pod, in the words of Kubernetes' admission: empty when it may run.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function restrictedViolations(podSpec: Attributes): string[] {
  const containers = [...listAt(podSpec, "initContainers"), ...listAt(podSpec, "containers")];
  const names = (wrong: (container: Attributes) => boolean): string =>
    containers
      .filter(wrong)
      .map((container) => JSON.stringify(textAt(container, "name")))
      .join(", ");
  const of = (container: Attributes, ...path: string[]): Value | undefined =>
    at(container, "securityContext", ...path);
  const pod = (...path: string[]): Value | undefined => at(podSpec, "securityContext", ...path);
  const found: string[] = [];
  const add = (what: string, which: string, remedy: string): void => {
    if (which !== "") found.push(`${what} (container ${which} must set ${remedy})`);
  };
  for (const host of ["hostNetwork", "hostPID", "hostIPC"])
    if (podSpec[host] === true) found.push(`host namespaces (${host}=true)`);
  add(
    "privileged",
    names((one) => of(one, "privileged") === true),
    "securityContext.privileged=false",
  );
  add(
    "allowPrivilegeEscalation != false",
    names((one) => of(one, "allowPrivilegeEscalation") !== false),
    "securityContext.allowPrivilegeEscalation=false",
  );
  add(
    "unrestricted capabilities",
    names((one) => !dropsAll(one)),
    'securityContext.capabilities.drop=["ALL"]',
  );
  add(
    "runAsNonRoot != true",
    names((one) => (of(one, "runAsNonRoot") ?? pod("runAsNonRoot")) !== true),
    "securityContext.runAsNonRoot=true",
  );
  add(
    "runAsUser=0",
    names((one) => (of(one, "runAsUser") ?? pod("runAsUser")) === 0),
    "a user that isn't root",
  );
  add(
    "seccompProfile",
    names(
      (one) =>
        !["RuntimeDefault", "Localhost"].includes(
          String(of(one, "seccompProfile", "type") ?? pod("seccompProfile", "type")),
        ),
    ),
    'securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"',
  );
  const volumes = listAt(podSpec, "volumes").filter((volume) =>
    Object.keys(volume).some((key) => key !== "name" && !VOLUMES.has(key)),
  );
  if (volumes.length > 0)
    found.push(
      `restricted volume types (volume ${volumes.map((one) => JSON.stringify(textAt(one, "name"))).join(", ")})`,
    );
  return found;
}

function dropsAll(container: Attributes): boolean {
  const { drop, add } = recordAt(container, "securityContext", "capabilities");
  const added = Array.isArray(add) ? add : [];
  return Array.isArray(drop) && drop.includes("ALL") && added.every((one) => one === "NET_BIND_SERVICE");
}

/** The standard that a namespace enforces: `privileged` when it says nothing. */
export function enforcedStandard(namespace: Attributes): string {
  return textAt(namespace, "metadata", "labels", "pod-security.kubernetes.io/enforce") || "privileged";
}
