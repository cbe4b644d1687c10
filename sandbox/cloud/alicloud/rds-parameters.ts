import { type Attributes, records, text } from "../object.ts";

/** A parameter of MySQL 8.0, its value when nobody sets it, and whether only a restart brings it into effect. */
export interface RdsParameter {
  readonly name: string;
  readonly value: string;
  readonly restart: boolean;
}

/** Some of those that RDS lets people set; which need a restart is said by MySQL's reference ("Dynamic: No"). */
export const RDS_PARAMETERS: readonly RdsParameter[] = [
  { name: "auto_increment_increment", value: "1", restart: false },
  { name: "auto_increment_offset", value: "1", restart: false },
  { name: "back_log", value: "3000", restart: true },
  { name: "binlog_cache_size", value: "2048KB", restart: false },
  { name: "binlog_row_image", value: "full", restart: false },
  { name: "character_set_server", value: "utf8", restart: false },
  { name: "connect_timeout", value: "10", restart: false },
  { name: "default_time_zone", value: "SYSTEM", restart: false },
  { name: "event_scheduler", value: "ON", restart: false },
  { name: "innodb_adaptive_hash_index", value: "OFF", restart: false },
  { name: "innodb_buffer_pool_instances", value: "8", restart: true },
  { name: "innodb_flush_log_at_trx_commit", value: "1", restart: false },
  { name: "innodb_ft_min_token_size", value: "3", restart: true },
  { name: "innodb_io_capacity", value: "20000", restart: false },
  { name: "innodb_lock_wait_timeout", value: "50", restart: false },
  { name: "interactive_timeout", value: "7200", restart: false },
  { name: "local_infile", value: "ON", restart: false },
  { name: "long_query_time", value: "1", restart: false },
  { name: "lower_case_table_names", value: "1", restart: true },
  { name: "max_allowed_packet", value: "1073741824", restart: false },
  { name: "net_read_timeout", value: "30", restart: false },
  { name: "performance_schema", value: "OFF", restart: true },
  { name: "sync_binlog", value: "1", restart: false },
  { name: "table_open_cache_instances", value: "16", restart: true },
  { name: "transaction_isolation", value: "READ-COMMITTED", restart: false },
  { name: "wait_timeout", value: "86400", restart: false },
];

/** All parameters of an instance as they are in effect, by name. */
export function runningParameters(instance: Attributes): Readonly<Record<string, string>> {
  const set = records(instance, "parameters").map((one) => [text(one, "name"), text(one, "value")]);
  const zone = text(instance, "dbTimeZone");
  return Object.fromEntries([
    ...RDS_PARAMETERS.map(({ name, value }) => [name, value]),
    ...(zone === "" ? [] : [["default_time_zone", zone]]),
    ...set,
  ]);
}
