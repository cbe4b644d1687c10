import { Binding } from "@pulumi/alicloud/amqp/binding.js";
import { Exchange } from "@pulumi/alicloud/amqp/exchange.js";
import { Instance } from "@pulumi/alicloud/amqp/instance.js";
import { OpenSourceAccount } from "@pulumi/alicloud/amqp/openSourceAccount.js";
import { OpenSourcePermission } from "@pulumi/alicloud/amqp/openSourcePermission.js";
import { Queue } from "@pulumi/alicloud/amqp/queue.js";
import { VirtualHost } from "@pulumi/alicloud/amqp/virtualHost.js";
import { SecurityGroup } from "@pulumi/alicloud/ecs/securityGroup.js";
import { SecurityGroupRule } from "@pulumi/alicloud/ecs/securityGroupRule.js";
import * as pulumi from "@pulumi/pulumi";
import type { MiniProgramName } from "../config/environment.ts";
import type { MessagingSettings } from "../config/messaging.ts";
import type { Labels } from "../naming/labels.ts";
import { brokerPasswordFrom } from "./passwords.ts";
import { AMQPS_PORT, DEAD_LETTER_EXCHANGE } from "./queues.ts";
import { type Topology, type TopologyQueue, topologyOf } from "./topology.ts";

/** What {@link ManagedMessaging} is made of. */
export interface ManagedMessagingArgs {
  readonly labels: Labels;
  readonly region: string;
  /** Each gets a virtual host. */
  readonly miniPrograms: readonly MiniProgramName[];
  readonly settings: Extract<MessagingSettings, { readonly kind: "managed" }>;
  readonly vpcId: pulumi.Input<string>;
  /** Two, in two zones. */
  readonly vswitchIds: readonly pulumi.Input<string>[];
  /** Blocks of the VPC from which clients come. */
  readonly clientCidrs: readonly string[];
  /** From which the users' passwords come. */
  readonly messagingKey: pulumi.Input<string>;
  /** Refuse to forget the instance and its queues. */
  readonly protect: boolean;
}

/** The service orders, and builds in two zones. */
const TIMEOUTS = { create: "30m", update: "30m" } as const;
/** The service's own retention when nobody says; a dead letter waits three days for an operator. */
const DEAD_LETTER_TTL_MS = 3 * 24 * 60 * 60 * 1000;

/**
 * The same virtual hosts, exchanges, queues and users as on a cluster of our own, kept by ApsaraMQ for RabbitMQ. Its
 * accounts are RabbitMQ's own (`openSource`), with permissions by virtual host as in the definitions of a cluster: the
 * other kind, static accounts made of an access key, can't be told apart by virtual host, and their keys would stand in the
 * state. That needs a dedicated instance.
 *
 * What is different there: every queue is replicated and tried 16 times before it is dead, whatever its policy says; and a
 * full instance throttles instead of refusing. The service keeps no limit of a queue's length.
 */
export class ManagedMessaging extends pulumi.ComponentResource {
  readonly instanceId: pulumi.Output<string>;
  readonly #region: string;

  constructor(name: string, args: ManagedMessagingArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:rabbitmq:ManagedMessaging", name, {}, opts);
    const instance = createInstance(this, name, args);
    this.instanceId = instance.id;
    this.#region = args.region;
    for (const miniProgram of args.miniPrograms) {
      createTopology(this, `${name}-${miniProgram}`, topologyOf(miniProgram), instance, miniProgram, args);
    }
    this.registerOutputs({ instanceId: this.instanceId });
  }

  /** Host name of the instance, inside its VPC or from anywhere; TLS on 5671. */
  endpoint({ overInternet }: { readonly overInternet: boolean }): pulumi.Output<string> {
    // https://www.alibabacloud.com/help/en/apsaramq-for-rabbitmq/user-guide/endpoints
    return pulumi.interpolate`${this.instanceId}.${this.#region}-${overInternet ? "0.net" : "0.vpc"}.mq.amqp.aliyuncs.com`;
  }
}

