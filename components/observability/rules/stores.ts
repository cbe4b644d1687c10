import { BACKUP_OLDEST_HOURS, CONNECTIONS_MOST } from "./limits.ts";
import type { RuleGroup } from "./rule.ts";

/** Databases on our own machines. Managed ones have no exporter: CloudMonitor has their figures, and docs/observability.md says so. */
export const storeRules: RuleGroup = {
  name: "stores",
  rules: [
    {
      alert: "DatabaseDown",
      expr: 'mysql_up == 0 or up{job="mysqld"} == 0',
      for: "1m",
      severity: "page",
      summary: {
        en: "The database of {{ $labels.host }} doesn't answer",
        zh: "{{ $labels.host }} 的数据库无响应",
      },
      description: {
        en: "Orders can't be taken while it is away. Its data are on a disk that outlives the machine.",
        zh: "数据库不可用期间无法下单。数据位于独立于机器的磁盘上。",
      },
    },
    {
      alert: "DatabaseConnectionsShort",
      expr: `mysql_global_status_threads_connected / mysql_global_variables_max_connections > ${CONNECTIONS_MOST}`,
      for: "5m",
      severity: "ticket",
      summary: {
        en: "{{ $value | humanizePercentage }} of the database's connections of {{ $labels.host }} are in use",
        zh: "{{ $labels.host }} 的数据库连接已使用 {{ $value | humanizePercentage }}",
      },
      description: {
        en: "When all are, Tomcats wait for one and then fail.",
        zh: "全部占用后，Tomcat 将等待并最终失败。",
      },
    },
    {
      alert: "BackupOld",
      // One is due each night: a day, and the time that the next one takes.
      expr: `time() - hougu_database_backup_timestamp_seconds > ${BACKUP_OLDEST_HOURS} * 3600`,
      for: "30m",
      severity: "page",
      summary: {
        en: "The last backup of {{ $labels.host }} is {{ $value | humanizeDuration }} old",
        zh: "{{ $labels.host }} 的最近备份已有 {{ $value | humanizeDuration }}",
      },
      description: {
        en: "What came since can't be restored if the disk is lost.",
        zh: "若磁盘丢失，此后的数据无法恢复。",
      },
    },
    {
      alert: "BackupUnheardOf",
      expr: 'up{job="node",role="database"} == 1 unless on (host) hougu_database_backup_timestamp_seconds',
      // The first night of a new machine.
      for: "26h",
      severity: "page",
      summary: {
        en: "{{ $labels.host }} has never made a backup",
        zh: "{{ $labels.host }} 从未完成备份",
      },
      description: {
        en: "It has been up for more than a day, and no backup has ended well.",
        zh: "主机运行已超过一天，尚无成功的备份。",
      },
    },
  ],
};
