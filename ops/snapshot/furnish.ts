import path from "node:path";
import { Cloud } from "../../sandbox/cloud/cloud.ts";
import type { CloudObject } from "../../sandbox/cloud/object.ts";
import { CLOUD_TYPES } from "../../sandbox/cloud/types.ts";
import { CLOUD_FOLDER } from "../../sandbox/process/layout.ts";
import { readable } from "../stack/deployment.ts";
import type { Snapshot } from "./file.ts";

/**
 * Puts into a fresh sandbox what a preview asks for by its id: a preview without refresh asks for nothing else of the
 * state's resources. The credentials of such a cluster are the sandbox's own.
 */
export function furnishFrom(snapshot: Snapshot, home: string, region: string): void {
  const clusters = (snapshot.deployment.resources ?? []).filter(
    ({ type, id }) => type === "alicloud:cs/managedKubernetes:ManagedKubernetes" && id !== undefined,
  );
  if (clusters.length === 0) return;
  const cloud = Cloud.open(path.join(home, "sandbox", CLOUD_FOLDER), { types: CLOUD_TYPES });
  try {
    cloud.furnish(
      clusters.map(({ id = "", outputs }) => ({
        type: "alicloud:ackCluster",
        id,
        scope: region,
        attributes: readable(outputs) as CloudObject["attributes"],
      })),
    );
  } finally {
    cloud.close();
  }
}
