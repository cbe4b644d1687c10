import type { MiniProgramName } from "../../config/environment.ts";
import { WORKLOADS, type WorkloadName } from "../../config/kubernetes.ts";
import { type BrokerUser, QUEUE_TABLE, type QueueName } from "../../rabbitmq/queues.ts";
import type { Priority } from "../priorities.ts";

/** Where a workload's calls go, beside DNS. */
export type Peer = "broker" | "database" | "cache" | "alicloud" | "internet";

/**
 * Keys that workloads share, by the variables in which they find them: `..._TOKEN_KEY` signs and verifies the tokens of
 * an app's users, INBOX_PHONE_KEY turns phones' numbers into names of mailboxes.
 */
export const APP_KEYS = ["DANMAKU_TOKEN_KEY", "INBOX_TOKEN_KEY", "INBOX_PHONE_KEY"] as const;
export type AppKey = (typeof APP_KEYS)[number];

/** What is known of a workload before anybody configures its size. */
export interface WorkloadFacts {
  readonly about: string;
  /** Path under which the load balancer reaches it; absent for those that nobody calls from outside. */
  readonly publicPath?: string;
  readonly peers: readonly Peer[];
  /** Workloads of the same mini-program that call it. */
  readonly callers: readonly WorkloadName[];
  readonly keys: readonly AppKey[];
  /** Its user at the broker; its queues follow from the broker's own table. */
  readonly brokerUser: BrokerUser;
  /** Queues whose length says how many pods are wanted. */
  readonly scalesOn: readonly QueueName[];
  readonly priority: Priority;
  /** Prefers spot nodes: what an interruption ends is taken up by another pod. */
  readonly prefersSpot: boolean;
  /** Seconds from the signal to stop until what is under way must have ended. */
  readonly graceSeconds: number;
}

export const WORKLOAD_FACTS: Readonly<Record<WorkloadName, WorkloadFacts>> = {
  api: {
    about: "API server that phones call",
    publicPath: "/api",
    peers: ["broker", "database", "cache", "alicloud", "internet"],
    callers: [],
    // It signs what phones show to danmaku, and calls the inbox for them.
    keys: ["DANMAKU_TOKEN_KEY", "INBOX_TOKEN_KEY"],
    brokerUser: "app",
    scalesOn: [],
    priority: "serving",
    prefersSpot: false,
    // The slowest request, an upload's last part, takes some 20 s on a phone.
    graceSeconds: 30,
  },
  worker: {
    about: "Handles orders and bookings",
    peers: ["broker", "database", "cache", "alicloud", "internet"],
    callers: [],
    keys: ["INBOX_TOKEN_KEY"],
    brokerUser: "app",
    scalesOn: ["orders", "bookings"],
    priority: "background",
    prefersSpot: true,
    // A payment's confirmation by WeChat may take half a minute; an order must not be cut in two.
    graceSeconds: 60,
  },
  danmaku: {
    about: "Comments that fly over a picture",
    publicPath: "/danmaku",
    peers: ["broker"],
    callers: [],
    keys: ["DANMAKU_TOKEN_KEY"],
    brokerUser: "danmaku",
    scalesOn: [],
    priority: "serving",
    prefersSpot: true,
    // Sockets are told to connect elsewhere, a few at a time, so that nobody's phone does it in the same second.
    graceSeconds: 60,
  },
  inbox: {
    about: "Messages to phones",
    peers: ["broker", "cache"],
    callers: ["api", "worker"],
    keys: ["INBOX_TOKEN_KEY", "INBOX_PHONE_KEY"],
    brokerUser: "inbox",
    scalesOn: ["notifications"],
    priority: "background",
    prefersSpot: true,
    graceSeconds: 30,
  },
};

/** Requests, probes (`/livez`, `/readyz`) and metrics (`/metrics`); the load balancer passes on none but public paths. */
export const HTTP_PORT = 8080;

/** Each workload of each mini-program. */
export function eachWorkload<T>(make: (miniProgram: MiniProgramName, workload: WorkloadName) => T): T[] {
  return (["artist", "food"] as const).flatMap((miniProgram) =>
    WORKLOADS.map((workload) => make(miniProgram, workload)),
  );
}

// A workload that scales on a queue it may not read would wait for ever: the two tables must agree.
for (const [name, { brokerUser, scalesOn }] of Object.entries(WORKLOAD_FACTS)) {
  for (const queue of scalesOn) {
    if (!QUEUE_TABLE[queue].consumers.includes(brokerUser))
      throw new Error(
        `${name} scales on ${queue}, which ${brokerUser} doesn't consume: a defect of catalogue.ts`,
      );
  }
}
