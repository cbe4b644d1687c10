import { BACKLOG } from "../rules/limits.ts";
import { type Dashboard, ON_HOST, UP_OR_DOWN } from "./dashboard.ts";

const RATE = "[$__rate_interval]";
/** Gateways of danmaku have a queue of their own each, gone with them: they are counted together elsewhere. */
const QUEUES = `queue!~"danmaku.gateway.*",mini_program=~"$mini_program"`;

function perQueue(metric: string): string {
  // Each member of a quorum queue may tell of it: one of them is enough.
  return `max by (mini_program, queue) (${metric}{${QUEUES}})`;
}

/** RabbitMQ 3.10 by its own metrics. */
export const brokers: Dashboard = {
  uid: "hougu-rabbitmq",
  title: { en: "RabbitMQ", zh: "RabbitMQ" },
  question: {
    en: "Do messages wait, does somebody take them, and is every broker there with room to spare?",
    zh: "是否有消息积压，是否有人消费，各节点是否在线且有余量？",
  },
  variables: ["mini_program", "host"],
  rows: [
    {
      title: { en: "Queues", zh: "队列" },
      panels: [
        {
          title: { en: "Messages that wait", zh: "等待中的消息" },
          description: {
            en: "Ready, and nobody has taken them. A dead letter's queue should stay at 0.",
            zh: "已就绪而无人领取。死信队列应保持为 0。",
          },
          show: "line",
          unit: "count",
          width: 12,
          queries: [
            { expr: perQueue("rabbitmq_queue_messages_ready"), legend: "{{mini_program}} {{queue}}" },
          ],
          thresholds: [{ from: BACKLOG, is: "bad" }],
          alerts: ["QueueBacklog", "LettersDead"],
        },
        {
          title: { en: "Messages in somebody's hands", zh: "处理中的消息" },
          description: {
            en: "Delivered, and not yet acknowledged. Many for long: a consumer hangs.",
            zh: "已投递尚未确认。长期偏多说明消费者卡住。",
          },
          show: "line",
          unit: "count",
          width: 12,
          queries: [
            { expr: perQueue("rabbitmq_queue_messages_unacked"), legend: "{{mini_program}} {{queue}}" },
          ],
        },
        {
          title: { en: "How fast backlogs grow", zh: "积压增长速度" },
          description: {
            en: "Above 0 producers are faster than consumers; below, the backlog is worked off.",
            zh: "大于 0 说明生产快于消费；小于 0 说明积压正在消化。",
          },
          show: "line",
          unit: "messages/s",
          width: 12,
          queries: [
            {
              expr: `max by (mini_program, queue) (deriv(rabbitmq_queue_messages_ready{${QUEUES}}[10m]))`,
              legend: "{{mini_program}} {{queue}}",
            },
          ],
          alerts: ["QueueBacklog"],
        },
        {
          title: { en: "Consumers", zh: "消费者" },
          description: {
            en: "0 where messages wait: nobody takes them.",
            zh: "有消息等待而为 0，说明无人消费。",
          },
          show: "line",
          unit: "count",
          width: 12,
          queries: [{ expr: perQueue("rabbitmq_queue_consumers"), legend: "{{mini_program}} {{queue}}" }],
          alerts: ["QueueWithoutConsumer"],
        },
      ],
    },
    {
      title: { en: "What flows", zh: "消息流量" },
      panels: [
        {
          title: { en: "Published, delivered, acknowledged", zh: "发布、投递与确认" },
          description: {
            en: "Of all brokers together. Published above acknowledged for long: a backlog grows.",
            zh: "全部节点合计。发布长期高于确认，说明积压在增长。",
          },
          show: "line",
          unit: "messages/s",
          width: 12,
          queries: [
            {
              expr: `sum by (mini_program) (rate(rabbitmq_global_messages_received_total{${ON_HOST}}${RATE}))`,
              legend: { en: "{{mini_program}} published", zh: "{{mini_program}} 发布" },
            },
            {
              expr: `sum by (mini_program) (rate(rabbitmq_global_messages_delivered_total{${ON_HOST}}${RATE}))`,
              legend: { en: "{{mini_program}} delivered", zh: "{{mini_program}} 投递" },
            },
            {
              expr: `sum by (mini_program) (rate(rabbitmq_global_messages_acknowledged_total{${ON_HOST}}${RATE}))`,
              legend: { en: "{{mini_program}} acknowledged", zh: "{{mini_program}} 确认" },
            },
          ],
        },
        {
          title: { en: "Messages that went wrong", zh: "异常消息" },
          description: {
            en: "Given back and delivered again, dead-lettered after too many tries, or without a queue.",
            zh: "退回后重新投递、重试过多成为死信，或无队列可去。",
          },
          show: "line",
          unit: "messages/s",
          width: 12,
          queries: [
            {
              expr: `sum by (mini_program) (rate(rabbitmq_global_messages_redelivered_total{${ON_HOST}}${RATE}))`,
              legend: { en: "{{mini_program}} again", zh: "{{mini_program}} 重投" },
            },
            {
              expr: `sum by (mini_program) (rate(rabbitmq_global_messages_dead_lettered_delivery_limit_total{${ON_HOST}}${RATE}) + rate(rabbitmq_global_messages_dead_lettered_rejected_total{${ON_HOST}}${RATE}))`,
              legend: { en: "{{mini_program}} dead letters", zh: "{{mini_program}} 死信" },
            },
            {
              expr: `sum by (mini_program) (rate(rabbitmq_global_messages_unroutable_dropped_total{${ON_HOST}}${RATE}))`,
              legend: { en: "{{mini_program}} without a queue", zh: "{{mini_program}} 无路由" },
            },
          ],
        },
        {
          title: { en: "Connections and channels", zh: "连接与信道" },
          description: {
            en: "Channels that grow while connections don't: an application leaks them.",
            zh: "信道增长而连接不变，说明应用泄漏信道。",
          },
          show: "line",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (rabbitmq_connections{${ON_HOST}})`,
              legend: { en: "{{host}} connections", zh: "{{host}} 连接" },
            },
            {
              expr: `sum by (host) (rabbitmq_channels{${ON_HOST}})`,
              legend: { en: "{{host}} channels", zh: "{{host}} 信道" },
            },
          ],
        },
        {
          title: { en: "Commits of quorum queues", zh: "仲裁队列提交延迟" },
          description: {
            en: "Until a majority has written an entry. High: a disk or the network between brokers is slow.",
            zh: "多数节点写入一条记录所需时间。偏高说明磁盘或节点间网络较慢。",
          },
          show: "line",
          unit: "seconds",
          width: 12,
          queries: [
            {
              expr: `max by (mini_program, queue) (rabbitmq_raft_entry_commit_latency_seconds{${QUEUES}})`,
              legend: "{{mini_program}} {{queue}}",
            },
          ],
        },
      ],
    },
    {
      title: { en: "Brokers", zh: "节点" },
      panels: [
        {
          title: { en: "Brokers that answer", zh: "在线节点" },
          description: {
            en: "Two of three serve on; one alone stops by itself.",
            zh: "三个中有两个即可继续服务；仅剩一个时会自行停止。",
          },
          show: "states",
          unit: "count",
          width: 12,
          queries: [{ expr: `max by (host) (up{job="rabbitmq",${ON_HOST}})`, legend: "{{host}}" }],
          ...UP_OR_DOWN,
          alerts: ["BrokerDown"],
        },
        {
          title: { en: "Members of quorum queues", zh: "仲裁队列成员数" },
          description: {
            en: "Brokers on which a queue has a member that runs. Below two of three it stops.",
            zh: "该队列有成员在运行的节点数。三个中少于两个即停止。",
          },
          show: "line",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `count by (mini_program, queue) (rabbitmq_raft_term_total{${QUEUES}})`,
              legend: "{{mini_program}} {{queue}}",
            },
          ],
          alerts: ["BrokerDown"],
        },
        {
          title: { en: "Memory of the watermark", zh: "内存占水位比例" },
          description: {
            en: "At 1 every broker of the cluster holds publishers back.",
            zh: "达到 1 时，整个集群都会阻塞发布者。",
          },
          show: "line",
          unit: "share",
          width: 12,
          queries: [
            {
              expr: `max by (host) (rabbitmq_process_resident_memory_bytes{${ON_HOST}} / rabbitmq_resident_memory_limit_bytes{${ON_HOST}})`,
              legend: "{{host}}",
            },
          ],
          thresholds: [
            { from: 0.8, is: "watch" },
            { from: 1, is: "bad" },
          ],
          alerts: ["BrokerStopsPublishers"],
        },
        {
          title: { en: "Free disk above the limit", zh: "磁盘余量" },
          description: {
            en: "What is left until publishers are held back. 0 is the limit.",
            zh: "距离阻塞发布者还剩多少空间。0 即为下限。",
          },
          show: "line",
          unit: "bytes",
          width: 12,
          queries: [
            {
              expr: `min by (host) (rabbitmq_disk_space_available_bytes{${ON_HOST}} - rabbitmq_disk_space_available_limit_bytes{${ON_HOST}})`,
              legend: "{{host}}",
            },
          ],
          otherwise: "bad",
          thresholds: [{ from: 0, is: "good" }],
          alerts: ["BrokerStopsPublishers"],
        },
        {
          title: { en: "File descriptors", zh: "文件描述符" },
          description: { en: "Share that is open, of what may be.", zh: "已打开数占上限的比例。" },
          show: "line",
          unit: "share",
          width: 12,
          max: 1,
          queries: [
            {
              expr: `max by (host) (rabbitmq_process_open_fds{${ON_HOST}} / rabbitmq_process_max_fds{${ON_HOST}})`,
              legend: "{{host}}",
            },
          ],
          thresholds: [{ from: 0.8, is: "watch" }],
        },
        {
          title: { en: "The watchdog's actions", zh: "看护程序的动作" },
          description: {
            en: "Since an hour: what it did about a broker that was up and didn't serve.",
            zh: "一小时内，对运行但不服务的节点所采取的动作。",
          },
          show: "bars",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `sum by (host, action, result) (increase(hougu_rabbitmq_watchdog_actions_total{${ON_HOST}}[1h]))`,
              legend: "{{host}} {{action}} {{result}}",
            },
          ],
          alerts: ["BrokerRestartedByWatchdog"],
        },
      ],
    },
  ],
};
