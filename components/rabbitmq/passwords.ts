import { createHmac } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import type { MiniProgramName } from "../config/environment.ts";
import type { SecretValues } from "../host/secret-values.ts";
import { PASSWORD_SECRETS } from "./definitions.ts";
import { BROKER_USERS, type BrokerUser } from "./queues.ts";
import { userName } from "./topology.ts";

/**
 * A password for each user from one key, by HMAC-SHA-256: one secret to keep, and who knows one password knows no other.
 * 256 bits, in letters, digits, `_` and `-`, which no URL or JSON wants escaped. The managed service asks for digits and
 * both cases in 8 to 64 characters, hence the beginning.
 */
export function brokerPassword(messagingKey: string, miniProgram: MiniProgramName, user: BrokerUser): string {
  const digest = createHmac("sha256", Buffer.from(messagingKey, "hex")).update(
    `broker ${userName(miniProgram, user)}`,
  );
  return `Aa1_${digest.digest("base64url")}`;
}

/** The same as a secret output. */
export function brokerPasswordFrom(
  messagingKey: pulumi.Input<string>,
  miniProgram: MiniProgramName,
  user: BrokerUser,
): pulumi.Output<string> {
  return pulumi.secret(pulumi.output(messagingKey).apply((key) => brokerPassword(key, miniProgram, user)));
}

/** Every user's password by the names of a guest's secrets. */
export function brokerPasswords(
  messagingKey: pulumi.Input<string>,
  miniProgram: MiniProgramName,
): SecretValues {
  return Object.fromEntries(
    BROKER_USERS.map((user) => [PASSWORD_SECRETS[user], brokerPasswordFrom(messagingKey, miniProgram, user)]),
  );
}
