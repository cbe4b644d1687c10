import { randomInt } from "node:crypto";
import { records } from "../object.ts";
import type { Look } from "../resource-type.ts";

/** TEST-NET-3 and its siblings (RFC 5737): nobody on the internet has these, so no mistake leads to a stranger. */
const PUBLIC_RANGES = ["203.0.113", "198.51.100", "192.0.2"] as const;

/** Whose attributes hold public addresses, beside balancers in zones. */
const HOLDERS: Readonly<Record<string, string>> = {
  "alicloud:eip": "ipAddress",
  "alicloud:instance": "publicIp",
  "alicloud:clb": "address",
};

/** Balancers that keep a public address in each zone without an EIP, and in which attribute of the zone. */
const ZONE_HOLDERS: Readonly<Record<string, string>> = {
  "alicloud:alb": "address",
  "alicloud:nlb": "publicIpv4Address",
};

/** An address of the internet that nobody in this account has. */
export function freePublicAddress(look: Look): string {
  const taken = new Set([
    ...Object.entries(HOLDERS).flatMap(([type, name]) =>
      look.all(type).map(({ attributes }) => attributes[name]),
    ),
    ...Object.entries(ZONE_HOLDERS).flatMap(([type, name]) =>
      look
        .all(type)
        .flatMap(({ attributes }) => records(attributes, "zoneMappings").map((zone) => zone[name])),
    ),
  ]);
  const free = PUBLIC_RANGES.flatMap((range) =>
    Array.from({ length: 254 }, (_, index) => `${range}.${index + 1}`),
  ).filter((address) => !taken.has(address));
  return (
    free[randomInt(Math.max(1, free.length))] ??
    look.refuse("ResourceNotEnough.Eip", "No public address is left.")
  );
}
