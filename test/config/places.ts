import type { MiniProgramName, Platform } from "../../components/config/environment.ts";
import { parseBlock } from "../../components/config/ipv4.ts";
import { type RawConfig, valueAt } from "../../components/config/raw.ts";
import { put } from "./stack.ts";

/** Blocks from here on are too small for a cluster, whose pods have addresses of the VPC. */
const TOO_SMALL_FOR_PODS = 18;

/**
 * Moves mini-programs of a committed configuration to other platforms, with everything that the rules tie to that: what
 * a place lacks goes, and what it needs comes. The rest of the file stays as it is.
 */
export function place(raw: RawConfig, platforms: Readonly<Record<MiniProgramName, Platform>>): void {
  const values = raw.values as Record<string, unknown>;
  const without = (...path: string[]): void => {
    if (valueAt(values, path.slice(0, -1)) !== undefined) put(values, path, undefined);
  };
  for (const [name, platform] of Object.entries(platforms)) {
    put(values, [name, "platform"], platform);
    if (platform === "alicloud") without(name, "dns", "address");
    else {
      // Balancers and thresholds of public addresses are Alibaba Cloud's.
      without(name, "entry");
      without(name, "antiDdos");
      if (valueAt(values, [name, "dns"]) !== undefined) put(values, [name, "dns", "address"], "203.0.113.20");
    }
  }
  const where = Object.values(platforms);
  if (!where.includes("alicloud")) {
    for (const part of ["key", "redis"]) without("data", part);
    without("data", "mysql", "rds");
    without("images");
  }
  if (platforms.artist !== "alicloud") without("data", "pictures");
  if (where.includes("vsphere")) without("vsphere", "pool", "memoryLimitGiB");
  else {
    for (const key of ["vsphere", "vspherePassword"]) without(key);
    without("data", "mysql", "mariadb");
  }
  if (valueAt(values, ["artist", "entry"]) === undefined && valueAt(values, ["food", "entry"]) === undefined)
    without("waf");
  const { prefix } = parseBlock(String(valueAt(values, ["network", "cidr"])));
  if (!where.includes("alicloud") || prefix >= TOO_SMALL_FOR_PODS) without("kubernetes");
}
