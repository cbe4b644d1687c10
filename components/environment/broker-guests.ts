import type { Environment, MiniProgramName } from "../config/environment.ts";
import type { MessagingSettings } from "../config/messaging.ts";
import { base } from "../guest/base.ts";
import { composeGuest } from "../guest/compose.ts";
import type { Guest, GuestPart } from "../guest/guest.ts";
import { hostFirewall } from "../guest/host-firewall.ts";
import { nodeExporter } from "../guest/node-exporter.ts";
import { brokerClient } from "../rabbitmq/client.ts";
import { rabbitmq } from "../rabbitmq/rabbitmq.ts";
import type { HostPlan, MiniProgramPlan } from "./plan-types.ts";
import { sourcesOnSegment } from "./segment-sources.ts";

/** What a mini-program's brokers run. */
export function brokerGuests(
  planned: MiniProgramPlan,
  environment: Environment,
  podCidrs: readonly string[],
  clusterName: string,
  monitoring: readonly HostPlan[],
): Guest[] {
  const { name: miniProgram, platform, brokers } = planned;
  const nodes = brokers.map(({ name, address }) => ({ name, address }));
  const blocksOf = sourcesOnSegment({ miniProgram: planned, environment, podCidrs, monitoring });
  return brokers.map(({ name, address, machine: { memoryGiB } }) => {
    const parts = [
      base({ platform }),
      nodeExporter({ address }),
      rabbitmq({ name, nodes, miniProgram, clusterName, memoryGiB }),
    ];
    const ports = parts.flatMap((part) => part.ports ?? []);
    // On Alibaba Cloud a security group stands before the machine.
    const firewall = platform === "vsphere" ? [hostFirewall({ ports, blocksOf })] : [];
    return composeGuest(name, "rabbitmq", [...parts, ...firewall]);
  });
}

/** How a mini-program's Tomcats find its messages; nothing where there are none. */
export function messagingOfTomcat(
  miniProgram: MiniProgramName,
  { brokers }: MiniProgramPlan,
  messaging: MessagingSettings | undefined,
): GuestPart[] {
  if (!messaging) return [];
  const at =
    messaging.kind === "managed"
      ? ({ kind: "managed" } as const)
      : ({ kind: "cluster", nodes: brokers.map(({ name, address }) => ({ name, address })) } as const);
  return [brokerClient({ miniProgram, user: "app", unit: "tomcat10", group: "tomcat", at })];
}
