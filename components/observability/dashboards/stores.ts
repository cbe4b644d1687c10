import { BACKUP_OLDEST_HOURS, CONNECTIONS_MOST } from "../rules/limits.ts";
import { type Dashboard, ON_HOST, UP_OR_DOWN } from "./dashboard.ts";

const RATE = "[$__rate_interval]";

/** MariaDB and Redis on our own machines; managed ones are watched by CloudMonitor (components/data). */
export const stores: Dashboard = {
  uid: "hougu-stores",
  title: { en: "Database and cache", zh: "数据库与缓存" },
  question: {
    en: "Do the stores answer in time, is the replica up to date, when was the last backup, does the cache help?",
    zh: "存储是否及时响应，副本是否同步，最近何时备份，缓存是否有效？",
  },
  variables: ["mini_program", "host"],
  rows: [
    {
      title: { en: "Database", zh: "数据库" },
      panels: [
        {
          title: { en: "Databases that answer", zh: "数据库状态" },
          description: {
            en: "The exporter on the same machine can ask it.",
            zh: "同机的 exporter 能够查询。",
          },
          show: "states",
          unit: "count",
          width: 12,
          queries: [{ expr: `max by (host) (mysql_up{${ON_HOST}})`, legend: "{{host}}" }],
          ...UP_OR_DOWN,
          alerts: ["DatabaseDown"],
        },
        {
          title: { en: "Age of the last backup", zh: "最近备份距今" },
          description: {
            en: "One is due each night. What came since would be lost with the disk.",
            zh: "每晚应备份一次。若磁盘丢失，此后的数据将无法恢复。",
          },
          show: "number",
          unit: "duration",
          width: 12,
          queries: [
            {
              expr: `time() - max by (host) (hougu_database_backup_timestamp_seconds{${ON_HOST}})`,
              legend: "{{host}}",
            },
          ],
          thresholds: [{ from: BACKUP_OLDEST_HOURS * 3600, is: "bad" }],
          alerts: ["BackupOld", "BackupUnheardOf"],
        },
        {
          title: { en: "Statements", zh: "语句" },
          description: {
            en: "All that clients sent, and those that took longer than long_query_time.",
            zh: "客户端发送的全部语句，以及超过 long_query_time 的慢语句。",
          },
          show: "line",
          unit: "operations/s",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (rate(mysql_global_status_questions{${ON_HOST}}${RATE}))`,
              legend: "{{host}}",
            },
            {
              expr: `sum by (host) (rate(mysql_global_status_slow_queries{${ON_HOST}}${RATE}))`,
              legend: { en: "{{host}} slow", zh: "{{host}} 慢" },
            },
          ],
        },
        {
          title: { en: "Connections", zh: "连接" },
          description: {
            en: "Share of max_connections. When all are in use, Tomcats wait for one and then fail.",
            zh: "占 max_connections 的比例。全部占用后，Tomcat 将等待并最终失败。",
          },
          show: "line",
          unit: "share",
          width: 12,
          max: 1,
          queries: [
            {
              expr: `max by (host) (mysql_global_status_threads_connected{${ON_HOST}} / mysql_global_variables_max_connections{${ON_HOST}})`,
              legend: "{{host}}",
            },
          ],
          thresholds: [{ from: CONNECTIONS_MOST, is: "watch" }],
          alerts: ["DatabaseConnectionsShort"],
        },
        {
          title: { en: "Replication", zh: "复制延迟" },
          description: {
            en: "Seconds that a replica is behind. No value: it doesn't replicate.",
            zh: "副本落后的秒数。无数值说明复制已中断。",
          },
          show: "line",
          unit: "seconds",
          width: 12,
          queries: [
            {
              expr: `max by (host) (mysql_slave_status_seconds_behind_master{${ON_HOST}})`,
              legend: "{{host}}",
            },
          ],
          thresholds: [{ from: 30, is: "watch" }],
        },
        {
          title: { en: "Does replication run", zh: "复制线程" },
          description: {
            en: "Both threads: one fetches, one applies.",
            zh: "两个线程：一个拉取，一个应用。",
          },
          show: "states",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `min by (host) (mysql_slave_status_slave_io_running{${ON_HOST}})`,
              legend: { en: "{{host}} fetches", zh: "{{host}} 拉取" },
            },
            {
              expr: `min by (host) (mysql_slave_status_slave_sql_running{${ON_HOST}})`,
              legend: { en: "{{host}} applies", zh: "{{host}} 应用" },
            },
          ],
          words: [
            { en: "stopped", zh: "停止" },
            { en: "runs", zh: "运行" },
          ],
          otherwise: "bad",
          thresholds: [{ from: 1, is: "good" }],
        },
        {
          title: { en: "Reads that need the disk", zh: "需读磁盘的比例" },
          description: {
            en: "Share of InnoDB's reads that the buffer pool doesn't have. Rising: it has become too small.",
            zh: "InnoDB 读取未命中缓冲池的比例。上升说明缓冲池过小。",
          },
          show: "line",
          unit: "share",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (rate(mysql_global_status_innodb_buffer_pool_reads{${ON_HOST}}${RATE})) / (sum by (host) (rate(mysql_global_status_innodb_buffer_pool_read_requests{${ON_HOST}}${RATE})) > 0)`,
              legend: "{{host}}",
            },
          ],
          thresholds: [{ from: 0.05, is: "watch" }],
        },
        {
          title: { en: "Waits and failures", zh: "等待与失败" },
          description: {
            en: "Rows for which a transaction waited, and clients that failed to connect.",
            zh: "事务等待行锁的次数，以及连接失败的客户端数。",
          },
          show: "line",
          unit: "operations/s",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (rate(mysql_global_status_innodb_row_lock_waits{${ON_HOST}}${RATE}))`,
              legend: { en: "{{host}} row locks", zh: "{{host}} 行锁" },
            },
            {
              expr: `sum by (host) (rate(mysql_global_status_aborted_connects{${ON_HOST}}${RATE}))`,
              legend: { en: "{{host}} failed to connect", zh: "{{host}} 连接失败" },
            },
          ],
        },
      ],
    },
    {
      title: { en: "Cache", zh: "缓存" },
      panels: [
        {
          title: { en: "Caches that answer", zh: "缓存状态" },
          description: { en: "The exporter can ask it.", zh: "exporter 能够查询。" },
          show: "states",
          unit: "count",
          width: 12,
          queries: [{ expr: `max by (host) (redis_up{${ON_HOST}})`, legend: "{{host}}" }],
          ...UP_OR_DOWN,
        },
        {
          title: { en: "Questions that the cache could answer", zh: "缓存命中率" },
          description: {
            en: "Share of lookups that found a key. Falling: it forgets too soon, or asks for new things.",
            zh: "命中的查询占比。下降说明淘汰过快，或查询内容变新。",
          },
          show: "line",
          unit: "share",
          width: 12,
          max: 1,
          queries: [
            {
              expr: `sum by (host) (rate(redis_keyspace_hits_total{${ON_HOST}}${RATE})) / (sum by (host) (rate(redis_keyspace_hits_total{${ON_HOST}}${RATE}) + rate(redis_keyspace_misses_total{${ON_HOST}}${RATE})) > 0)`,
              legend: "{{host}}",
            },
          ],
        },
        {
          title: { en: "Memory", zh: "内存" },
          description: {
            en: "Used of maxmemory. At 1 it forgets what was used least, or refuses to write.",
            zh: "占 maxmemory 的比例。达到 1 时会淘汰最少使用的键，或拒绝写入。",
          },
          show: "line",
          unit: "share",
          width: 12,
          max: 1,
          queries: [
            {
              // Without a limit it is 0, and there is no share of it.
              expr: `max by (host) (redis_memory_used_bytes{${ON_HOST}} / (redis_memory_max_bytes{${ON_HOST}} > 0))`,
              legend: "{{host}}",
            },
          ],
          thresholds: [{ from: 0.9, is: "watch" }],
        },
        {
          title: { en: "Keys that went", zh: "离开的键" },
          description: {
            en: "Expired as they should; evicted for want of memory.",
            zh: "过期为正常；淘汰说明内存不足。",
          },
          show: "line",
          unit: "operations/s",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (rate(redis_expired_keys_total{${ON_HOST}}${RATE}))`,
              legend: { en: "{{host}} expired", zh: "{{host}} 过期" },
            },
            {
              expr: `sum by (host) (rate(redis_evicted_keys_total{${ON_HOST}}${RATE}))`,
              legend: { en: "{{host}} evicted", zh: "{{host}} 淘汰" },
            },
          ],
        },
        {
          title: { en: "Commands", zh: "命令" },
          description: { en: "All that clients sent.", zh: "客户端发送的全部命令。" },
          show: "line",
          unit: "operations/s",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (rate(redis_commands_processed_total{${ON_HOST}}${RATE}))`,
              legend: "{{host}}",
            },
          ],
        },
        {
          title: { en: "Clients", zh: "客户端" },
          description: {
            en: "Connected, and of these blocked in a command that waits.",
            zh: "已连接数，以及其中阻塞在等待命令上的数量。",
          },
          show: "line",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (redis_connected_clients{${ON_HOST}})`,
              legend: { en: "{{host}} connected", zh: "{{host}} 已连接" },
            },
            {
              expr: `sum by (host) (redis_blocked_clients{${ON_HOST}})`,
              legend: { en: "{{host}} wait", zh: "{{host}} 阻塞" },
            },
          ],
        },
      ],
    },
  ],
};
