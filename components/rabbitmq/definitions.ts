import type { SecretName, SecretRef, SecretText } from "../guest/guest.ts";
import { secret } from "../guest/secret.ts";
import type { BrokerUser } from "./queues.ts";
import { DEAD_LETTER_EXCHANGE } from "./queues.ts";
import { exactly, type Topology, type TopologyQueue } from "./topology.ts";

/** Names of the users' passwords. */
export const PASSWORD_SECRETS = {
  app: "brokerAppPassword",
  inbox: "brokerInboxPassword",
  danmaku: "brokerDanmakuPassword",
  autoscaler: "brokerAutoscalerPassword",
  operator: "brokerOperatorPassword",
} as const satisfies Record<BrokerUser, SecretName>;

/**
 * definitions.json, which a node imports whenever it boots: what is there already stays, a changed password or policy
 * takes its new value. Hashes of passwords are made on the machine, where the passwords are.
 */
export function definitions(topology: Topology, clusterName: string): SecretText {
  const { virtualHost: vhost } = topology;
  const holes: SecretRef[] = [];
  const value = {
    global_parameters: [{ name: "cluster_name", value: clusterName }],
    vhosts: [{ name: vhost }],
    users: topology.users.map(({ user, name, tags }) => ({
      name,
      password_hash: holeFor(holes, secret(PASSWORD_SECRETS[user], "rabbitmqHash")),
      hashing_algorithm: "rabbit_password_hashing_sha256",
      tags: tags.join(","),
      limits: {},
    })),
    permissions: topology.users.map(({ name, permission }) => ({ user: name, vhost, ...permission })),
    topic_permissions: topology.users.flatMap(({ name, user, publishes }) =>
      user === "operator"
        ? []
        : topology.exchanges
            .filter(({ type }) => type === "topic")
            .map((exchange) => ({
              user: name,
              vhost,
              exchange: exchange.name,
              write: exactly(publishes),
              // Of bindings, which nobody may make.
              read: "^$",
            })),
    ),
    exchanges: topology.exchanges.map(({ name, type }) => ({
      name,
      vhost,
      type,
      durable: true,
      auto_delete: false,
      internal: false,
      arguments: {},
    })),
    queues: topology.queues.map(({ name }) => ({
      name,
      vhost,
      durable: true,
      auto_delete: false,
      // The one thing that a policy can't say. All the rest is policy: it can change while the queue lives.
      arguments: { "x-queue-type": "quorum" },
    })),
    bindings: topology.queues.map(({ name, exchange, routingKey }) => ({
      source: exchange,
      vhost,
      destination: name,
      destination_type: "queue",
      routing_key: routingKey,
      arguments: {},
    })),
    policies: topology.queues.map((queue) => ({
      vhost,
      name: queue.name,
      pattern: exactly([queue.name]),
      "apply-to": "queues",
      definition: policyOf(queue),
      priority: 0,
    })),
  };
  return withHoles(`${JSON.stringify(value, null, 1)}\n`, holes);
}

function policyOf({ name, policy }: TopologyQueue): Record<string, string | number> {
  if (policy.keeps === "dead letters") return { "max-length": policy.maxLength, overflow: "drop-head" };
  const dead = {
    "delivery-limit": policy.deliveryLimit,
    "dead-letter-exchange": DEAD_LETTER_EXCHANGE,
    "dead-letter-routing-key": name,
    "max-length": policy.maxLength,
  };
  return policy.keeps === "everything"
    ? {
        ...dead,
        // A dead letter leaves the queue only when the other one has confirmed it; that needs reject-publish.
        "dead-letter-strategy": "at-least-once",
        overflow: "reject-publish",
      }
    : {
        ...dead,
        "dead-letter-strategy": "at-most-once",
        overflow: "drop-head",
        "message-ttl": policy.ttlSeconds * 1000,
      };
}

/** JSON is made whole, so its syntax is never ours; a mark stands where a hole will be. */
function holeFor(holes: SecretRef[], hole: SecretRef): string {
  return `<hole ${holes.push(hole) - 1}>`;
}

function withHoles(json: string, holes: readonly SecretRef[]): SecretText {
  return {
    parts: json
      .split(/<hole (\d+)>/)
      .map((piece, index) => (index % 2 === 0 ? piece : (holes[Number(piece)] as SecretRef))),
  };
}
