const VARIABLE = "ALICLOUD_PROTOCOL";
const PROTOCOLS = ["HTTP", "HTTPS"] as const;

export type ProviderProtocol = (typeof PROTOCOLS)[number];

/**
 * How the provider talks to Alibaba Cloud: `ALICLOUD_PROTOCOL`, beside the variables that the provider reads itself. It
 * has one for each endpoint and none for the protocol, so an API on the loopback interface (`hougu cloud`) needs this.
 * @returns undefined when it isn't set: then the provider decides, which is HTTPS
 * @throws Error for another value
 */
export function providerProtocol(
  env: Readonly<Record<string, string | undefined>>,
): ProviderProtocol | undefined {
  const value = env[VARIABLE];
  if (value === undefined || value === "") return undefined;
  const known = PROTOCOLS.find((protocol) => protocol === value);
  if (known) return known;
  throw new Error(`${VARIABLE} is ${JSON.stringify(value)}: HTTP or HTTPS is expected. Unset it for HTTPS.`);
}
