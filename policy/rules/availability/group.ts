import type { RuleGroup } from "../../rule.ts";
import { balancerTwoZones } from "./balancer-two-zones.ts";
import { balancersCheckHealth } from "./balancers-check-health.ts";
import { bucketZoneRedundant } from "./bucket-zone-redundant.ts";
import { deletionProtection } from "./deletion-protection.ts";
import { entryDeletionProtection } from "./entry-deletion-protection.ts";
import { hostsOnDifferentHardware } from "./hosts-on-different-hardware.ts";
import { protectedByEngine } from "./protected-by-engine.ts";
import { storeDeletionProtection } from "./store-deletion-protection.ts";
import { storeStandby } from "./store-standby.ts";
import { storesMinorUpgrades } from "./stores-minor-upgrades.ts";
import { twoZones } from "./two-zones.ts";

export const AVAILABILITY: RuleGroup = {
  id: "availability",
  title: { en: "Availability", zh: "可用性" },
  rules: [
    twoZones,
    deletionProtection,
    storeDeletionProtection,
    entryDeletionProtection,
    protectedByEngine,
    storeStandby,
    balancerTwoZones,
    balancersCheckHealth,
    hostsOnDifferentHardware,
    storesMinorUpgrades,
    bucketZoneRedundant,
  ],
};
