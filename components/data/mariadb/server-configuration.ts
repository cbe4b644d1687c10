export interface ServerConfigurationArgs {
  readonly address: string;
  readonly serverId: number;
  readonly memoryGiB: number;
  readonly logDays: number;
  readonly isReplica: boolean;
  readonly statements: string;
  readonly certificate: string;
  readonly privateKey: string;
}

/** Share of the memory that caches data and indexes; connections, sorting and the system share the rest. */
const BUFFER_POOL_SHARE = 0.6;
const MIB_PER_GIB = 1024;
/** The buffer pool comes in chunks of 128 MiB. */
const CHUNK_MIB = 128;
/** Twelve Tomcats, the most that the configuration allows, with their 50 connections each, and the operators'. */
const MOST_CONNECTIONS = 700;

/** MariaDB's configuration beside Debian's own: only what differs from the defaults of 10.11. */
export function serverConfiguration(args: ServerConfigurationArgs): string {
  const poolMiB = Math.max(
    CHUNK_MIB,
    Math.floor((args.memoryGiB * MIB_PER_GIB * BUFFER_POOL_SHARE) / CHUNK_MIB) * CHUNK_MIB,
  );
  return `# Made by Hougu. Change the program, not this file.
[mariadbd]
bind_address = ${args.address}
# Hosts are known by their addresses: no connection waits for a DNS server.
skip_name_resolve = ON
max_connections = ${MOST_CONNECTIONS}
# At the root of a disk of its own; not a database.
ignore_db_dirs = lost+found
# A client can't be made to send its files.
local_infile = OFF

init_file = ${args.statements}

require_secure_transport = ON
ssl_cert = ${args.certificate}
ssl_key = ${args.privateKey}
tls_version = TLSv1.2,TLSv1.3

character_set_server = utf8mb4
collation_server = utf8mb4_unicode_ci
# Modes of MySQL 8.0 that MariaDB hasn't by default: what doesn't fit is refused and not cut.
sql_mode = STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY

innodb_buffer_pool_size = ${poolMiB}M
# A committed write is on disk here and in the binary log before the answer leaves.
innodb_flush_log_at_trx_commit = 1
sync_binlog = 1

server_id = ${args.serverId}
log_bin = mariadb-bin
log_slave_updates = ON
gtid_strict_mode = ON
binlog_format = ROW
binlog_expire_logs_seconds = ${args.logDays * 24 * 3600}
# The statements above start it, when the accounts are there.
skip_slave_start = ON
relay_log_recovery = ON
read_only = ${args.isReplica ? "ON" : "OFF"}

slow_query_log = ON
slow_query_log_file = /var/log/mysql/mariadb-slow.log
long_query_time = 0.1
`;
}
