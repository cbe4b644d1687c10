import type { Account } from "./account.ts";
import type { TrustFiles } from "./certificate.ts";

/** Where a server listens, as clients are told. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** Product codes of the services, as Alibaba Cloud's Terraform provider and so the Pulumi plugin look for them. */
const PRODUCT_CODES = [
  "vpc",
  "ecs",
  "slb",
  "alb",
  "nlb",
  "rds",
  "r_kvstore",
  "kms",
  "ram",
  "cs",
  "cr",
  "cas",
  "waf_openapi",
  "alidns",
  "pvtz",
  "cdn",
  "amqp_open",
  "oos",
  "ddoscoo",
  "antiddos_public",
  "ddosbasic",
  "tag",
  "bssopenapi",
  "cms",
  "sts",
  "location",
  "resourcemanager",
] as const;

/**
 * The log service puts the project's name before the host, which then must lead here: it does through the proxy that
 * `HTTP_PROXY` names, this server. The name begins with `http` because the provider takes an endpoint that does for one
 * with a scheme, and would otherwise insist on HTTPS.
 */
const LOG_HOST = "http-log.hougu.internal";

/**
 * Environment variables by which the provider finds a sandbox's API: Alibaba Cloud's own names, and `HTTP_PROXY`, which
 * only concerns requests without TLS.
 * @param trust files by which clients believe the API's certificate
 */
export function clientEnvironment(
  { host, port }: Endpoint,
  account: Account,
  region: string,
  trust?: TrustFiles,
): Record<string, string> {
  const address = `${host}:${port}`;
  return {
    ALICLOUD_ACCESS_KEY: account.accessKeyId,
    ALICLOUD_SECRET_KEY: account.accessKeySecret,
    ALICLOUD_ACCOUNT_ID: account.id,
    ALIBABA_CLOUD_ACCOUNT_TYPE: "Domestic",
    ALICLOUD_REGION: region,
    // The provider has no variable of its own for it: this program reads it (components/config/provider-protocol.ts).
    ALICLOUD_PROTOCOL: "HTTP",
    ...Object.fromEntries(
      PRODUCT_CODES.map((code) => [`ALIBABA_CLOUD_ENDPOINT_${code.toUpperCase()}`, address]),
    ),
    ALIBABA_CLOUD_ENDPOINT_SLS: `${LOG_HOST}:${port}`,
    HTTP_PROXY: `http://${address}`,
    // Some of the provider's clients insist on TLS.
    ...(trust && { SSL_CERT_FILE: trust.all, NODE_EXTRA_CA_CERTS: trust.own }),
  };
}
