import type * as pulumi from "@pulumi/pulumi";
import { BROKER_DOMAIN } from "../config/broker-names.ts";
import type { Environment, MiniProgramName, Secrets } from "../config/environment.ts";
import { PrivateZone } from "../dns/private-zone.ts";
import type { SecretValues } from "../host/secret-values.ts";
import type { Labels } from "../naming/labels.ts";
import type { AlicloudNetwork } from "../network/alicloud-network.ts";
import { ManagedMessaging } from "../rabbitmq/managed-messaging.ts";
import { brokerHost } from "../rabbitmq/node-names.ts";
import { brokerPasswordFrom, brokerPasswords } from "../rabbitmq/passwords.ts";
import type { BrokerUser } from "../rabbitmq/queues.ts";
import type { EnvironmentPlan, SubnetPlan } from "./plan-types.ts";

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

/** How pods in the VPC reach a mini-program's broker. */
export interface MessagingAccess {
  readonly host: pulumi.Input<string>;
  /** Every broker of a cluster, by the names that its certificate has: who knows one alone stands still with it. */
  readonly hosts: readonly pulumi.Input<string>[];
  /** IPv4 blocks in which they are, and nobody who isn't asked for. */
  readonly blocks: readonly string[];
  readonly passwordOf: (user: BrokerUser) => pulumi.Output<string>;
}

export interface CreatedMessaging {
  /** What a mini-program's hosts need to keep or send messages; nothing where an environment has none. */
  secretsOf(miniProgram: MiniProgramName): SecretValues;
  accessOf(miniProgram: MiniProgramName): MessagingAccess | undefined;
  /** What must be there before pods ask for their broker. */
  readonly ready: readonly pulumi.Resource[];
}

/**
 * Makes who keeps an environment's messages when that is the managed service. RabbitMQ's machines belong to their
 * mini-programs, which make them; here is what they and their clients need to know.
 */
export function createMessaging(request: MessagingRequest): CreatedMessaging {
  const { environment, plan, secrets } = request;
  const { messagingKey, brokers } = secrets;
  if (!environment.messaging || messagingKey === undefined) {
    return { secretsOf: () => ({}), accessOf: () => undefined, ready: [] };
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
            blocks: nodes.map(({ address }) => `${address}/32`),
            passwordOf: passwordOf(miniProgram),
          }
        );
      },
      ready: namesForPods(request),
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
      // Pods are in the VPC, wherever their mini-program's machines are.
      const host = managed.endpoint({ overInternet: false });
      return {
        host,
        hosts: [host],
        blocks: managedSubnets(request).map(({ cidr }) => cidr),
        passwordOf: passwordOf(miniProgram),
      };
    },
    ready: [managed],
  };
}

/**
 * The brokers' names in the VPC, for pods: machines have them in /etc/hosts, and the certificate has no other. Of both
 * mini-programs, since those on vSphere are reached by the line that hougu:network.lineCidrs tells of.
 */
function namesForPods({ environment, plan, labels, network, provider }: MessagingRequest): PrivateZone[] {
  if (!environment.kubernetes || !network || !provider) return [];
  return [
    new PrivateZone(
      "broker-names",
      {
        labels,
        domain: BROKER_DOMAIN,
        region: environment.region,
        vpcId: network.vpcId,
        hosts: plan.miniPrograms.flatMap(({ brokers }) =>
          brokers.map(({ name, address }) => ({ name, address })),
        ),
        remark: "Brokers, as their certificate names them",
      },
      { provider },
    ),
  ];
}

/** Where the managed service has its addresses: two zones' subnets of stores. */
function managedSubnets({ plan }: Pick<MessagingRequest, "plan">): readonly SubnetPlan[] {
  return plan.subnets.filter(({ tier }) => tier === "stores").slice(0, 2);
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

/** Whose machines and pods send and take messages. */
const CLIENT_TIERS: ReadonlySet<SubnetPlan["tier"]> = new Set(["app", "nodes", "pods"]);

function createManaged(
  { environment, plan, labels, network, provider, protect }: MessagingRequest,
  settings: Extract<NonNullable<Environment["messaging"]>, { readonly kind: "managed" }>,
  messagingKey: pulumi.Output<string>,
): ManagedMessaging {
  if (!network || !provider) {
    // Its clients would all be on vSphere, and a VPC for the service alone is not what anybody configured.
    throw new Error("the managed service needs a VPC: a defect of config/rules/messaging.ts");
  }
  const apps = managedSubnets({ plan });
  return new ManagedMessaging(
    "messaging",
    {
      labels,
      region: environment.region,
      miniPrograms: environment.miniPrograms.map(({ name }) => name),
      settings,
      vpcId: network.vpcId,
      vswitchIds: apps.map(({ name }) => network.vswitchIds[name] as pulumi.Output<string>),
      clientCidrs: plan.subnets.filter(({ tier }) => CLIENT_TIERS.has(tier)).map(({ cidr }) => cidr),
      messagingKey,
      protect,
    },
    { provider },
  );
}
