import {
  CLOCK_OFF_MOST_SECONDS,
  DISK_FORECAST_SECONDS,
  DISK_FREE,
  MEMORY_AVAILABLE_LEAST,
} from "./limits.ts";
import type { RuleGroup } from "./rule.ts";

/** Real file systems of a Debian machine. */
export const DISKS = 'fstype=~"ext4|xfs",mountpoint!~"/boot.*|/run.*"';
const FREE = `node_filesystem_avail_bytes{${DISKS}} / node_filesystem_size_bytes{${DISKS}}`;

/** Machines: whether they answer, and what they run out of. */
export const hostRules: RuleGroup = {
  name: "hosts",
  rules: [
    {
      alert: "HostUnreachable",
      expr: 'up{job="node"} == 0',
      // Four scrapes: a restart of node exporter or a lost packet is none.
      for: "1m",
      severity: "page",
      summary: {
        en: "{{ $labels.host }} doesn't answer",
        zh: "主机 {{ $labels.host }} 无响应",
      },
      description: {
        en: "Prometheus hasn't reached its node exporter for a minute. The others of its kind serve meanwhile.",
        zh: "Prometheus 已一分钟无法访问其 node exporter。同类其他主机此时继续提供服务。",
      },
    },
    {
      alert: "DiskFillsUp",
      // Six hours' trend, a day ahead, and only where a quarter is left: a large empty disk has time.
      expr: `predict_linear(node_filesystem_avail_bytes{${DISKS}}[6h], ${DISK_FORECAST_SECONDS}) < 0 and ${FREE} < ${DISK_FREE.watched}`,
      for: "30m",
      severity: "ticket",
      summary: {
        en: "{{ $labels.mountpoint }} of {{ $labels.host }} is full within a day",
        zh: "{{ $labels.host }} 的 {{ $labels.mountpoint }} 将在一天内写满",
      },
      description: {
        en: "At the pace of the last six hours nothing is left in 24 hours.",
        zh: "按最近六小时的速度，24 小时内空间将耗尽。",
      },
    },
    {
      alert: "DiskNearlyFull",
      expr: `${FREE} < ${DISK_FREE.least}`,
      for: "5m",
      severity: "page",
      summary: {
        en: "{{ $labels.mountpoint }} of {{ $labels.host }} is nearly full",
        zh: "{{ $labels.host }} 的 {{ $labels.mountpoint }} 即将写满",
      },
      description: {
        en: "{{ $value | humanizePercentage }} is left. A full disk stops a database or a broker, and logs are lost.",
        zh: "仅剩 {{ $value | humanizePercentage }}。磁盘写满会使数据库或消息代理停止，并丢失日志。",
      },
    },
    {
      alert: "MemoryShort",
      expr: `node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes < ${MEMORY_AVAILABLE_LEAST}`,
      for: "10m",
      severity: "ticket",
      summary: {
        en: "{{ $labels.host }} is short of memory",
        zh: "主机 {{ $labels.host }} 内存不足",
      },
      description: {
        en: "{{ $value | humanizePercentage }} is available. The kernel ends processes when nothing is.",
        zh: "可用内存为 {{ $value | humanizePercentage }}。耗尽时内核会终止进程。",
      },
    },
    {
      alert: "ProcessKilledForMemory",
      expr: "increase(node_vmstat_oom_kill[15m]) > 0",
      severity: "ticket",
      summary: {
        en: "The kernel of {{ $labels.host }} ended a process for lack of memory",
        zh: "主机 {{ $labels.host }} 的内核因内存不足终止了进程",
      },
      description: {
        en: "It happened {{ $value | humanize }} times in a quarter of an hour; systemd starts services again.",
        zh: "一刻钟内发生 {{ $value | humanize }} 次；systemd 会重新启动服务。",
      },
    },
    {
      alert: "ClockWrong",
      expr: `abs(node_timex_offset_seconds) > 0.05 and node_timex_sync_status == 0 or abs(node_timex_offset_seconds) > ${CLOCK_OFF_MOST_SECONDS}`,
      for: "10m",
      severity: "ticket",
      summary: {
        en: "The clock of {{ $labels.host }} is wrong",
        zh: "主机 {{ $labels.host }} 的时钟不准",
      },
      description: {
        en: "It is {{ $value | humanizeDuration }} off. Signatures, certificates and the order of logs depend on it.",
        zh: "偏差为 {{ $value | humanizeDuration }}。签名、证书与日志顺序均依赖时钟。",
      },
    },
    {
      alert: "ServiceFailed",
      expr: 'node_systemd_unit_state{state="failed"} == 1',
      for: "2m",
      severity: "page",
      summary: {
        en: "{{ $labels.name }} has failed on {{ $labels.host }}",
        zh: "{{ $labels.host }} 上的 {{ $labels.name }} 已失败",
      },
      description: {
        en: "systemd has given up, or waits for its next try.",
        zh: "systemd 已放弃重启，或正等待下一次尝试。",
      },
    },
    {
      alert: "ConfigurationDrifted",
      // Each file that a machine was given: 1 while it still is what was rendered.
      expr: "min by (host, role, mini_program, path) (hougu_configuration_file_intact) == 0",
      for: "15m",
      severity: "ticket",
      summary: {
        en: "{{ $labels.path }} of {{ $labels.host }} isn't what was rendered",
        zh: "{{ $labels.host }} 的 {{ $labels.path }} 与渲染结果不一致",
      },
      description: {
        en: "Somebody has changed or removed it on the machine; the next replacement undoes that.",
        zh: "有人在机器上改动或删除了该文件；下次替换机器时改动会丢失。",
      },
    },
    {
      alert: "ConfigurationUnwatched",
      expr: "time() - hougu_configuration_check_timestamp_seconds > 3600",
      for: "15m",
      severity: "ticket",
      summary: {
        en: "Nobody looks whether {{ $labels.host }} is as it was rendered",
        zh: "主机 {{ $labels.host }} 的配置漂移检查已停止",
      },
      description: {
        en: "The last look was {{ $value | humanizeDuration }} ago; one is due each five minutes.",
        zh: "上次检查在 {{ $value | humanizeDuration }} 之前；应每五分钟一次。",
      },
    },
  ],
};
