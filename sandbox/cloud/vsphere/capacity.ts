/**
 * What the sandbox's vCenter has: a cluster as a small company runs it. Big enough for both environments of both
 * mini-programs, small enough that one wish too many runs into its bounds.
 */
export const CLUSTER_HOSTS = 3;

/** One ESXi host: a server with one processor of 32 cores. */
export const HOST = {
  /** Logical processors: a machine can't have more. */
  cpus: 64,
  /** Clock of each core in MHz; reservations of CPU are counted in them. */
  cpuMhz: 2400,
  cores: 32,
  /** Memory in MiB. */
  memory: 512 * 1024,
} as const;

/** One datastore in GiB. */
export const DATASTORE_GIB = 10 * 1024;
/** Datastores of a cluster of them. */
export const CLUSTER_DATASTORES = 3;

/** The segment of a port group, from which a machine without a static address gets one. For documentation (RFC 5737). */
export const SEGMENT = "198.51.100.0/24";

/** The template as one is made from Debian's cloud image. */
export const TEMPLATE = {
  guestId: "debian12_64Guest",
  firmware: "efi",
  scsiType: "pvscsi",
  adapterType: "vmxnet3",
  numCpus: 2,
  /** MiB. */
  memory: 2048,
  /** GiB. */
  disk: 10,
  /** Virtual hardware of vSphere 7.0 U2 and later. */
  hardwareVersion: 19,
} as const;

/** What a thin disk takes of its datastore in GiB: a Debian with its packages and some days of logs. */
export const THIN_DISK_GIB = 3;
