import type { Tier } from "../../config/environment.ts";
import type { Mapping } from "./mappings.ts";

export const SNAPSHOT_POLICY = "hougu-nightly";
export const REPOSITORY = "hougu-oss";
/** Name of the S3 client in elasticsearch.yml and in the keystore (`s3.client.oss.access_key`, `s3.client.oss.secret_key`). */
export const S3_CLIENT = "oss";

export interface SnapshotArgs {
  readonly environment: Tier;
  /** OSS bucket, of these snapshots alone. */
  readonly bucket: string;
  /** Days that a snapshot is kept. */
  readonly keptDays: number;
}

/** A snapshot holds nothing of the lines before its own; fewer than these are never left. */
const FEWEST = 7;

/** OSS by its S3 protocol (help.aliyun.com, "Use AWS SDKs to access OSS"), with the plugin repository-s3. */
export function ossRepository({ bucket, environment }: SnapshotArgs): Mapping {
  return {
    type: "s3",
    settings: {
      bucket,
      client: S3_CLIENT,
      base_path: `elasticsearch/${environment}`,
      // Two thirds of what a node's network gives in the cheapest families (1 Gbit/s): searches need the rest.
      max_snapshot_bytes_per_sec: "80mb",
      max_restore_bytes_per_sec: "80mb",
    },
  };
}

export function snapshotPolicy({ keptDays }: SnapshotArgs): Mapping {
  return {
    // At night in China, off the full hour: UTC, as SLM counts.
    schedule: "0 17 18 * * ?",
    name: "<hougu-{now/d}>",
    repository: REPOSITORY,
    config: { indices: ["hougu-*"], include_global_state: false },
    retention: { expire_after: `${keptDays}d`, min_count: FEWEST, max_count: keptDays + FEWEST },
  };
}
