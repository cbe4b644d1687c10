import { onTestFinished } from "vitest";
import { Cloud, type Session } from "../../../sandbox/cloud/cloud.ts";
import { TestClock } from "../clock.ts";
import { temporaryFolder } from "../temporary.ts";
import { TOYS } from "./toys.ts";

export const HERE: Session = { region: "here" };
export const THERE: Session = { region: "there" };

/** A cloud of toys with a clock that a test moves. */
export function toyCloud(folder: string = temporaryFolder(), clock: TestClock = new TestClock()) {
  const cloud = Cloud.open(folder, { types: TOYS, now: clock.now });
  onTestFinished(() => cloud.close());
  return { cloud, clock, folder };
}
