import type { Document } from "yaml";

/** A change of the configuration that an operator may make, and what it means for who is served meanwhile. */
export interface ConfigurationChange {
  /** The key, as in docs/configuration.md. */
  readonly key: string;
  readonly path: readonly (string | number)[];
  /** From what it is now to what it shall be. */
  readonly to: (now: unknown) => unknown;
  /** The change in words, e.g. `5 -> 8`. */
  readonly example: string;
  readonly meanwhile: string;
}

const SERVED = "served";
const ROLLING = "served by the others: one machine at a time, the next only when the one before it is there";
const BALANCED = "served by the other edges behind the balancer: one is replaced after the other";
const STANDBY_FIRST = "served: the standby first, then the other; the virtual address moves once";

/** What is tried on prod, in the order of the document. */
export const CHANGES: readonly ConfigurationChange[] = [
  {
    key: "hougu:network.natBandwidthMbps",
    path: ["hougu:network", "natBandwidthMbps"],
    to: (now) => Number(now) + 1,
    example: "one Mbit/s more",
    meanwhile: SERVED,
  },
  {
    key: "hougu:network.edgeBandwidthMbps",
    path: ["hougu:network", "edgeBandwidthMbps"],
    to: (now) => Number(now) + 1,
    example: "one Mbit/s more",
    meanwhile: SERVED,
  },
  {
    key: "hougu:network.adminCidrs",
    path: ["hougu:network", "adminCidrs"],
    to: (now) => [...(now as string[]), "10.99.0.0/24"],
    example: "one block more",
    meanwhile:
      "served; on vSphere brokers are replaced one after the other, and food's database is away while its machine is",
  },
  {
    key: "hougu:tags.owner",
    path: ["hougu:tags", "owner"],
    to: () => "another-team",
    example: "another team",
    meanwhile: `${SERVED}; containers on Docker hosts are made anew, one after the other`,
  },
  {
    key: "hougu:retention.backupsDays",
    path: ["hougu:retention", "backupsDays"],
    to: (now) => Number(now) + 1,
    example: "one day more",
    meanwhile: "served; food's database on vSphere is away while its machine is replaced",
  },
  {
    key: "hougu:artist.slo.latencyP99Ms",
    path: ["hougu:artist", "slo", "latencyP99Ms"],
    to: (now) => Number(now) + 1,
    example: "one millisecond more",
    meanwhile: SERVED,
  },
  {
    key: "hougu:artist.edge.requestsPerSecond",
    path: ["hougu:artist", "edge", "requestsPerSecond"],
    to: (now) => Number(now) + 1,
    example: "one more",
    meanwhile: BALANCED,
  },
  {
    key: "hougu:food.edge.requestsPerSecond",
    path: ["hougu:food", "edge", "requestsPerSecond"],
    to: (now) => Number(now) + 1,
    example: "one more",
    meanwhile: STANDBY_FIRST,
  },
  {
    key: "hougu:artist.tomcat.sessionTimeoutMinutes",
    path: ["hougu:artist", "tomcat", "sessionTimeoutMinutes"],
    to: (now) => Number(now) + 1,
    example: "one minute more",
    meanwhile: ROLLING,
  },
  {
    key: "hougu:artist.tomcat.count",
    path: ["hougu:artist", "tomcat", "count"],
    to: (now) => Number(now) + 1,
    example: "one more",
    meanwhile: `${ROLLING}; every node and edge learns of the new one`,
  },
  {
    key: "hougu:food.tomcat.machine.memoryGiB",
    path: ["hougu:food", "tomcat", "machine", "memoryGiB"],
    to: (now) => Number(now) * 1.5,
    example: "half as much again",
    meanwhile: `${ROLLING}: the heap is sized from it`,
  },
  {
    key: "hougu:alicloud.imageId",
    path: ["hougu:alicloud", "imageId"],
    to: () => "debian_12_6_x64_20G_alibase_20240711.vhd",
    example: "another image",
    meanwhile: ROLLING,
  },
  {
    key: "hougu:vsphere.template",
    path: ["hougu:vsphere", "template"],
    to: (now) => `${String(now)}-next`,
    example: "another template",
    meanwhile: `${SERVED}: it is for the machines that come next`,
  },
  {
    key: "hougu:artist.dns.ttlSeconds",
    path: ["hougu:artist", "dns", "ttlSeconds"],
    to: (now) => Number(now) * 10,
    example: "ten times as long",
    meanwhile: SERVED,
  },
  {
    key: "hougu:artist.protection.rateLimits[0].requests",
    path: ["hougu:artist", "protection", "rateLimits", 0, "requests"],
    to: (now) => Number(now) * 2,
    example: "twice as many",
    meanwhile: BALANCED,
  },
  {
    key: "hougu:food.protection.rateLimits[0].requests",
    path: ["hougu:food", "protection", "rateLimits", 0, "requests"],
    to: (now) => Number(now) * 2,
    example: "twice as many",
    meanwhile: `${STANDBY_FIRST}: on vSphere the edges themselves protect`,
  },
  {
    key: "hougu:data.mysql.rds.storageGiB",
    path: ["hougu:data", "mysql", "rds", "storageGiB"],
    to: (now) => Number(now) + 100,
    example: "100 GiB more",
    meanwhile: `${SERVED}; a short break of connections when the instance switches`,
  },
  {
    key: "hougu:data.pictures.infrequentAfterDays",
    path: ["hougu:data", "pictures", "infrequentAfterDays"],
    to: (now) => Number(now) + 30,
    example: "30 days later",
    meanwhile: SERVED,
  },
  {
    key: "hougu:messaging.machine.diskGiB",
    path: ["hougu:messaging", "machine", "diskGiB"],
    to: (now) => Number(now) + 20,
    example: "20 GiB more",
    meanwhile: `${SERVED}: disks grow in place`,
  },
  {
    key: "hougu:kubernetes.workloads.artist.api.ceiling",
    path: ["hougu:kubernetes", "workloads", "artist", "api", "ceiling"],
    to: (now) => Number(now) - 1,
    example: "one less",
    meanwhile: SERVED,
  },
  {
    key: "hougu:images.tag",
    path: ["hougu:images", "tag"],
    to: () => "1.0.1",
    example: "the next release",
    meanwhile: "served; containers follow their image when it is built, one after the other",
  },
];

/** Makes a change in a stack's file. */
export function apply(change: ConfigurationChange, file: Document): void {
  const path = ["config", ...change.path];
  const now = file.getIn(path);
  const plain =
    now !== null && typeof now === "object" && "toJSON" in now
      ? (now as { toJSON(): unknown }).toJSON()
      : now;
  file.setIn(path, change.to(plain));
}
