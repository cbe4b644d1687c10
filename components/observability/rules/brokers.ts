import { BACKLOG } from "./limits.ts";
import type { RuleGroup } from "./rule.ts";

/** Queues of dead letters have no consumer by design: somebody looks at them by day (components/rabbitmq/topology.ts). */
const ALIVE = 'queue!~".*\\\\.dead"';

/** RabbitMQ 3.10's own metrics (rabbitmq_prometheus, `/metrics` and `/metrics/per-object`) and the watchdog's. */
export const brokerRules: RuleGroup = {
  name: "brokers",
  rules: [
    {
      alert: "BrokerDown",
      expr: 'up{job="rabbitmq"} == 0',
      for: "2m",
      severity: "page",
      summary: { en: "RabbitMQ of {{ $labels.host }} is down", zh: "{{ $labels.host }} 的 RabbitMQ 已停止" },
      description: {
        en: "Quorum queues go on with the two others; the loss of one more stops them.",
        zh: "仲裁队列由另外两个节点继续；再失去一个节点将停止服务。",
      },
    },
    {
      alert: "QueueBacklog",
      expr: `sum by (queue, mini_program) (max by (queue, vhost, mini_program) (rabbitmq_queue_messages_ready{${ALIVE}})) > ${BACKLOG} and sum by (queue, mini_program) (deriv(rabbitmq_queue_messages_ready{${ALIVE}}[10m])) > 0`,
      for: "10m",
      severity: "page",
      summary: {
        en: "{{ $value | humanize }} messages wait in {{ $labels.queue }}, and more each minute",
        zh: "队列 {{ $labels.queue }} 积压 {{ $value | humanize }} 条消息且仍在增长",
      },
      description: {
        en: "Consumers are slower than producers, or gone. Messages aren't lost; they are late.",
        zh: "消费者慢于生产者，或已离线。消息不会丢失，但会延迟。",
      },
    },
    {
      alert: "QueueWithoutConsumer",
      expr: `max by (queue, mini_program) (rabbitmq_queue_messages_ready{${ALIVE}}) > 0 and max by (queue, mini_program) (rabbitmq_queue_consumers{${ALIVE}}) == 0`,
      for: "5m",
      severity: "page",
      summary: {
        en: "Nobody takes messages from {{ $labels.queue }}",
        zh: "队列 {{ $labels.queue }} 没有消费者",
      },
      description: {
        en: "{{ $value | humanize }} messages wait.",
        zh: "有 {{ $value | humanize }} 条消息在等待。",
      },
    },
    {
      alert: "LettersDead",
      expr: 'max by (queue, mini_program) (rabbitmq_queue_messages_ready{queue=~".*\\\\.dead"}) > 0',
      for: "15m",
      severity: "ticket",
      summary: {
        en: "{{ $value | humanize }} dead letters lie in {{ $labels.queue }}",
        zh: "{{ $labels.queue }} 中有 {{ $value | humanize }} 条死信",
      },
      description: {
        en: "A consumer has refused them, or they were tried too often. They wait until somebody looks at them.",
        zh: "消费者拒绝或重试次数用尽。死信会一直保留，等待人工查看。",
      },
    },
    {
      alert: "BrokerStopsPublishers",
      // As the broker itself decides; its own alarms are metrics too, but not on the page that has a series for each queue.
      expr: "rabbitmq_process_resident_memory_bytes > rabbitmq_resident_memory_limit_bytes or rabbitmq_disk_space_available_bytes < rabbitmq_disk_space_available_limit_bytes",
      severity: "page",
      summary: {
        en: "RabbitMQ of {{ $labels.host }} holds its publishers back",
        zh: "{{ $labels.host }} 的 RabbitMQ 已阻塞发布者",
      },
      description: {
        en: "Its memory or its disk has reached the watermark: no broker of the cluster takes messages until it falls below.",
        zh: "内存或磁盘达到水位：在回落之前，整个集群不再接受消息。",
      },
    },
    {
      alert: "BrokerRestartedByWatchdog",
      expr: "increase(hougu_rabbitmq_watchdog_actions_total[1h]) > 0",
      severity: "ticket",
      summary: {
        en: "The watchdog had to help RabbitMQ of {{ $labels.host }}",
        zh: "看护程序介入了 {{ $labels.host }} 的 RabbitMQ",
      },
      description: {
        en: "{{ $labels.action }} ({{ $labels.result }}): a pause after a partition had left it stopped.",
        zh: "{{ $labels.action }}（{{ $labels.result }}）：网络分区后的暂停使其停止。",
      },
    },
  ],
};
