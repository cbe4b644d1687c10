import {
  backupsFitMysql,
  dataRedundantInProd,
  mysqlClassFits,
  mysqlReaderNeedsHighAvailability,
  mysqlStorageInSteps,
  picturesAgeInOrder,
  picturesHaveTheirOwnDomain,
  standbysNeedZones,
} from "./data.ts";
import {
  balancersHaveTheirPlace,
  blockedCidrsAreSmall,
  floodsAreMet,
  oneLimitForAPath,
  recordsInTheirZone,
  wafHasWork,
  webSocketDomains,
} from "./entry.ts";
import { ascendingAlerts, people, retentionInProd } from "./governance.ts";
import { containersFindWhatTheyNeed, distinctImageNames } from "./images.ts";
import {
  ceilingsAffordable,
  clusterAffordable,
  clusterDomains,
  clusterInProd,
  clusterInVpc,
  clusterMachine,
  clusterNetwork,
  floorsBelowCeilings,
} from "./kubernetes.ts";
import { entryDisks, knownFamilies, offeredSizes } from "./machines.ts";
import {
  brokerDiskHoldsItsMemory,
  brokerSizeIsOffered,
  clusterHasAMajority,
  managedHasTwoZones,
  managedIsReached,
} from "./messaging.ts";
import { burstCoversRate, distinctDomains, distinctRouters, tomcatsPerZone } from "./mini-programs.ts";
import { adminBlocks, vpcBlock } from "./network.ts";
import type { Rule } from "./rule.ts";
import { oneStorage, poolHoldsItsMachines, presence, segment } from "./vsphere.ts";
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
  oneStorage,
  poolHoldsItsMachines,
  distinctDomains,
  distinctRouters,
  burstCoversRate,
  tomcatsPerZone,
  ascendingAlerts,
  retentionInProd,
  people,
  mysqlClassFits,
  mysqlStorageInSteps,
  backupsFitMysql,
  mysqlReaderNeedsHighAvailability,
  dataRedundantInProd,
  standbysNeedZones,
  picturesAgeInOrder,
  picturesHaveTheirOwnDomain,
  distinctImageNames,
  containersFindWhatTheyNeed,
  balancersHaveTheirPlace,
  webSocketDomains,
  wafHasWork,
  recordsInTheirZone,
  floodsAreMet,
  blockedCidrsAreSmall,
  oneLimitForAPath,
  clusterInVpc,
  clusterNetwork,
  clusterMachine,
  clusterInProd,
  floorsBelowCeilings,
  ceilingsAffordable,
  clusterAffordable,
  clusterDomains,
  clusterHasAMajority,
  brokerDiskHoldsItsMemory,
  brokerSizeIsOffered,
  managedHasTwoZones,
  managedIsReached,
];
