import { Command } from "@pulumi/alicloud/ecs/command.js";
import { EcsInvocation } from "@pulumi/alicloud/ecs/ecsInvocation.js";
import { type CustomResourceOptions, type Input, secret } from "@pulumi/pulumi";
import { PrivateZone } from "../../../components/dns/private-zone.ts";
import { labelsOf } from "../../../components/naming/labels.ts";
import { ManagedMessaging } from "../../../components/rabbitmq/managed-messaging.ts";

interface Place {
  readonly vpcId: Input<string>;
  readonly vswitchIds: readonly Input<string>[];
  readonly instanceId: Input<string>;
}

/** The managed message service as its component makes it, names for brokers, and a command on a machine. */
export function messagingTypes(
  { vpcId, vswitchIds, instanceId }: Place,
  { provider }: CustomResourceOptions,
): void {
  const opts = provider ? { provider } : {};
  new ManagedMessaging(
    "messaging",
    {
      labels: labelsOf({ tier: "dev", tags: { owner: "platform", costCentre: "cc-1001" } }),
      region: "cn-hangzhou",
      miniPrograms: ["artist", "food"],
      settings: { kind: "managed", messagesPerSecond: 2000, publicMessagesPerSecond: 256 },
      vpcId,
      vswitchIds,
      clientCidrs: ["10.20.1.0/24"],
      messagingKey: secret("00".repeat(32)),
      protect: false,
    },
    opts,
  );
  new PrivateZone(
    "broker-names",
    {
      labels: labelsOf({ tier: "dev", tags: { owner: "platform", costCentre: "cc-1001" } }),
      domain: "messaging.hougu.internal",
      region: "cn-hangzhou",
      vpcId,
      hosts: [{ name: "artist-rabbitmq-1", address: "10.20.1.144" }],
      remark: "Brokers",
    },
    opts,
  );
  const command = new Command(
    "await",
    {
      name: "await-member",
      type: "RunShellScript",
      commandContent: Buffer.from("#!/bin/sh\n").toString("base64"),
      timeout: 1200,
    },
    opts,
  );
  new EcsInvocation("await", { commandId: command.id, instanceIds: [instanceId] }, opts);
}
