import type { GuestFile, GuestPart, SecretText } from "../guest/guest.ts";
import { secret, secretText } from "../guest/secret.ts";
import { definitions } from "./definitions.ts";
import { brokerMemory } from "./memory.ts";
import { brokerHosts, erlangName } from "./node-names.ts";
import { brokerCommands, RELOAD_COMMAND } from "./on-machine.ts";
import { AMQPS_PORT, MANAGEMENT_PORT, PROMETHEUS_PORT } from "./queues.ts";
import type { BrokerNode, RabbitmqArgs } from "./rabbitmq-arguments.ts";
import {
  DEFINITIONS,
  DISTRIBUTION_PORT,
  EPMD_PORT,
  interNodeTls,
  rabbitmqConf,
  rabbitmqEnv,
  TLS_FOLDER,
} from "./rabbitmq-conf.ts";
import { MEMBER_UNIT, memberUnit, rabbitmqUnit } from "./rabbitmq-unit.ts";
import { topologyOf } from "./topology.ts";
import { WATCHDOG_UNIT, watchdogTimes, watchdogUnit } from "./watchdog.ts";

export type { BrokerNode, RabbitmqArgs };

/** Erlang reads the cookie's file only when it is closed to everybody else. */
const COOKIE = "/var/lib/rabbitmq/.erlang.cookie";

/** What this program's own commands on a broker are told. */
export const MEMBER_CONFIG = "/etc/hougu/rabbitmq-member.json";

/**
 * A node of a RabbitMQ cluster, of Debian 12's rabbitmq-server 3.10: TLS everywhere, quorum queues, definitions imported
 * when it boots. It comes into the cluster and leaves it by itself, see on-machine/rabbitmq-member.py, and is
 * started again where a pause has left it stopped, see on-machine/rabbitmq-watchdog.py.
 *
 * @throws Error when the node isn't among the nodes, or their number is even: half of them is no majority.
 */
export function rabbitmq(args: RabbitmqArgs): GuestPart {
  const own = args.nodes.find(({ name }) => name === args.name);
  if (!own) throw new Error(`${args.name} is not among the nodes of its cluster`);
  if (args.nodes.length % 2 === 0) {
    throw new Error(
      `a cluster of ${args.nodes.length}: an odd number is wanted, since either half of an even one stops without the other`,
    );
  }
  return {
    part: "rabbitmq",
    packages: ["rabbitmq-server"],
    files: [
      brokerHosts(args.nodes),
      plain("/etc/rabbitmq/rabbitmq.conf", rabbitmqConf(args, own.address)),
      plain("/etc/rabbitmq/rabbitmq-env.conf", rabbitmqEnv(args.name)),
      plain("/etc/rabbitmq/inter-node-tls.config", interNodeTls()),
      plain("/etc/rabbitmq/enabled_plugins", "[rabbitmq_management,rabbitmq_prometheus].\n"),
      {
        ...forBroker(DEFINITIONS, definitions(topologyOf(args.miniProgram), args.clusterName)),
        reloads: ["rabbitmq-server"],
      },
      forBroker(`${TLS_FOLDER}/authority.pem`, secretText`${secret("brokerAuthority")}`),
      forBroker(`${TLS_FOLDER}/certificate.pem`, secretText`${secret("brokerCertificate")}`),
      forBroker(`${TLS_FOLDER}/private-key.pem`, secretText`${secret("brokerPrivateKey")}`),
      {
        path: COOKIE,
        mode: "0400",
        owner: "rabbitmq:rabbitmq",
        content: secretText`${secret("erlangCookie")}`,
      },
      plain(MEMBER_CONFIG, memberConfig(own, args)),
      ...brokerCommands,
      rabbitmqUnit(brokerMemory(args).memoryMaxMiB),
      memberUnit,
      watchdogUnit,
    ],
    services: [
      {
        unit: "rabbitmq-server",
        // The server has no judgement of its configuration but its start; this judges what was filled in by hand, so to say.
        verify: ["python3", "-m", "json.tool", DEFINITIONS, "/dev/null"],
        reload: [RELOAD_COMMAND],
      },
      { unit: MEMBER_UNIT },
      { unit: WATCHDOG_UNIT },
    ],
    sysctl: {
      // Two minutes instead of eleven until a node that has vanished without a word is given up by TCP.
      "net.ipv4.tcp_retries2": "8",
      "net.core.somaxconn": "4096",
    },
    ports: [
      { name: "amqps", port: AMQPS_PORT, protocol: "tcp", from: ["tomcat", "pods"] },
      { name: "rabbitmq-epmd", port: EPMD_PORT, protocol: "tcp", from: ["rabbitmq"] },
      { name: "rabbitmq-cluster", port: DISTRIBUTION_PORT, protocol: "tcp", from: ["rabbitmq"] },
      {
        name: "rabbitmq-metrics",
        port: PROMETHEUS_PORT,
        protocol: "tcp",
        from: ["monitoring"],
        // A series for each queue, which alerts need; a cluster has some dozens.
        scrape: { job: "rabbitmq", path: "/metrics/per-object" },
      },
      // KEDA, a pod as well, asks for the queues' lengths.
      { name: "rabbitmq-management", port: MANAGEMENT_PORT, protocol: "tcp", from: ["admin", "pods"] },
    ],
    checks: [
      // A node that has lost the majority closes this port, so that it is open says that the node serves.
      { name: "rabbitmq", port: AMQPS_PORT, intervalSeconds: 5, timeoutSeconds: 2 },
      {
        name: "rabbitmq-metrics",
        port: PROMETHEUS_PORT,
        path: "/metrics",
        intervalSeconds: 15,
        timeoutSeconds: 5,
      },
    ],
  };
}

function memberConfig(own: BrokerNode, { nodes, watchdog }: RabbitmqArgs): string {
  const config = {
    self: erlangName(own),
    nodes: nodes.map(erlangName),
    port: AMQPS_PORT,
    epmd: EPMD_PORT,
    watchdog: watchdogTimes(watchdog),
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

function plain(path: string, content: string): GuestFile {
  return { path, mode: "0644", content };
}

function forBroker(path: string, content: SecretText): GuestFile {
  return { path, mode: "0640", owner: "root:rabbitmq", content };
}
