import type { Environment } from "./environment.ts";

/**
 * Whether managed services stand in the VPC with addresses that they take by themselves: databases, caches, the registry's
 * and the message service's ways in. They have subnets of their own, since hosts' addresses are planned.
 */
export function hasManagedStores({
  data,
  images,
  messaging,
}: Pick<Environment, "data" | "images" | "messaging">): boolean {
  return (
    data?.mysql?.rds !== undefined ||
    data?.redis !== undefined ||
    images?.registry === "enterprise" ||
    messaging?.kind === "managed"
  );
}
