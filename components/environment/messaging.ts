import type * as pulumi from "@pulumi/pulumi";
import type { Environment, MiniProgramName, Secrets } from "../config/environment.ts";
import type { SecretValues } from "../host/secret-values.ts";
import type { Labels } from "../naming/labels.ts";
import type { AlicloudNetwork } from "../network/alicloud-network.ts";
import { ManagedMessaging } from "../rabbitmq/managed-messaging.ts";
import { brokerHost } from "../rabbitmq/node-names.ts";
import { brokerPasswordFrom, brokerPasswords } from "../rabbitmq/passwords.ts";
import type { BrokerUser } from "../rabbitmq/queues.ts";
import type { EnvironmentPlan } from "./plan-types.ts";

/** What an environment's messaging is made of. */
export interface MessagingRequest {
  readonly environment: Environment;
  readonly plan: EnvironmentPlan;
  readonly labels: Labels;
  readonly secrets: Pick<Secrets, "messagingKey" | "brokers">;
  /** Present when something runs on Alibaba Cloud. */
  readonly network: AlicloudNetwork | undefined;
  readonly provider: pulumi.ProviderResource | undefined;
  readonly protect: boolean;
}

/** How a mini-program's broker is reached. */
export interface MessagingAccess {
  readonly host: pulumi.Input<string>;
  /** Every node: any of them may be away. */
  readonly hosts: readonly pulumi.Input<string>[];
  readonly passwordOf: (user: BrokerUser) => pulumi.Output<string>;
}

export interface CreatedMessaging {
  /** What a mini-program's hosts need to keep or send messages; nothing where an environment has none. */
  secretsOf(miniProgram: MiniProgramName): SecretValues;
  accessOf(miniProgram: MiniProgramName): MessagingAccess | undefined;
}

/**
 * Makes who keeps an environment's messages when that is the managed service. RabbitMQ's machines belong to their
 * mini-programs, which make them; here is what they and their clients need to know.
 */
export function createMessaging(request: MessagingRequest): CreatedMessaging {
  const { environment, plan, secrets } = request;
  const { messagingKey, brokers } = secrets;
  if (!environment.messaging || messagingKey === undefined) {
    return { secretsOf: () => ({}), accessOf: () => undefined };
  }
  const passwordOf = (miniProgram: MiniProgramName) => (user: BrokerUser) =>
    brokerPasswordFrom(messagingKey, miniProgram, user);
  if (environment.messaging.kind === "cluster") {
    return {
      secretsOf: (miniProgram) => ({ ...brokerPasswords(messagingKey, miniProgram), ...tlsOf(brokers) }),
      accessOf: (miniProgram) => {
        const nodes = plan.miniPrograms.find(({ name }) => name === miniProgram)?.brokers ?? [];
        const [first] = nodes;
        return (
          first && {
            host: brokerHost(first),
            hosts: nodes.map(brokerHost),
            passwordOf: passwordOf(miniProgram),
          }
        );
      },
    };
  }
  const managed = createManaged(request, environment.messaging, messagingKey);
  const isOutside = (miniProgram: MiniProgramName): boolean =>
    environment.miniPrograms.some(({ name, platform }) => name === miniProgram && platform !== "alicloud");
  return {
    secretsOf: (miniProgram) => ({
      ...brokerPasswords(messagingKey, miniProgram),
      brokerEndpoint: managed.endpoint({ overInternet: isOutside(miniProgram) }),
    }),
    accessOf: (miniProgram) => {
      const host = managed.endpoint({ overInternet: isOutside(miniProgram) });
      return { host, hosts: [host], passwordOf: passwordOf(miniProgram) };
    },
  };
}

function tlsOf(brokers: Secrets["brokers"]): SecretValues {
  return brokers
    ? {
        erlangCookie: brokers.erlangCookie,
        brokerAuthority: brokers.authority,
        brokerCertificate: brokers.certificate,
        brokerPrivateKey: brokers.privateKey,
      }
    : {};
}

function createManaged(
  { environment, plan, labels, network, provider, protect }: MessagingRequest,
  settings: Extract<NonNullable<Environment["messaging"]>, { readonly kind: "managed" }>,
  messagingKey: pulumi.Output<string>,
): ManagedMessaging {
  if (!network || !provider) {
    // Its clients would all be on vSphere, and a VPC for the service alone is not what anybody configured.
    throw new Error("the managed service needs a VPC: a defect of config/rules/messaging.ts");
  }
  const apps = plan.subnets.filter(({ tier }) => tier === "app").slice(0, 2);
  return new ManagedMessaging(
    "messaging",
    {
      labels,
      region: environment.region,
      miniPrograms: environment.miniPrograms.map(({ name }) => name),
      settings,
      vpcId: network.vpcId,
      vswitchIds: apps.map(({ name }) => network.vswitchIds[name] as pulumi.Output<string>),
      clientCidrs: plan.subnets
        .filter(({ tier }) => tier !== "edge" && tier !== "egress" && tier !== "balancer")
        .map(({ cidr }) => cidr),
      messagingKey,
      protect,
    },
    { provider },
  );
}
