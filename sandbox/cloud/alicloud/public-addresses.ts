import { randomInt } from "node:crypto";
import type { Look } from "../resource-type.ts";

/** TEST-NET-3 and its siblings (RFC 5737): nobody on the internet has these, so no mistake leads to a stranger. */
const PUBLIC_RANGES = ["203.0.113", "198.51.100", "192.0.2"] as const;

/** An address of the internet that nobody in this account has. */
export function freePublicAddress(look: Look): string {
  const isTaken = (address: string) =>
    look.having("alicloud:eip", "ipAddress", address).length > 0 ||
    look.having("alicloud:instance", "publicIp", address).length > 0;
  const free = PUBLIC_RANGES.flatMap((range) =>
    Array.from({ length: 254 }, (_, index) => `${range}.${index + 1}`),
  ).filter((address) => !isTaken(address));
  return (
    free[randomInt(Math.max(1, free.length))] ??
    look.refuse("ResourceNotEnough.Eip", "No public address is left.")
  );
}
