import type { MiniProgramName } from "../config/environment.ts";

/**
 * The messages of a mini-program, named once: brokers, the managed service, the apps' settings, autoscaling by queue
 * length and dashboards all read them here. Imports nothing that makes a resource.
 */
export const QUEUES = ["orders", "bookings", "notifications", "danmaku"] as const;
export type QueueName = (typeof QUEUES)[number];

/** Who speaks to the broker, each with a password and permissions of its own. */
export const BROKER_USERS = ["app", "inbox", "danmaku", "autoscaler", "operator"] as const;
export type BrokerUser = (typeof BROKER_USERS)[number];

/** What producers publish to; the routing key is the queue's name, so a producer names a purpose and not a queue. */
export const EVENTS_EXCHANGE = "events";
/** What danmaku's gateways tell each other through: each hears everything, by a queue of its own. */
export const FAN_OUT_EXCHANGE = "danmaku.fan-out";
/** What the names of those queues begin with; they end with their gateway's connection, so no table has them. */
export const GATEWAY_QUEUE = "danmaku.gateway.";
/** Where messages go that nobody could handle, by the name of the queue that they come from. */
export const DEAD_LETTER_EXCHANGE = "dead-letters";

/** TLS, for clients. There is no port without. */
export const AMQPS_PORT = 5671;
/** Management over TLS: consoles, and queue lengths for autoscaling (`GET /api/queues/<vhost>/<queue>`). */
export const MANAGEMENT_PORT = 15671;
/** Metrics for Prometheus. */
export const PROMETHEUS_PORT = 15692;

/** What a queue promises. A union, since a promise not to lose excludes throwing away. */
export type QueuePolicy =
  | {
      /** Every message is handled or kept as a dead letter; a full queue refuses, so that its producer knows. */
      readonly keeps: "everything";
      /** Times that a message is given back before it is dead: a consumer that it crashes must not crash for ever. */
      readonly deliveryLimit: number;
      /** Messages that may wait. */
      readonly maxLength: number;
    }
  | {
      /** Old messages are worth nothing: the queue forgets them after a while, and the oldest first when it is full. */
      readonly keeps: "the newest";
      readonly deliveryLimit: number;
      readonly maxLength: number;
      /** Seconds after which a message is worth nothing. */
      readonly ttlSeconds: number;
    };

export interface Queue {
  readonly name: QueueName;
  readonly producers: readonly BrokerUser[];
  readonly consumers: readonly BrokerUser[];
  readonly policy: QueuePolicy;
}

/**
 * Lengths: a message has 2 KiB at most 4 on average, and a quorum queue keeps its log on disk. 100,000 of them are 400 MB
 * on each node: an hour of an evening's peak (25 a second) while no consumer runs, in a fifth of the smallest disk.
 */
const AN_HOUR_AT_PEAK = 100_000;

export const QUEUE_TABLE: Readonly<Record<QueueName, Queue>> = {
  // Prints and prizes at the photographers', dishes at the diners'.
  orders: {
    name: "orders",
    producers: ["app"],
    consumers: ["app"],
    policy: { keeps: "everything", deliveryLimit: 5, maxLength: AN_HOUR_AT_PEAK },
  },
  // Sessions with a photographer, tables.
  bookings: {
    name: "bookings",
    producers: ["app"],
    consumers: ["app"],
    policy: { keeps: "everything", deliveryLimit: 5, maxLength: AN_HOUR_AT_PEAK },
  },
  // To phones, by the inbox and its store, which may be away for minutes: more tries than the others.
  notifications: {
    name: "notifications",
    producers: ["app", "inbox"],
    consumers: ["inbox"],
    policy: { keeps: "everything", deliveryLimit: 20, maxLength: AN_HOUR_AT_PEAK },
  },
  // The house's own comments on their way to the gateways; a minute later the picture is another one. Phones' comments
  // go from gateway to gateway.
  danmaku: {
    name: "danmaku",
    producers: ["app"],
    consumers: ["danmaku"],
    policy: { keeps: "the newest", deliveryLimit: 2, maxLength: 20_000, ttlSeconds: 60 },
  },
};

/** Messages that may wait as dead letters for an operator; the oldest go first. */
export const DEAD_LETTERS_MAX_LENGTH = 10_000;

/** A mini-program's virtual host. Nothing crosses it: a user of one sees nothing of the other. */
export function virtualHostOf(miniProgram: MiniProgramName): string {
  return miniProgram;
}

/** The queue that keeps another's dead letters, e.g. `orders.dead`. */
export function deadLetterQueue(queue: QueueName): string {
  return `${queue}.dead`;
}
