import {
  type Attributes,
  type CloudObject,
  isRecord,
  records,
  text,
  texts,
  type Value,
} from "../../cloud/object.ts";

/** What vCenter shows of a machine when nobody ever set it. */
const UNSET: Attributes = {
  alternateGuestName: "",
  annotation: "",
  bootDelay: 0,
  bootRetryDelay: 10_000,
  bootRetryEnabled: false,
  changeVersion: "",
  cpuHotAddEnabled: false,
  cpuHotRemoveEnabled: false,
  cpuLimit: -1,
  cpuPerformanceCountersEnabled: false,
  cpuReservation: 0,
  cpuShareCount: 1000,
  cpuShareLevel: "normal",
  efiSecureBootEnabled: false,
  enableDiskUuid: false,
  enableLogging: false,
  eptRviMode: "automatic",
  firmware: "bios",
  hardwareVersion: 0,
  hvMode: "hvAuto",
  latencySensitivity: "normal",
  memory: 1024,
  memoryHotAddEnabled: false,
  memoryLimit: -1,
  memoryReservation: 0,
  memoryShareCount: 10_240,
  memoryShareLevel: "normal",
  nestedHvEnabled: false,
  numCoresPerSocket: 1,
  numCpus: 1,
  runToolsScriptsAfterPowerOn: true,
  runToolsScriptsAfterResume: true,
  runToolsScriptsBeforeGuestReboot: false,
  runToolsScriptsBeforeGuestShutdown: true,
  runToolsScriptsBeforeGuestStandby: true,
  scsiBusSharing: "noSharing",
  scsiType: "",
  storagePolicyId: "",
  swapPlacementPolicy: "inherit",
  syncTimeWithHost: false,
  vappTransports: [],
};

/** Controllers that are looked at for disks when nobody says how many. */
const SCANS: Attributes = {
  ideControllerScanCount: 2,
  sataControllerScanCount: 0,
  scsiControllerScanCount: 1,
};

/** A machine or template as the function `getVirtualMachine` shows it. */
export function machineReport(args: Attributes, { id, attributes }: CloudObject): Attributes {
  const shown = Object.entries(UNSET).map(([name, unset]) => [name, attributes[name] ?? unset] as const);
  const { extraConfig, vapp } = attributes;
  return {
    ...SCANS,
    ...args,
    ...Object.fromEntries(shown),
    id,
    uuid: id,
    guestId: text(attributes, "guestId"),
    guestIpAddresses: texts(attributes, "guestIpAddresses"),
    disks: records(attributes, "disks").map(diskReport),
    networkInterfaceTypes: records(attributes, "networkInterfaces").map((nic) => text(nic, "adapterType")),
    ...(isRecord(extraConfig) && { extraConfig }),
    ...(isRecord(vapp) && { vapp }),
  };
}

/** Labels are vCenter's own here, not those that a program gave. */
function diskReport(disk: Attributes, index: number): Value {
  return {
    label: `Hard disk ${index + 1}`,
    size: disk.size ?? 0,
    unitNumber: disk.unitNumber ?? 0,
    thinProvisioned: disk.thinProvisioned ?? false,
    eagerlyScrub: disk.eagerlyScrub ?? false,
  };
}
