import { DISKS } from "../rules/hosts.ts";
import {
  CLOCK_OFF_MOST_SECONDS,
  DISK_FORECAST_SECONDS,
  DISK_FREE,
  MEMORY_AVAILABLE_LEAST,
} from "../rules/limits.ts";
import { type Dashboard, ON_HOST, UP_OR_DOWN } from "./dashboard.ts";

const RATE = "[$__rate_interval]";
/** Everything but what stays inside the machine. */
const NETWORK = `device!~"lo|veth.*|docker.*|br-.*",${ON_HOST}`;
const ON_DISKS = `${DISKS},${ON_HOST}`;
const HOURS = DISK_FORECAST_SECONDS / 3600;

/** Machines, by Prometheus' node exporter and what our own scripts tell through it. */
export const hosts: Dashboard = {
  uid: "hougu-hosts",
  title: { en: "Hosts", zh: "主机" },
  question: {
    en: "What does a machine run out of, when is its disk full, and is it still as it was made?",
    zh: "主机缺什么资源，磁盘何时写满，配置是否仍与部署一致？",
  },
  variables: ["mini_program", "host"],
  rows: [
    {
      title: { en: "Processor and memory", zh: "处理器与内存" },
      panels: [
        {
          title: { en: "CPU", zh: "CPU" },
          description: {
            en: "Share of time in which processors work.",
            zh: "处理器忙碌时间占比。",
          },
          show: "line",
          unit: "share",
          width: 12,
          max: 1,
          queries: [
            {
              expr: `1 - avg by (host) (rate(node_cpu_seconds_total{mode="idle",${ON_HOST}}${RATE}))`,
              legend: "{{host}}",
            },
          ],
        },
        {
          title: { en: "Waiting for a processor", zh: "等待处理器" },
          description: {
            en: "Share of time in which something that could run had to wait (the kernel's pressure).",
            zh: "有任务可运行却需等待的时间占比（内核压力指标）。",
          },
          show: "line",
          unit: "share",
          width: 12,
          queries: [
            {
              expr: `max by (host) (rate(node_pressure_cpu_waiting_seconds_total{${ON_HOST}}${RATE}))`,
              legend: "{{host}}",
            },
          ],
        },
        {
          title: { en: "Memory that is available", zh: "可用内存" },
          description: {
            en: "Share that programs could still have. Below the line the kernel ends processes.",
            zh: "程序仍可获得的内存占比。低于阈值时内核会终止进程。",
          },
          show: "line",
          unit: "share",
          width: 12,
          max: 1,
          queries: [
            {
              expr: `min by (host) (node_memory_MemAvailable_bytes{${ON_HOST}} / node_memory_MemTotal_bytes{${ON_HOST}})`,
              legend: "{{host}}",
            },
          ],
          otherwise: "bad",
          thresholds: [{ from: MEMORY_AVAILABLE_LEAST, is: "good" }],
          alerts: ["MemoryShort"],
        },
        {
          title: { en: "Processes killed for memory", zh: "因内存被终止的进程" },
          description: {
            en: "Within a quarter of an hour.",
            zh: "十五分钟内的数量。",
          },
          show: "bars",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (increase(node_vmstat_oom_kill{${ON_HOST}}[15m]))`,
              legend: "{{host}}",
            },
          ],
          alerts: ["ProcessKilledForMemory"],
        },
      ],
    },
    {
      title: { en: "Disks", zh: "磁盘" },
      panels: [
        {
          title: { en: "Free space", zh: "剩余空间" },
          description: { en: "Share of each file system.", zh: "各文件系统的剩余占比。" },
          show: "line",
          unit: "share",
          width: 12,
          max: 1,
          queries: [
            {
              expr: `min by (host, mountpoint) (node_filesystem_avail_bytes{${ON_DISKS}} / node_filesystem_size_bytes{${ON_DISKS}})`,
              legend: "{{host}} {{mountpoint}}",
            },
          ],
          otherwise: "bad",
          thresholds: [
            { from: DISK_FREE.least, is: "watch" },
            { from: DISK_FREE.watched, is: "good" },
          ],
          alerts: ["DiskNearlyFull"],
        },
        {
          title: { en: `Free space in ${HOURS} hours`, zh: `${HOURS} 小时后的剩余空间` },
          description: {
            en: "As the trend of the last six hours goes on. Below 0: it is full before then.",
            zh: "按最近六小时的趋势推算。低于 0 说明届时已写满。",
          },
          show: "line",
          unit: "share",
          width: 12,
          queries: [
            {
              expr: `min by (host, mountpoint) (predict_linear(node_filesystem_avail_bytes{${ON_DISKS}}[6h], ${DISK_FORECAST_SECONDS}) / node_filesystem_size_bytes{${ON_DISKS}})`,
              legend: "{{host}} {{mountpoint}}",
            },
          ],
          otherwise: "bad",
          thresholds: [{ from: 0, is: "good" }],
          alerts: ["DiskFillsUp"],
        },
        {
          title: { en: "How busy disks are", zh: "磁盘忙碌程度" },
          description: {
            en: "Share of time with something under way. Cloud disks take more than one thing at once: 1 needn't be the end.",
            zh: "有读写进行的时间占比。云盘可并行处理，达到 1 不一定是极限。",
          },
          show: "line",
          unit: "share",
          width: 12,
          queries: [
            {
              expr: `max by (host, device) (rate(node_disk_io_time_seconds_total{${ON_HOST}}${RATE}))`,
              legend: "{{host}} {{device}}",
            },
          ],
        },
        {
          title: { en: "Read and written", zh: "读写速率" },
          description: { en: "Of all disks of a host.", zh: "主机全部磁盘合计。" },
          show: "line",
          unit: "bytes/s",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (rate(node_disk_read_bytes_total{${ON_HOST}}${RATE}))`,
              legend: { en: "{{host}} read", zh: "{{host}} 读" },
            },
            {
              expr: `sum by (host) (rate(node_disk_written_bytes_total{${ON_HOST}}${RATE}))`,
              legend: { en: "{{host}} written", zh: "{{host}} 写" },
            },
          ],
        },
      ],
    },
    {
      title: { en: "Network", zh: "网络" },
      panels: [
        {
          title: { en: "Received and sent", zh: "收发速率" },
          description: { en: "Of all interfaces of a host.", zh: "主机全部网卡合计。" },
          show: "line",
          unit: "bytes/s",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (rate(node_network_receive_bytes_total{${NETWORK}}${RATE}))`,
              legend: { en: "{{host}} received", zh: "{{host}} 接收" },
            },
            {
              expr: `sum by (host) (rate(node_network_transmit_bytes_total{${NETWORK}}${RATE}))`,
              legend: { en: "{{host}} sent", zh: "{{host}} 发送" },
            },
          ],
        },
        {
          title: { en: "Packets that were lost", zh: "丢弃的包" },
          description: {
            en: "Errors and drops of interfaces. Steady ones point to a limit of the instance type.",
            zh: "网卡的错误与丢弃。持续出现说明达到实例规格上限。",
          },
          show: "line",
          unit: "operations/s",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (rate(node_network_receive_errs_total{${NETWORK}}${RATE}) + rate(node_network_receive_drop_total{${NETWORK}}${RATE}) + rate(node_network_transmit_errs_total{${NETWORK}}${RATE}) + rate(node_network_transmit_drop_total{${NETWORK}}${RATE}))`,
              legend: "{{host}}",
            },
          ],
        },
      ],
    },
    {
      title: { en: "What it runs", zh: "运行内容" },
      panels: [
        {
          title: { en: "Machines that answer", zh: "在线主机" },
          description: {
            en: "Their node exporter does.",
            zh: "以 node exporter 是否响应为准。",
          },
          show: "states",
          unit: "count",
          width: 12,
          queries: [{ expr: `max by (host) (up{job="node",${ON_HOST}})`, legend: "{{host}}" }],
          ...UP_OR_DOWN,
          alerts: ["HostUnreachable"],
        },
        {
          title: { en: "Services that failed", zh: "失败的服务" },
          description: {
            en: "Empty when all is well. systemd has given up on what stands here.",
            zh: "正常时为空。列出的服务已被 systemd 放弃。",
          },
          show: "table",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `max by (host, name) (node_systemd_unit_state{state="failed",${ON_HOST}}) == 1`,
            },
          ],
          alerts: ["ServiceFailed"],
        },
        {
          title: { en: "Files that somebody changed", zh: "被改动的文件" },
          description: {
            en: "Empty when all is well: a file that the program made isn't as it was made. `npx hougu up` puts it back.",
            zh: "正常时为空：程序生成的文件已与部署时不一致。可用 `npx hougu up` 恢复。",
          },
          show: "table",
          unit: "count",
          width: 12,
          queries: [{ expr: `max by (host, path) (hougu_configuration_file_intact{${ON_HOST}}) == 0` }],
          alerts: ["ConfigurationDrifted"],
        },
        {
          title: { en: "Since files were last compared", zh: "距上次配置比对" },
          description: {
            en: "After an hour nobody would notice a change.",
            zh: "超过一小时说明改动将无人察觉。",
          },
          show: "number",
          unit: "duration",
          width: 12,
          queries: [
            {
              expr: `time() - max by (host) (hougu_configuration_check_timestamp_seconds{${ON_HOST}})`,
              legend: "{{host}}",
            },
          ],
          thresholds: [{ from: 3600, is: "watch" }],
          alerts: ["ConfigurationUnwatched"],
        },
        {
          title: { en: "Clocks", zh: "时钟偏差" },
          description: {
            en: "How far a clock is off. Sessions, certificates and traces need it right.",
            zh: "时钟偏差。会话、证书与链路都依赖准确的时间。",
          },
          show: "line",
          unit: "seconds",
          width: 24,
          queries: [
            {
              expr: `max by (host) (abs(node_timex_offset_seconds{${ON_HOST}}))`,
              legend: "{{host}}",
            },
          ],
          thresholds: [{ from: CLOCK_OFF_MOST_SECONDS, is: "bad" }],
          alerts: ["ClockWrong"],
        },
      ],
    },
  ],
};
