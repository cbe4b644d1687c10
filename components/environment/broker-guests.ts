import type { MiniProgramName } from "../config/environment.ts";
import type { MessagingSettings } from "../config/messaging.ts";
import { base } from "../guest/base.ts";
import { composeGuest } from "../guest/compose.ts";
import type { Guest, GuestPart } from "../guest/guest.ts";
import { nodeExporter } from "../guest/node-exporter.ts";
import { brokerClient } from "../rabbitmq/client.ts";
import { rabbitmq } from "../rabbitmq/rabbitmq.ts";
import type { MiniProgramPlan } from "./plan-types.ts";

/** What a mini-program's brokers run. */
export function brokerGuests(
  { name: miniProgram, platform, brokers }: MiniProgramPlan,
  clusterName: string,
): Guest[] {
  const nodes = brokers.map(({ name, address }) => ({ name, address }));
  return brokers.map(({ name, address, machine: { memoryGiB } }) =>
    composeGuest(name, "rabbitmq", [
      base({ platform }),
      nodeExporter({ address }),
      rabbitmq({ name, nodes, miniProgram, clusterName, memoryGiB }),
    ]),
  );
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
