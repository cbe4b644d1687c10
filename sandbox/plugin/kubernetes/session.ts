import type { Session } from "../../cloud/cloud.ts";
import type { Values } from "../wire.ts";

/** Which cluster a provider speaks to: by the server that its kubeconfig names. */
export function clusterOf({ kubeconfig, clusterIdentifier }: Values): Session {
  if (typeof clusterIdentifier === "string" && clusterIdentifier !== "") return { region: clusterIdentifier };
  const server =
    typeof kubeconfig === "string" ? /"?server"?:\s*"?([^\s",}]+)/.exec(kubeconfig)?.[1] : undefined;
  return { region: server ?? "default-cluster" };
}
