import type { Recipe } from "../../account.ts";

/** A strong password, as the component derives them. */
const PASSWORD = "Aa1_0123456789abcdef";

/** The managed message service, and Cloud Assistant, as the components use them. */
export const MESSAGING_RECIPES: Readonly<Record<string, Recipe>> = {
  "alicloud:amqpInstance": async (account) => {
    const vpcId = (await account.the("alicloud:vpc")).id;
    const second = await account.create("alicloud:vswitch", {
      zoneId: "cn-hangzhou-j",
      cidrBlock: "10.20.77.0/24",
    });
    return {
      instanceName: "messaging",
      paymentType: "PayAsYouGo",
      serverlessChargeType: "provisioned",
      edition: "dedicated",
      provisionedCapacity: 2000,
      authModel: "openSource",
      listenerMode: "ssl_only",
      vpcId,
      vswitchIds: [(await account.the("alicloud:vswitch")).id, second.id],
      securityGroupId: (await account.the("alicloud:securityGroup")).id,
    };
  },
  "alicloud:amqpVirtualHost": async (account) => ({
    instanceId: (await account.the("alicloud:amqpInstance")).id,
    virtualHostName: "artist",
  }),
  "alicloud:amqpExchange": async (account) => ({
    ...(await inHost(account)),
    exchangeName: "events",
    exchangeType: "TOPIC",
    autoDeleteState: false,
    internal: false,
  }),
  "alicloud:amqpQueue": async (account) => ({
    ...(await inHost(account)),
    queueName: "orders",
    autoDeleteState: false,
    deadLetterExchange: (await account.the("alicloud:amqpExchange")).attributes.exchangeName ?? "",
  }),
  "alicloud:amqpBinding": async (account) => ({
    ...(await inHost(account)),
    sourceExchange: (await account.the("alicloud:amqpExchange")).attributes.exchangeName ?? "",
    bindingType: "QUEUE",
    destinationName: (await account.the("alicloud:amqpQueue")).attributes.queueName ?? "",
    bindingKey: "orders",
  }),
  "alicloud:amqpOpenSourceAccount": async (account) => ({
    instanceId: (await account.the("alicloud:amqpInstance")).id,
    userName: "artist-app",
    password: PASSWORD,
  }),
  "alicloud:amqpOpenSourcePermission": async (account) => {
    const { instanceId, virtualHostName } = await inHost(account);
    return {
      instanceId,
      vhost: virtualHostName,
      userName: (await account.the("alicloud:amqpOpenSourceAccount")).attributes.userName ?? "",
      configure: "^$",
      write: "^(events)$",
      read: "^(orders|bookings)$",
    };
  },
  "alicloud:command": () => ({
    name: "await-member",
    type: "RunShellScript",
    commandContent: Buffer.from("#!/bin/sh\n").toString("base64"),
    timeout: 1200,
  }),
  "alicloud:invocation": async (account) => ({
    commandId: (await account.the("alicloud:command")).id,
    instanceIds: [(await account.the("alicloud:instance")).id],
  }),
};

async function inHost(account: Parameters<Recipe>[0]) {
  const host = await account.the("alicloud:amqpVirtualHost");
  return {
    instanceId: host.attributes.instanceId ?? "",
    virtualHostName: host.attributes.virtualHostName ?? "",
  };
}
