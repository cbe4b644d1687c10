import type { PodSpec } from "../objects.ts";

/** No user of the system has this id, on a node or in a Debian image. */
const USER_ID = 10_001;

/** What the `restricted` Pod Security standard asks of a pod, and a service account's token only for who needs one. */
export function restrictedPod(): Pick<
  PodSpec,
  "securityContext" | "automountServiceAccountToken" | "enableServiceLinks"
> {
  return {
    automountServiceAccountToken: false,
    // Variables of every Service in the namespace; nobody reads them, and a rename of a Service restarts no pod.
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER_ID,
      runAsGroup: USER_ID,
      fsGroup: USER_ID,
      seccompProfile: { type: "RuntimeDefault" },
    },
  };
}

/** And of each of its containers. */
export function restrictedContainer(): NonNullable<PodSpec["containers"][number]["securityContext"]> {
  return {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  };
}

/** The label and taint that tell spot nodes from others. */
export const CAPACITY_LABEL = "hougu/capacity";
export const SPOT = "spot";
export const ON_DEMAND = "on-demand";

/** May stand on spot nodes too. */
export function everywhere(): NonNullable<PodSpec["tolerations"]> {
  return [{ key: CAPACITY_LABEL, operator: "Equal", value: SPOT, effect: "NoSchedule" }];
}
