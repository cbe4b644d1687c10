/** Syntax of single values of the data tier: see syntax.ts for what these patterns keep to. */
export { DOMAIN } from "./syntax.ts";

/** KMS instance id. */
export const KMS_INSTANCE = /^kst-[a-z0-9]{8,40}$/;

/** Instance class of RDS for MySQL: `mysql.x4.large.2c`, `rds.mysql.s3.large`. */
export const MYSQL_CLASS = /^(rds\.)?mysql\.[a-z][a-z0-9]*\.[a-z0-9]+(\.(1|2|2c))?$/;

/** Instance class of Redis or Tair: `redis.shard.mid.2.ce`, `tair.rdb.2g`. */
export const REDIS_CLASS = /^(redis|tair)\.[a-z0-9]+(\.[a-z0-9]+)*$/;

/** A web origin over TLS. */
export const ORIGIN = /^https:\/\/[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?$/;

/** A certificate's number in Certificate Management Service. */
export const CERTIFICATE_ID = /^[1-9][0-9]{3,15}$/;

/** Instance class of a read-only instance of RDS for MySQL. */
export const MYSQL_READER_CLASS = /^(rds\.mysql|mysqlro)\.[a-z][a-z0-9]*\.[a-z0-9]+(\.[a-z0-9]+)?$/;

/** Bucket name (OSS: 3 to 63 characters), with room for `-logs`. */
export const BUCKET = /^[a-z0-9][a-z0-9-]{1,56}[a-z0-9]$/;
