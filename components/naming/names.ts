import type { Tier } from "../config/environment.ts";

/**
 * What a resource is called in the cloud's console, in vCenter and on bills: `hougu-prod-artist-tomcat-1`. The prefix
 * keeps environments apart in one account or vCenter.
 */
export function physicalName(tier: Tier, name: string): string {
  return `hougu-${tier}-${name}`;
}
