import type { MiniProgramName } from "../config/environment.ts";
import {
  BROKER_USERS,
  type BrokerUser,
  DEAD_LETTER_EXCHANGE,
  DEAD_LETTERS_MAX_LENGTH,
  deadLetterQueue,
  EVENTS_EXCHANGE,
  FAN_OUT_EXCHANGE,
  GATEWAY_QUEUE,
  QUEUE_TABLE,
  QUEUES,
  type QueueName,
  type QueuePolicy,
  virtualHostOf,
} from "./queues.ts";

/** Regular expressions of what a user may do in a virtual host, as RabbitMQ and the managed service read them. */
export interface Permission {
  readonly configure: string;
  readonly write: string;
  readonly read: string;
}

export interface TopologyUser {
  readonly user: BrokerUser;
  /** Unique in a broker that several mini-programs share, e.g. `artist-app`. */
  readonly name: string;
  readonly permission: Permission;
  /** Routing keys that the user may publish to the events exchange; none when it doesn't publish. */
  readonly publishes: readonly QueueName[];
  /** What it may do in the management console. */
  readonly tags: readonly ("management" | "administrator")[];
}

export interface TopologyExchange {
  readonly name: string;
  readonly type: "topic" | "direct" | "fanout";
}

export interface TopologyQueue {
  readonly name: string;
  readonly exchange: string;
  readonly routingKey: string;
  readonly policy: QueuePolicy | { readonly keeps: "dead letters"; readonly maxLength: number };
}

/** Everything that a mini-program's broker holds, whoever runs it. */
export interface Topology {
  readonly virtualHost: string;
  readonly exchanges: readonly TopologyExchange[];
  readonly queues: readonly TopologyQueue[];
  readonly users: readonly TopologyUser[];
}

/** The topology of a mini-program, from the one table of queues. Pure. */
export function topologyOf(miniProgram: MiniProgramName): Topology {
  return {
    virtualHost: virtualHostOf(miniProgram),
    exchanges: [
      // Topic, though keys are queue names today: only topic exchanges know permissions by routing key.
      { name: EVENTS_EXCHANGE, type: "topic" },
      { name: DEAD_LETTER_EXCHANGE, type: "direct" },
      { name: FAN_OUT_EXCHANGE, type: "fanout" },
    ],
    queues: QUEUES.flatMap((name): TopologyQueue[] => [
      { name, exchange: EVENTS_EXCHANGE, routingKey: name, policy: QUEUE_TABLE[name].policy },
      {
        name: deadLetterQueue(name),
        exchange: DEAD_LETTER_EXCHANGE,
        routingKey: name,
        policy: { keeps: "dead letters", maxLength: DEAD_LETTERS_MAX_LENGTH },
      },
    ]),
    users: BROKER_USERS.map((user) => ({
      user,
      name: userName(miniProgram, user),
      permission: permissionOf(user),
      publishes: publishedBy(user),
      tags: tagsOf(user),
    })),
  };
}

export function userName(miniProgram: MiniProgramName, user: BrokerUser): string {
  return `${miniProgram}-${user}`;
}

const NOTHING = "^$";

/**
 * What exists is what this program says: nobody may declare anything, but for gateways, each a queue that ends with its
 * connection. An app publishes to the events exchange and reads its own queues; the operator moves dead letters back and
 * so may do all.
 */
function permissionOf(user: BrokerUser): Permission {
  if (user === "operator") return { configure: ".*", write: ".*", read: ".*" };
  const publishes = publishedBy(user).length === 0 ? [] : [EVENTS_EXCHANGE];
  const consumes = QUEUES.filter((queue) => QUEUE_TABLE[queue].consumers.includes(user));
  if (user !== "danmaku") return { configure: NOTHING, write: exactly(publishes), read: exactly(consumes) };
  return {
    configure: either([], [GATEWAY_QUEUE]),
    // To bind a queue to an exchange is to write to the one and to read from the other.
    write: either([...publishes, FAN_OUT_EXCHANGE], [GATEWAY_QUEUE]),
    read: either([...consumes, FAN_OUT_EXCHANGE], [GATEWAY_QUEUE]),
  };
}

/** A regular expression that takes these names and no others. */
export function exactly(names: readonly string[]): string {
  return names.length === 0 ? NOTHING : `^(${names.map(literally).join("|")})$`;
}

/** A regular expression that takes these names, and the names of gateways' queues that begin so. */
function either(names: readonly string[], prefixes: readonly string[]): string {
  return `^(${[...names.map(literally), ...prefixes.map((prefix) => `${literally(prefix)}[0-9a-f-]+`)].join("|")})$`;
}

function literally(name: string): string {
  return name.replaceAll(/[.\\+*?^$()[\]{}|]/g, "\\$&");
}

function publishedBy(user: BrokerUser): readonly QueueName[] {
  return QUEUES.filter((queue) => QUEUE_TABLE[queue].producers.includes(user));
}

function tagsOf(user: BrokerUser): TopologyUser["tags"] {
  if (user === "operator") return ["administrator"];
  // `management` shows queue lengths of virtual hosts that the user has a permission for, be it for nothing.
  return user === "autoscaler" ? ["management"] : [];
}
