import * as pulumi from "@pulumi/pulumi";
import { langOf } from "../locale/localized.ts";
import type { Environment, MiniProgramName, Secrets, TlsPair } from "./environment.ts";
import { parseEnvironment } from "./parse.ts";
import { ConfigError } from "./problem.ts";
import type { RawConfig } from "./raw.ts";
import type { SecretValues } from "./rules/secrets.ts";

const NAMESPACE = "hougu:";

/** Keys whose value is a plain text; every other one reaches the program as JSON. */
const TEXT_KEYS: ReadonlySet<string> = new Set([
  "environment",
  "region",
  "vrrpPassword",
  "sessionKey",
  "vspherePassword",
  "dataKey",
  "messagingKey",
  "erlangCookie",
  "brokerAuthority",
  "brokerCertificate",
  "brokerPrivateKey",
  "traceToken",
  "alertAddresses",
  "mailPassword",
  "remoteWritePassword",
  "grafanaPassword",
]);

/**
 * What the SDK knows about secretness. `Config` has no public way to ask whether a key was encrypted, only to
 * treat it so; the engine tells the program by PULUMI_CONFIG_SECRET_KEYS and this function reads that.
 */
interface SecretnessOfConfig {
  readonly isConfigSecret: (fullKey: string) => boolean;
}

/** The configuration that the engine handed to this program. */
export function rawConfig(): RawConfig {
  const { isConfigSecret } = pulumi.runtime as unknown as SecretnessOfConfig;
  const values: Record<string, unknown> = {};
  const encrypted = new Set<string>();
  for (const [fullKey, text] of Object.entries(pulumi.runtime.allConfig())) {
    if (!fullKey.startsWith(NAMESPACE)) continue;
    const key = fullKey.slice(NAMESPACE.length);
    values[key] = TEXT_KEYS.has(key) ? text : fromJson(text);
    if (isConfigSecret(fullKey)) encrypted.add(key);
  }
  return { stack: pulumi.getStack(), values, encrypted, from: "engine" };
}

/** The value of a JSON text; a text that isn't JSON stays as it is, for the schema to refuse. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Reads and checks the stack's configuration, in the program. Secrets come back as secret outputs.
 *
 * @throws pulumi.RunError with every problem in the operator's language; the engine shows it without a stack.
 */
export function loadEnvironment(): { readonly environment: Environment; readonly secrets: Secrets } {
  try {
    const { environment, secrets } = parseEnvironment(rawConfig());
    return { environment, secrets: asOutputs(secrets) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new pulumi.RunError(error.format(langOf(process.env)));
  }
}

function asOutputs({
  vrrpPassword,
  sessionKey,
  vspherePassword,
  tls,
  dataKey,
  traceToken,
  alertAddresses,
  mailPassword,
  remoteWritePassword,
  grafanaPassword,
  ...messaging
}: SecretValues): Secrets {
  // In the program every value is visible, and the parser has refused what is missing.
  if (vrrpPassword === undefined || sessionKey === undefined || tls === undefined) {
    throw new Error(
      "the parser accepted a configuration without its secrets: a defect of components/config/rules/secrets.ts",
    );
  }
  const pair = (name: MiniProgramName): TlsPair => ({
    certificate: pulumi.secret(tls[name].certificate),
    privateKey: pulumi.secret(tls[name].privateKey),
  });
  return {
    vrrpPassword: pulumi.secret(vrrpPassword),
    sessionKey: pulumi.secret(sessionKey),
    tls: { artist: pair("artist"), food: pair("food") },
    ...(vspherePassword === undefined ? {} : { vspherePassword: pulumi.secret(vspherePassword) }),
    ...(dataKey === undefined ? {} : { dataKey: pulumi.secret(dataKey) }),
    ...(traceToken === undefined ? {} : { traceToken: pulumi.secret(traceToken) }),
    ...(alertAddresses === undefined ? {} : { alertAddresses: pulumi.secret(alertAddresses) }),
    ...(mailPassword === undefined ? {} : { mailPassword: pulumi.secret(mailPassword) }),
    ...(remoteWritePassword === undefined ? {} : { remoteWritePassword: pulumi.secret(remoteWritePassword) }),
    ...(grafanaPassword === undefined ? {} : { grafanaPassword: pulumi.secret(grafanaPassword) }),
    ...messagingSecrets(messaging),
  };
}

/** The secrets of messaging that are there. */
function messagingSecrets({
  messagingKey,
  erlangCookie,
  brokerAuthority,
  brokerCertificate,
  brokerPrivateKey,
}: SecretValues): Pick<Secrets, "messagingKey" | "brokers"> {
  const hasBrokers =
    erlangCookie !== undefined &&
    brokerAuthority !== undefined &&
    brokerCertificate !== undefined &&
    brokerPrivateKey !== undefined;
  return {
    ...(messagingKey === undefined ? {} : { messagingKey: pulumi.secret(messagingKey) }),
    ...(hasBrokers
      ? {
          brokers: {
            erlangCookie: pulumi.secret(erlangCookie),
            authority: pulumi.secret(brokerAuthority),
            certificate: pulumi.secret(brokerCertificate),
            privateKey: pulumi.secret(brokerPrivateKey),
          },
        }
      : {}),
  };
}
