import type { Machine } from "./environment.ts";

/** A KMS key of one's own. */
export interface KeySettings {
  /** KMS instance that keeps it, where the account needs one. */
  readonly kmsInstanceId?: string | undefined;
  /** Days until the key gets a new version. */
  readonly rotationDays: number;
}

/** RDS for MySQL: one instance for each mini-program on Alibaba Cloud. */
export interface RdsSettings {
  readonly edition: "Basic" | "HighAvailability";
  readonly class: string;
  readonly storageType: "local_ssd" | "cloud_essd" | "general_essd";
  /** In steps of 5. */
  readonly storageGiB: number;
  /** A read-only instance for reports. */
  readonly reader?: { readonly class: string } | undefined;
}

/** MariaDB on a machine: one for each mini-program on vSphere. */
export interface MariadbSettings {
  /** The machine; its `diskGiB` holds Debian and nothing that is missed. */
  readonly machine: Machine;
  /** Disk with the data in GiB. */
  readonly storageGiB: number;
  /** Disk with each night's dump in GiB. */
  readonly backupGiB: number;
  /** Datastore of machine and data; hougu:vsphere's own when absent. */
  readonly datastore?: string | undefined;
  /** Datastore of the dumps; that of the data when absent. */
  readonly backupDatastore?: string | undefined;
}

/** A mini-program's database, by where the mini-program runs: at least the one that somebody needs. */
export interface MysqlSettings {
  readonly rds?: RdsSettings | undefined;
  readonly mariadb?: MariadbSettings | undefined;
}

/** Tair, compatible with Redis: one instance for each mini-program on Alibaba Cloud. */
export interface RedisSettings {
  readonly class: string;
  /** A standby in a second zone. */
  readonly standby: boolean;
}

/** The photographers' pictures in OSS. */
export interface PictureSettings {
  /** Name, unique among all of Alibaba Cloud's buckets. */
  readonly bucket: string;
  /** Each picture in three zones. */
  readonly zoneRedundant: boolean;
  /** Origin from which browsers may upload. */
  readonly uploadOrigin: string;
  readonly infrequentAfterDays: number;
  readonly archiveAfterDays: number;
  readonly oldVersionsDays: number;
  readonly cdn?:
    | {
        readonly domain: string;
        /** Number in Certificate Management Service. */
        readonly certificateId: string;
        readonly linkMinutes: number;
      }
    | undefined;
}

/**
 * What the mini-programs keep. Where a database stands follows from where its Tomcats do: a request asks it some ten times,
 * and over a line between two sites that would cost the whole latency that users were promised, and the line's availability
 * beside. So a mini-program on Alibaba Cloud has RDS, one on vSphere MariaDB on a machine there. Key, cache and pictures are
 * services of Alibaba Cloud and for those who run there; one that moves gets them.
 */
export interface DataSettings {
  readonly key?: KeySettings | undefined;
  readonly mysql?: MysqlSettings | undefined;
  readonly redis?: RedisSettings | undefined;
  readonly pictures?: PictureSettings | undefined;
}
