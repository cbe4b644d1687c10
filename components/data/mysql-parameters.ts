/** One parameter of RDS for MySQL. */
export interface MysqlParameter {
  readonly name: string;
  readonly value: string;
}

/** Parameters of RDS for MySQL 8.0 that differ from its defaults, sorted by name as the service lists them. */
export const MYSQL_PARAMETERS: readonly MysqlParameter[] = [
  // Whole rows in the binary log: what changed can be told from it, and undone.
  { name: "binlog_row_image", value: "full" },
  { name: "character_set_server", value: "utf8mb4" },
  // A client can't be made to send its files.
  { name: "local_infile", value: "OFF" },
  // A tenth of what users are promised at the 99th percentile, in the strictest environment (300 ms), rounded up to
  // what an operator can read: a statement above it is worth a look.
  { name: "long_query_time", value: "0.1" },
  // A write is on disk here and in the binary log before the answer leaves: what the application heard is kept.
  { name: "innodb_flush_log_at_trx_commit", value: "1" },
  { name: "sync_binlog", value: "1" },
].sort((a, b) => (a.name < b.name ? -1 : 1));
