import { createHmac } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import type { MiniProgramName, Secrets } from "../config/environment.ts";
import type { WorkloadName } from "../config/kubernetes.ts";
import type { SecretValues } from "../host/secret-values.ts";
import { type AppKey, WORKLOAD_FACTS } from "../kubernetes/workloads/catalogue.ts";
import type { MessagingAccess } from "./messaging.ts";

/** Environment variables with a secret, by the names of hosts' secrets. */
const VARIABLES = {
  database: { databaseHost: "DATABASE_HOST", databasePassword: "DATABASE_PASSWORD" },
  cache: { redisHost: "REDIS_HOST", redisPassword: "REDIS_PASSWORD" },
  alicloud: { pictureLinkKey: "PICTURE_LINK_KEY" },
} as const;

export interface AppSecretsRequest {
  readonly miniProgram: MiniProgramName;
  readonly workload: WorkloadName;
  /** How the mini-program's stores are reached. */
  readonly stores: SecretValues;
  /** Absent where it has no broker. */
  readonly broker: MessagingAccess | undefined;
  /** The company's own authority, where it has signed the broker's certificate. */
  readonly authority: pulumi.Input<string> | undefined;
  readonly messagingKey: Secrets["messagingKey"];
}

/** What an app finds of secrets in its environment: of what it speaks to, and nothing of its neighbours'. */
export function appSecrets(request: AppSecretsRequest): Record<string, pulumi.Input<string>> {
  const { miniProgram, workload, broker, authority, messagingKey } = request;
  const stores = request.stores as Readonly<Record<string, pulumi.Input<string>>>;
  const { peers, brokerUser, keys } = WORKLOAD_FACTS[workload];
  const values: Record<string, pulumi.Input<string>> = {};
  for (const [peer, variables] of Object.entries(VARIABLES)) {
    if (!(peers as readonly string[]).includes(peer)) continue;
    for (const [secret, variable] of Object.entries(variables)) {
      const value = stores[secret];
      if (value !== undefined) values[variable] = value;
    }
  }
  if (broker) {
    values.BROKER_HOSTS = pulumi.all([...broker.hosts]).apply((hosts) => hosts.join(","));
    values.BROKER_PASSWORD = broker.passwordOf(brokerUser);
    if (authority !== undefined) values.BROKER_CA = authority;
  }
  if (messagingKey !== undefined) {
    for (const key of keys) values[key] = appKeyFrom(messagingKey, miniProgram, key);
  }
  return values;
}

/** A key of 256 bits for one purpose of one mini-program, as brokers' passwords come from the same key. */
export function appKey(messagingKey: string, miniProgram: MiniProgramName, key: AppKey): string {
  return createHmac("sha256", Buffer.from(messagingKey, "hex"))
    .update(`app ${miniProgram} ${key}`)
    .digest("hex");
}

function appKeyFrom(
  messagingKey: pulumi.Input<string>,
  miniProgram: MiniProgramName,
  key: AppKey,
): pulumi.Output<string> {
  return pulumi.secret(pulumi.output(messagingKey).apply((value) => appKey(value, miniProgram, key)));
}
