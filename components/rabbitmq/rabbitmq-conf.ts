import { brokerMemory } from "./memory.ts";
import { erlangName } from "./node-names.ts";
import { AMQPS_PORT, MANAGEMENT_PORT, PROMETHEUS_PORT } from "./queues.ts";
import type { RabbitmqArgs } from "./rabbitmq-arguments.ts";

/** Erlang's port mapper, by which nodes find each other's port. */
export const EPMD_PORT = 4369;
/** Between nodes, and for `rabbitmqctl` of another node. */
export const DISTRIBUTION_PORT = 25672;

export const TLS_FOLDER = "/etc/rabbitmq/tls";
export const DEFINITIONS = "/etc/rabbitmq/definitions.json";

/**
 * Suites with forward secrecy and authenticated encryption, by OpenSSL's names: what Mozilla's "intermediate" list has.
 * Those of TLS 1.3 first; Erlang wants to be told of both.
 */
export const CIPHERS = [
  "TLS_AES_256_GCM_SHA384",
  "TLS_AES_128_GCM_SHA256",
  "TLS_CHACHA20_POLY1305_SHA256",
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-RSA-AES256-GCM-SHA384",
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES128-GCM-SHA256",
  "ECDHE-ECDSA-CHACHA20-POLY1305",
  "ECDHE-RSA-CHACHA20-POLY1305",
] as const;

/** rabbitmq.conf, in the format since 3.7. */
export function rabbitmqConf({ nodes, clusterName, memoryGiB }: RabbitmqArgs, address: string): string {
  const memory = brokerMemory({ memoryGiB });
  return `# Made by Hougu. Change the program, not this file.

# TLS or nothing. Clients prove who they are by a password, so no certificate is asked of them.
listeners.tcp = none
listeners.ssl.1 = ${address}:${AMQPS_PORT}
${tlsOptions("ssl_options")}
# A handshake that takes longer is a scanner.
ssl_handshake_timeout = 5000
# A client that has vanished is noticed within a minute (two missed beats).
heartbeat = 30
# Two for each thread of an app are plenty: one that leaks channels is stopped before it hurts the others.
channel_max = 256

cluster_name = ${clusterName}
cluster_formation.peer_discovery_backend = classic_config
${nodes.map((node, index) => `cluster_formation.classic_config.nodes.${index + 1} = ${erlangName(node)}\n`).join("")}cluster_formation.target_cluster_size_hint = ${nodes.length}
# The side that has lost the majority stops serving: it could only answer what is no longer true.
cluster_partition_handling = pause_minority
# Leaders on every node alike, not all on the one that imported the definitions.
queue_leader_locator = balanced

# What exists is in this file: users, permissions, exchanges, queues, policies. Importing it again changes nothing.
load_definitions = ${DEFINITIONS}

# By the machine's ${memoryGiB} GiB: see memory.ts.
vm_memory_high_watermark.absolute = ${memory.watermarkMiB}MiB
disk_free_limit.absolute = ${memory.diskFreeMiB}MiB
raft.wal_max_size_bytes = ${memory.walMiB * 1024 * 1024}
# A message whose consumer says nothing for half an hour goes to another one.
consumer_timeout = 1800000

management.ssl.ip = ${address}
management.ssl.port = ${MANAGEMENT_PORT}
${tlsOptions("management.ssl")}
# Prometheus counts; the console shows lengths and nothing that costs.
management.rates_mode = none
prometheus.tcp.ip = ${address}
prometheus.tcp.port = ${PROMETHEUS_PORT}

# To the journal, where retention and shipping are the machine's.
log.file = false
log.console = true
log.console.level = info
log.console.formatter = json
log.connection.level = warning
`;
}

function tlsOptions(prefix: "ssl_options" | "management.ssl"): string {
  // The management listener has its options beside its port, the other one in a group of their own.
  return [
    `${prefix}.cacertfile = ${TLS_FOLDER}/authority.pem`,
    `${prefix}.certfile = ${TLS_FOLDER}/certificate.pem`,
    `${prefix}.keyfile = ${TLS_FOLDER}/private-key.pem`,
    `${prefix}.verify = verify_none`,
    `${prefix}.fail_if_no_peer_cert = false`,
    `${prefix}.versions.1 = tlsv1.3`,
    `${prefix}.versions.2 = tlsv1.2`,
    ...CIPHERS.map((cipher, index) => `${prefix}.ciphers.${index + 1} = ${cipher}`),
    `${prefix}.honor_cipher_order = true`,
  ].join("\n");
}

/** rabbitmq-env.conf, which the server and its commands read as a shell script. */
export function rabbitmqEnv(name: string): string {
  return `# Made by Hougu. Change the program, not this file.
RABBITMQ_NODENAME=${erlangName({ name })}
RABBITMQ_USE_LONGNAME=true
RABBITMQ_DIST_PORT=${DISTRIBUTION_PORT}
# Nodes and commands speak TLS with each other and show each other their certificates.
hougu_tls="-pa $(echo /usr/lib/erlang/lib/ssl-*/ebin) -proto_dist inet_tls -ssl_dist_optfile /etc/rabbitmq/inter-node-tls.config"
RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="$hougu_tls"
RABBITMQ_CTL_ERL_ARGS="$hougu_tls"
`;
}

/** TLS between nodes, as an Erlang term: each side proves that its name is one that the authority has signed. */
export function interNodeTls(): string {
  const options = `{cacertfile, "${TLS_FOLDER}/authority.pem"},
    {certfile, "${TLS_FOLDER}/certificate.pem"},
    {keyfile, "${TLS_FOLDER}/private-key.pem"},
    {secure_renegotiate, true},
    {versions, ['tlsv1.3', 'tlsv1.2']},
    {verify, verify_peer}`;
  return `[
  {server, [
    ${options},
    {fail_if_no_peer_cert, true}
  ]},
  {client, [
    ${options}
  ]}
].
`;
}
