import * as alicloud from "@pulumi/alicloud";
import { secret } from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";

/** A message instance with a topology and an account, as components/rabbitmq makes them. */
function messaging({ name, write }: { readonly name: string; readonly write: string }): PulumiFn {
  return async () => {
    const options = { provider: new alicloud.Provider("api", { region: "cn-hangzhou", protocol: "HTTP" }) };
    const vpc = new alicloud.vpc.Network("vpc", { vpcName: "hougu", cidrBlock: "10.0.0.0/8" }, options);
    const vswitches = ["j", "k"].map(
      (zone, index) =>
        new alicloud.vpc.Switch(
          `vswitch-${zone}`,
          { vpcId: vpc.id, cidrBlock: `10.0.${index}.0/24`, zoneId: `cn-hangzhou-${zone}` },
          options,
        ),
    );
    const instance = new alicloud.amqp.Instance(
      "messaging",
      {
        instanceName: name,
        // The provider leaves a pay-as-you-go instance behind when it is destroyed.
        paymentType: "Subscription",
        period: 1,
        renewalStatus: "ManualRenewal",
        edition: "dedicated",
        authModel: "openSource",
        instanceType: "professional",
        maxTps: "1000",
        queueCapacity: "50",
        supportEip: false,
        vpcId: vpc.id,
        vswitchIds: vswitches.map(({ id }) => id),
        tags: { owner: "platform" },
      },
      options,
    );
    const host = new alicloud.amqp.VirtualHost(
      "artist",
      { instanceId: instance.id, virtualHostName: "artist" },
      options,
    );
    const where = { instanceId: instance.id, virtualHostName: host.virtualHostName };
    const exchange = new alicloud.amqp.Exchange(
      "events",
      { ...where, exchangeName: "events", exchangeType: "TOPIC", autoDeleteState: false, internal: false },
      options,
    );
    const queue = new alicloud.amqp.Queue(
      "orders",
      { ...where, queueName: "orders", autoDeleteState: false, deadLetterExchange: exchange.exchangeName },
      options,
    );
    new alicloud.amqp.Binding(
      "orders",
      {
        ...where,
        sourceExchange: exchange.exchangeName,
        destinationName: queue.queueName,
        bindingType: "QUEUE",
        bindingKey: "order.*",
      },
      options,
    );
    const account = new alicloud.amqp.OpenSourceAccount(
      "app",
      {
        instanceId: instance.id,
        userName: "artist-app",
        password: secret("Aa1_0123456789abcdef"),
        description: "the app",
      },
      options,
    );
    new alicloud.amqp.OpenSourcePermission(
      "app",
      {
        instanceId: instance.id,
        userName: account.userName,
        vhost: host.virtualHostName,
        configure: "^$",
        write,
        read: ".*",
      },
      options,
    );
  };
}

export const amqpProgram = messaging({ name: "messaging", write: ".*" });

/** The same with another name and fewer rights. */
export const changed = messaging({ name: "renamed", write: "^events$" });
