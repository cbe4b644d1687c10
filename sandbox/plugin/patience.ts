import { setTimeout as sleep } from "node:timers/promises";
import type { Cloud, Session } from "../cloud/cloud.ts";
import { CloudError } from "../cloud/cloud-error.ts";
import type { CloudObject } from "../cloud/object.ts";
import { isInBetween } from "../cloud/references.ts";

/** How long a provider tries, and who may end it. */
export interface Patience {
  /** Seconds of the cloud: its own clock, which may run faster than ours. */
  readonly seconds: number;
  /** The engine has gone or doesn't want it any more. */
  readonly signal: AbortSignal;
}

/** Providers ask again after five seconds, those of the cloud. */
const PAUSE_SECONDS = 5;
/** With a fast clock a pause is next to nothing; asking more often than this only burns a core. */
const SHORTEST_PAUSE_MS = 5;
/** However fast the clock is, this much real time passes before a provider gives up: calls take some themselves. */
const SLACK_MS = 3000;

/** It took longer than the provider waits. */
export class OutOfPatience extends Error {
  override readonly name = "OutOfPatience";
}

/** Makes a call again while the cloud says "not now". @throws CloudError when it means no, or patience ends */
export async function patiently<T>(cloud: Cloud, patience: Patience, call: () => Promise<T>): Promise<T> {
  const deadline = deadlineOf(cloud, patience);
  for (;;) {
    patience.signal.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof CloudError) || !error.retryable || Date.now() > deadline) throw error;
    }
    await pause(cloud, patience);
  }
}

/** Waits until an object is ready. @throws OutOfPatience; Error when it vanishes meanwhile */
export async function untilReady(
  cloud: Cloud,
  session: Session,
  { type, id }: Pick<CloudObject, "type" | "id">,
  patience: Patience,
): Promise<CloudObject> {
  const deadline = deadlineOf(cloud, patience);
  for (;;) {
    const object = await patiently(cloud, patience, () => cloud.describe(session, type, id));
    if (object === undefined) throw new Error(`${id} vanished while it was being made`);
    if (!isInBetween(object)) return object;
    if (Date.now() > deadline) throw new OutOfPatience(`${id} is still ${String(object.attributes.status)}`);
    await pause(cloud, patience);
  }
}

/** Deletes an object and waits until it is gone. One that is gone already is. @throws CloudError; OutOfPatience */
export async function untilRemoved(
  cloud: Cloud,
  session: Session,
  target: Pick<CloudObject, "type" | "id">,
  patience: Patience,
): Promise<void> {
  try {
    await patiently(cloud, patience, () => cloud.remove(session, target.type, target.id));
  } catch (error) {
    if (error instanceof CloudError && error.code === cloud.type(target.type).notFound.code) return;
    throw error;
  }
  await untilGone(cloud, session, target, patience);
}

async function untilGone(
  cloud: Cloud,
  session: Session,
  { type, id }: Pick<CloudObject, "type" | "id">,
  patience: Patience,
): Promise<void> {
  const deadline = deadlineOf(cloud, patience);
  while ((await patiently(cloud, patience, () => cloud.describe(session, type, id))) !== undefined) {
    if (Date.now() > deadline) throw new OutOfPatience(`${id} is still there`);
    await pause(cloud, patience);
  }
}

function deadlineOf(cloud: Cloud, { seconds }: Patience): number {
  return Date.now() + cloud.milliseconds(seconds) + SLACK_MS;
}

function pause(cloud: Cloud, { signal }: Patience): Promise<void> {
  return sleep(Math.max(SHORTEST_PAUSE_MS, cloud.milliseconds(PAUSE_SECONDS)), undefined, { signal });
}
