import { setTimeout as sleep } from "node:timers/promises";
import { Cloud } from "../../sandbox/cloud/cloud.ts";
import { StoreInUse } from "../../sandbox/cloud/store/single-writer.ts";
import { CLOUD_TYPES } from "../../sandbox/cloud/types.ts";

/** How long the sandbox's process may take to end after the last engine, on a machine with other work. */
const PATIENCE_MS = 30_000;

/**
 * Works on the sandbox's cloud behind everybody's back, when no engine is at it.
 * @throws StoreInUse while the sandbox's process has the cloud open, after half a minute
 */
export async function behindTheBack<T>(cloudFolder: string, work: (cloud: Cloud) => T): Promise<T> {
  const cloud = await open(cloudFolder);
  try {
    return work(cloud);
  } finally {
    cloud.close();
  }
}

async function open(cloudFolder: string): Promise<Cloud> {
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    try {
      return Cloud.open(cloudFolder, { types: CLOUD_TYPES });
    } catch (error) {
      if (!(error instanceof StoreInUse) || Date.now() > end) throw error;
    }
    await sleep(25);
  }
}