function createInstance(parent: pulumi.Resource, name: string, args: ManagedMessagingArgs): Instance {
  const { labels, settings, vpcId, vswitchIds, clientCidrs, protect } = args;
  const group = new SecurityGroup(
    name,
    {
      securityGroupName: labels.physicalName(name),
      description: "What reaches the managed brokers",
      vpcId,
      securityGroupType: "normal",
      innerAccessPolicy: "Drop",
      tags: labels.tags("platform"),
    },
    { parent },
  );
  for (const cidr of clientCidrs) {
    new SecurityGroupRule(
      `${name}-amqps-from-${cidr.replaceAll(/[./]/g, "-")}`,
      {
        type: "ingress",
        securityGroupId: group.id,
        ipProtocol: "tcp",
        portRange: `${AMQPS_PORT}/${AMQPS_PORT}`,
        nicType: "intranet",
        policy: "accept",
        priority: 1,
        cidrIp: cidr,
        description: `amqps from ${cidr}`,
      },
      { parent },
    );
  }
  const rate = settings.publicMessagesPerSecond;
  return new Instance(
    name,
    {
      instanceName: labels.physicalName(name),
      paymentType: "PayAsYouGo",
      // "Reserved and elastic": a base that is kept ready, and peaks by use. Dedicated, which its own accounts need.
      serverlessChargeType: "provisioned",
      edition: "dedicated",
      provisionedCapacity: settings.messagesPerSecond,
      authModel: "openSource",
      listenerMode: "ssl_only",
      vpcId,
      vswitchIds: [...vswitchIds],
      securityGroupId: group.id,
      supportEip: rate !== undefined,
      ...(rate === undefined ? {} : { maxEipTps: String(rate) }),
      supportTracing: true,
      tracingStorageTime: 3,
      tags: labels.tags("platform"),
    },
    {
      parent,
      customTimeouts: TIMEOUTS,
      // The provider can't delete a pay-as-you-go instance, only forget it: that must be somebody's decision.
      ...(protect ? { protect } : {}),
    },
  );
}

function createTopology(
  parent: pulumi.Resource,
  name: string,
  topology: Topology,
  instance: Instance,
  miniProgram: MiniProgramName,
  { messagingKey, protect }: ManagedMessagingArgs,
): void {
  const instanceId = instance.id;
  const host = new VirtualHost(name, { instanceId, virtualHostName: topology.virtualHost }, { parent });
  const inHost = { instanceId, virtualHostName: host.virtualHostName };
  const exchanges = new Map(
    topology.exchanges.map((exchange) => [
      exchange.name,
      new Exchange(
        `${name}-${exchange.name}`,
        {
          ...inHost,
          exchangeName: exchange.name,
          exchangeType: exchange.type.toUpperCase(),
          autoDeleteState: false,
          internal: false,
        },
        { parent },
      ),
    ]),
  );
  for (const queue of topology.queues) {
    const exchange = exchanges.get(queue.exchange);
    if (!exchange) throw new Error(`${queue.name} is bound to no exchange: a defect of topology.ts`);
    const made = new Queue(
      `${name}-${queue.name}`,
      { ...inHost, queueName: queue.name, autoDeleteState: false, ...optionsOf(queue) },
      // A queue that is replaced loses its messages.
      { parent, dependsOn: [...exchanges.values()], ...(protect ? { protect } : {}) },
    );
    new Binding(
      `${name}-${queue.name}`,
      {
        ...inHost,
        sourceExchange: exchange.exchangeName,
        bindingType: "QUEUE",
        destinationName: made.queueName,
        bindingKey: queue.routingKey,
        // What a binding without headers has; the service asks for it even so.
        argument: "x-match:all",
      },
      { parent },
    );
  }
  for (const user of topology.users) {
    const account = new OpenSourceAccount(
      `${name}-${user.user}`,
      {
        instanceId,
        userName: user.name,
        password: brokerPasswordFrom(messagingKey, miniProgram, user.user),
        description: `${user.user} of ${topology.virtualHost}`,
      },
      { parent, additionalSecretOutputs: ["password"] },
    );
    new OpenSourcePermission(
      `${name}-${user.user}`,
      { instanceId, vhost: host.virtualHostName, userName: account.userName, ...user.permission },
      { parent },
    );
  }
}

function optionsOf({ routingKey, policy }: TopologyQueue): {
  readonly deadLetterExchange?: string;
  readonly deadLetterRoutingKey?: string;
  readonly messageTtl?: string;
} {
  if (policy.keeps === "dead letters") return { messageTtl: String(DEAD_LETTER_TTL_MS) };
  return {
    deadLetterExchange: DEAD_LETTER_EXCHANGE,
    deadLetterRoutingKey: routingKey,
    ...(policy.keeps === "the newest" ? { messageTtl: String(policy.ttlSeconds * 1000) } : {}),
  };
}
