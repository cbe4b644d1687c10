/** A KMS key of one's own. */
export interface KeySettings {
  /** KMS instance that keeps it, where the account needs one. */
  readonly kmsInstanceId?: string | undefined;
  /** Days until the key gets a new version. */
  readonly rotationDays: number;
}

/** RDS for MySQL: one instance for each mini-program on Alibaba Cloud. */
export interface MysqlSettings {
  readonly edition: "Basic" | "HighAvailability";
  readonly class: string;
  readonly storageType: "local_ssd" | "cloud_essd" | "general_essd";
  /** In steps of 5. */
  readonly storageGiB: number;
  /** A read-only instance for reports. */
  readonly reader?: { readonly class: string } | undefined;
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
 * What the mini-programs keep on Alibaba Cloud. Where a database stands follows from where its Tomcats do: a request asks
 * it some ten times, and over a line between two sites that would cost the whole latency that users were promised, and
 * the line's availability beside. So these are for the mini-programs on Alibaba Cloud, and one that moves there gets them.
 */
export interface DataSettings {
  readonly key?: KeySettings | undefined;
  readonly mysql?: MysqlSettings | undefined;
  readonly redis?: RedisSettings | undefined;
  readonly pictures?: PictureSettings | undefined;
}
