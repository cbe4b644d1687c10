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
  databaseForEachPlace,
  imagesHaveARegistry,
  managedMessagingHasAVpc,
  storesHaveUsers,
} from "./data-places.ts";
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
  clusterZones,
  floorsBelowCeilings,
} from "./kubernetes.ts";
import { lineBlocks, podsReachBrokers } from "./lines.ts";
import { entryDisks, knownFamilies, offeredSizes } from "./machines.ts";
import { mariadbBackupsApartInProd, mariadbHasADatastore } from "./mariadb.ts";
import {
  brokerDiskHoldsItsMemory,
  brokerSizeIsOffered,
  clusterHasAMajority,
  managedHasTwoZones,
  managedIsReached,
} from "./messaging.ts";
import { burstCoversRate, distinctDomains, distinctRouters, tomcatsPerZone } from "./mini-programs.ts";
import { adminBlocks, vpcBlock } from "./network.ts";
import {
  alertsNeedMetrics,
  everyAlertIsHeard,
  hoursEndAfterTheyBegin,
  mailHasAServer,
  metricsFitTheirDisk,
  metricsPairInProd,
  metricsReachEveryHost,
  routesNameWhatIsThere,
  tracesHaveACluster,
} from "./observability.ts";
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
  databaseForEachPlace,
  storesHaveUsers,
  mariadbHasADatastore,
  mariadbBackupsApartInProd,
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
  imagesHaveARegistry,
  balancersHaveTheirPlace,
  webSocketDomains,
  wafHasWork,
  recordsInTheirZone,
  floodsAreMet,
  blockedCidrsAreSmall,
  oneLimitForAPath,
  clusterInVpc,
  clusterNetwork,
  clusterZones,
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
  managedMessagingHasAVpc,
  podsReachBrokers,
  lineBlocks,
  metricsPairInProd,
  metricsFitTheirDisk,
  metricsReachEveryHost,
  alertsNeedMetrics,
  routesNameWhatIsThere,
  mailHasAServer,
  everyAlertIsHeard,
  hoursEndAfterTheyBegin,
  tracesHaveACluster,
];
