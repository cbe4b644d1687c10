import { SecretParameter } from "@pulumi/alicloud/oos/secretParameter.js";
import * as pulumi from "@pulumi/pulumi";
import type { SecretName } from "../guest/guest.ts";
import type { Labels } from "../naming/labels.ts";
import type { Service } from "../naming/tags.ts";
import type { SecretValues } from "./secret-values.ts";

/** What {@link ServiceSecrets} are made of. */
export interface ServiceSecretsArgs {
  readonly labels: Labels;
  readonly service: Service;
  readonly secrets: SecretValues;
}

// https://www.alibabacloud.com/help/en/oos/developer-reference/api-oos-2019-06-01-createsecretparameter
const LONGEST_VALUE = 4096;

/** The last part of a parameter's name, where names are lower case with hyphens. */
const SLUGS: Readonly<Record<SecretName, string>> = {
  vrrpPassword: "vrrp-password",
  sessionKey: "session-key",
  tlsCertificate: "tls-certificate",
  tlsPrivateKey: "tls-private-key",
  databaseHost: "database-host",
  databasePassword: "database-password",
  databaseReplicaPassword: "database-replica-password",
  redisHost: "redis-host",
  redisPassword: "redis-password",
  pictureLinkKey: "picture-link-key",
  erlangCookie: "erlang-cookie",
  brokerCertificate: "broker-certificate",
  brokerPrivateKey: "broker-private-key",
  brokerAuthority: "broker-authority",
  brokerAppPassword: "broker-app-password",
  brokerInboxPassword: "broker-inbox-password",
  brokerDanmakuPassword: "broker-danmaku-password",
  brokerAutoscalerPassword: "broker-autoscaler-password",
  brokerOperatorPassword: "broker-operator-password",
  brokerEndpoint: "broker-endpoint",
  traceToken: "trace-token",
  alertAddresses: "alert-addresses",
  mailPassword: "mail-password",
  remoteWritePassword: "remote-write-password",
  grafanaPassword: "grafana-password",
  logShipperKey: "log-shipper-key",
};

/** Name of an encrypted parameter, e.g. `hougu-prod-artist-session-key`: known before it exists. */
export function parameterName(labels: Labels, service: Service, secret: SecretName): string {
  return labels.physicalName(`${service}-${SLUGS[secret]}`);
}

/**
 * A mini-program's secrets on Alibaba Cloud: encrypted parameters of its parameter store, which hosts read at boot by
 * their role. They never stand in user data, which everything on a machine can read.
 */
export class ServiceSecrets extends pulumi.ComponentResource {
  constructor(name: string, args: ServiceSecretsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:host:ServiceSecrets", name, {}, opts);
    const { labels, service } = args;
    for (const [secret, value] of Object.entries(args.secrets) as [SecretName, pulumi.Input<string>][]) {
      new SecretParameter(
        `${name}-${SLUGS[secret]}`,
        {
          secretParameterName: parameterName(labels, service, secret),
          type: "Secret",
          description: `${secret}, read by the hosts of ${service} when they boot`,
          value: pulumi.secret(pulumi.output(value).apply((text) => fitting(secret, text))),
          tags: labels.tags(service),
        },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}

/**
 * The value itself when the parameter store takes it.
 *
 * @throws pulumi.RunError that doesn't show it when it is too long.
 */
export function fitting(secret: SecretName, value: string): string {
  if (value.length <= LONGEST_VALUE) return value;
  throw new pulumi.RunError(
    `${secret} has ${value.length} characters, Alibaba Cloud's parameter store takes ${LONGEST_VALUE}. ` +
      "A certificate chain needs the server's certificate and the intermediate ones only, without the root, and fits with ECDSA keys.",
  );
}
