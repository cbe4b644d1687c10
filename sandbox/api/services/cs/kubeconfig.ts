import { kubeconfigOf, LASTING } from "../../../cloud/alicloud/kubeconfig.ts";
import type { Call, Route } from "../../action.ts";
import { ApiError } from "../../problem.ts";
import { clusterIn } from "./cluster.ts";

/** 15 minutes to 3 days (API reference of DescribeClusterUserKubeconfig). */
const MINUTES = [15, 4320] as const;
const MS_PER_MINUTE = 60_000;

async function kubeconfig(call: Call) {
  const minutes = call.parameters.integer("TemporaryDurationMinutes");
  if (minutes !== undefined && (minutes < MINUTES[0] || minutes > MINUTES[1])) {
    throw new ApiError(
      400,
      "InvalidParameter",
      `TemporaryDurationMinutes is ${MINUTES.join(" to ")}. (${minutes})`,
    );
  }
  const ends = minutes === undefined ? LASTING : new Date(Date.now() + minutes * MS_PER_MINUTE).toISOString();
  return { config: kubeconfigOf(await clusterIn(call)), expiration: ends };
}

/** How a cluster's API server is reached: what holds the key is the answer itself. */
export const KUBECONFIG_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: "/k8s/{ClusterId}/user_config",
    name: "DescribeClusterUserKubeconfig",
    action: kubeconfig,
  },
];
