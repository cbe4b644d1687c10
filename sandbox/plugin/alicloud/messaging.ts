import type { Mapping } from "../mapping.ts";

/** The managed message service, and Cloud Assistant's commands. */
export const MESSAGING_MAPPINGS: readonly Mapping[] = [
  {
    token: "alicloud:amqp/instance:Instance",
    type: "alicloud:amqpInstance",
    providerOnly: ["autoRenew", "modifyType", "period", "periodCycle"],
    // An instance that is paid as it goes has no such limits.
    written: { maxConnections: -1, maxEipTps: "-1", storageSize: "-1", tracingStorageTime: -1 },
  },
  { token: "alicloud:amqp/virtualHost:VirtualHost", type: "alicloud:amqpVirtualHost" },
  { token: "alicloud:amqp/exchange:Exchange", type: "alicloud:amqpExchange" },
  { token: "alicloud:amqp/queue:Queue", type: "alicloud:amqpQueue" },
  { token: "alicloud:amqp/binding:Binding", type: "alicloud:amqpBinding" },
  { token: "alicloud:amqp/openSourceAccount:OpenSourceAccount", type: "alicloud:amqpOpenSourceAccount" },
  {
    token: "alicloud:amqp/openSourcePermission:OpenSourcePermission",
    type: "alicloud:amqpOpenSourcePermission",
  },
  { token: "alicloud:ecs/command:Command", type: "alicloud:command" },
  {
    token: "alicloud:ecs/ecsInvocation:EcsInvocation",
    type: "alicloud:invocation",
    providerOnly: ["windowsPasswordName"],
  },
];
