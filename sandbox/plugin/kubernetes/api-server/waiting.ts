import { setTimeout as sleep } from "node:timers/promises";
import type { Attributes } from "../../../cloud/object.ts";
import { OutOfPatience, type Patience } from "../../patience.ts";
import type { Values } from "../../wire.ts";
import { asRecord } from "../inputs.ts";
import { type ApiObjects, called, type Placed, uidOf } from "./objects.ts";
import { podTroubles, readinessOf } from "./readiness.ts";

/** A second is soon for people, and rarely enough for a server. */
const PAUSE_MS = 1000;

/** Waits until an object is ready. @throws OutOfPatience with what it waits for; Error when it never will be */
export async function untilReady(
  objects: ApiObjects,
  at: Placed,
  made: Values,
  patience: Patience,
): Promise<Values> {
  const look = objects.look(patience.signal);
  const deadline = deadlineOf(patience);
  let object = made;
  for (;;) {
    const readiness = await readinessOf(at.kindId, object as Attributes, look);
    if (readiness.is === "ready") return object;
    if (readiness.is === "failed") throw new Error(`${called(at)} failed: ${readiness.because}`);
    if (Date.now() > deadline) {
      const reasons = [readiness.for, ...(await podTroubles(object as Attributes, look))];
      throw new OutOfPatience(
        `${called(at)} was made and isn't ready after ${patience.seconds} s; it waits for ${reasons.join("; ")}`,
      );
    }
    await sleep(PAUSE_MS, undefined, { signal: patience.signal });
    const next = await objects.get(at, patience.signal);
    if (next === undefined) throw new Error(`${called(at)} vanished while it was being made`);
    object = next;
  }
}

/** Waits until the object of a uid is gone, its finalizers done. @throws OutOfPatience with what keeps it */
export async function untilGone(
  objects: ApiObjects,
  at: Placed,
  uid: string,
  patience: Patience,
): Promise<void> {
  const deadline = deadlineOf(patience);
  for (;;) {
    const rest = await objects.get(at, patience.signal);
    // Another one of that name is somebody else's.
    if (rest === undefined || uidOf(rest) !== uid) return;
    if (Date.now() > deadline) throw new OutOfPatience(`${called(at)} is still there: ${whatKeeps(rest)}`);
    await sleep(PAUSE_MS, undefined, { signal: patience.signal });
  }
}

function whatKeeps(object: Values): string {
  const { finalizers } = asRecord(object.metadata);
  const { finalizers: ofNamespace } = asRecord(object.spec);
  const names = [finalizers, ofNamespace].flatMap((list) => (Array.isArray(list) ? list.map(String) : []));
  return names.length > 0 ? `the finalizers ${names.join(", ")} are left` : "its deletion has not ended";
}

function deadlineOf({ seconds }: Patience): number {
  return Date.now() + seconds * 1000;
}
