import { numeric, text, texts } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { randomLetters } from "./ids.ts";

/** Free protection cleans at most this for an EIP (Anti-DDoS Origin Basic's user guide). */
export const MOST_MBPS = 5000;
export const MOST_PACKETS = 1_000_000;

/** Who has public addresses that are protected, by the service's word for it, and the attribute with the address. */
const HOLDERS = {
  ecs: { type: "alicloud:instance", address: "publicIp" },
  slb: { type: "alicloud:clb", address: "address" },
  eip: { type: "alicloud:eip", address: "ipAddress" },
} as const;

/** What an instance of thresholds is; EIPs when the word is strange. */
export function thresholdHolder(instanceType: string): { readonly type: string; readonly address: string } {
  return Object.hasOwn(HOLDERS, instanceType) ? HOLDERS[instanceType as keyof typeof HOLDERS] : HOLDERS.eip;
}

/** Thresholds of the free protection, one set for each public address. */
export const ddosThreshold: ResourceType = {
  type: "alicloud:ddosThreshold",
  service: "Antiddos",
  actions: {
    create: "ModifyDefenseThreshold",
    describe: "DescribeDdosThreshold",
    modify: "ModifyDefenseThreshold",
    remove: "ModifyDefenseThreshold",
  },
  id: (threshold) =>
    [text(threshold, "instanceId"), text(threshold, "instanceType"), text(threshold, "ddosType")].join(":"),
  notFound: { code: "InvalidInstance.NotFound", message: "The instance does not exist." },
  references: [
    {
      attribute: "instanceId",
      to: ({ instanceType }) => thresholdHolder(String(instanceType)).type,
      missing: { code: "InvalidInstance.NotFound", message: "The instance does not exist." },
      follows: true,
    },
  ],
  unique: [
    {
      attributes: ["instanceId", "instanceType", "ddosType"],
      taken: { code: "ThresholdAlreadySet", message: "The instance has thresholds of its own." },
    },
  ],
  check(wanted, look) {
    if ((numeric(wanted, "bps") ?? 0) > MOST_MBPS || (numeric(wanted, "pps") ?? 0) > MOST_PACKETS) {
      look.refuse(
        "InvalidThreshold",
        `Thresholds of at most ${MOST_MBPS} Mbit/s and ${MOST_PACKETS} packets/s are taken.`,
      );
    }
  },
  complete: (wanted) => ({ isAuto: wanted.isAuto ?? true, maxBps: MOST_MBPS, maxPps: MOST_PACKETS }),
  describe: ({ attributes }, look) => {
    const { type, address } = thresholdHolder(text(attributes, "instanceType"));
    const holder = look.get(type, text(attributes, "instanceId"));
    return {
      internetIp: text(attributes, "internetIp") || text(holder?.attributes ?? {}, address),
      bps: attributes.bps ?? MOST_MBPS,
      pps: attributes.pps ?? MOST_PACKETS,
    };
  },
};

/** A host name behind Anti-DDoS Proxy. Its instances were bought before: the sandbox's account has any. */
export const ddosDomain: ResourceType = {
  type: "alicloud:ddosDomain",
  service: "Ddoscoo",
  actions: {
    create: "CreateDomainResource",
    describe: "DescribeDomainResource",
    modify: "ModifyDomainResource",
    remove: "DeleteDomainResource",
  },
  global: true,
  nameAttribute: "domain",
  sealed: ["key"],
  id: (domain) => text(domain, "domain"),
  notFound: { code: "WebRuleNotExist", message: "The website is not protected." },
  unique: [
    {
      attributes: ["domain"],
      taken: { code: "WebRuleExists", message: "The website is protected already." },
    },
  ],
  check(wanted, look) {
    const isAddress = (server: string) => /^(\d{1,3}\.){3}\d{1,3}$/.test(server);
    const stray = texts(wanted, "realServers").find(
      (server) => isAddress(server) !== (numeric(wanted, "rsType") === 0),
    );
    if (stray !== undefined)
      look.refuse("InvalidRealServers", `The origin is of another kind than rsType. (${stray})`);
  },
  complete: (wanted) => ({
    cname: `${randomLetters(16)}.aliyunddos1001.com`,
    httpsExt: wanted.httpsExt ?? '{"Http2":0,"Http2https":0,"Https2http":0}',
    sslProtocols: wanted.sslProtocols ?? "tls1.0",
    sslCiphers: wanted.sslCiphers ?? "default",
    ocspEnabled: wanted.ocspEnabled ?? false,
    ssl13Enabled: wanted.ssl13Enabled ?? false,
    aiMode: wanted.aiMode ?? "defense",
    aiTemplate: wanted.aiTemplate ?? "level60",
    bwListEnable: wanted.bwListEnable ?? 1,
    ccGlobalSwitch: wanted.ccGlobalSwitch ?? "open",
  }),
  // A certificate that nobody has named goes by its host's name.
  describe: ({ attributes }) => ({
    ...(attributes.cert !== undefined && { certName: attributes.certName ?? text(attributes, "domain") }),
  }),
};
