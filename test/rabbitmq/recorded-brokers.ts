import type { Tier } from "../../components/config/environment.ts";
import { environmentOf, type Recording, recordEnvironment } from "../program/recorded.ts";

type Change = readonly [readonly (string | number)[], unknown];

/** An environment's resources without what has nothing to do with messages: cluster, databases, images. */
export function recordBrokers(tier: Tier, changes: readonly Change[] = []): Promise<Recording> {
  const without = ["kubernetes", "data", "images"].map((section): Change => [[section], undefined]);
  return recordEnvironment(environmentOf(tier, [...without, ...changes]));
}
