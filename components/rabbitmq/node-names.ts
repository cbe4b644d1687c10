import { brokerHost } from "../config/broker-names.ts";
import type { GuestFile } from "../guest/guest.ts";
import type { BrokerNode } from "./rabbitmq-arguments.ts";

export { brokerHost };

/** What Erlang calls a node. */
export function erlangName(node: Pick<BrokerNode, "name">): string {
  return `rabbit@${brokerHost(node)}`;
}

/** /etc/hosts with the brokers, for them and for whoever connects to them. cloud-init adds the machine's own name. */
export function brokerHosts(nodes: readonly BrokerNode[]): GuestFile {
  const brokers = nodes.map((node) => `${node.address} ${brokerHost(node)}\n`).join("");
  return {
    path: "/etc/hosts",
    mode: "0644",
    content: `127.0.0.1 localhost
::1 localhost ip6-localhost ip6-loopback
ff02::1 ip6-allnodes
ff02::2 ip6-allrouters
${brokers}`,
  };
}
