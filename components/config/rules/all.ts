import { ascendingAlerts, people, retentionInProd } from "./governance.ts";
import { entryDisks, knownFamilies, offeredSizes } from "./machines.ts";
import { burstCoversRate, distinctDomains, distinctRouters, tomcatsPerZone } from "./mini-programs.ts";
import { adminBlocks, vpcBlock } from "./network.ts";
import type { Rule } from "./rule.ts";
import { presence, segment } from "./vsphere.ts";
import { zonesInProd, zonesOfRegion } from "./zones.ts";

/** Every relation between values, in the order of the configuration's sections. */
export const ENVIRONMENT_RULES: readonly Rule[] = [
  zonesOfRegion,
  zonesInProd,
  vpcBlock,
  adminBlocks,
  knownFamilies,
  entryDisks,
  offeredSizes,
  presence,
  segment,
  distinctDomains,
  distinctRouters,
  burstCoversRate,
  tomcatsPerZone,
  ascendingAlerts,
  retentionInProd,
  people,
];
