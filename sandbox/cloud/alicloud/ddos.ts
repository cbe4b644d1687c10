import { numeric, text, texts } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { randomLetters } from "./ids.ts";

/** Free protection cleans at most this for an EIP (Anti-DDoS Origin Basic's user guide). */
const MOST_MBPS = 5000;
const MOST_PACKETS = 1_000_000;

/** Thresholds of the free protection, one set for each public address. */
export const ddosThreshold: ResourceType = {
  type: "alicloud:ddosThreshold",
  service: "Antiddos",
  actions: {
    create: "ModifyDefenseThreshold",
    describe: "DescribeIpDdosThreshold",
    modify: "ModifyDefenseThreshold",
    remove: "ModifyDefenseThreshold",
  },
  id: (threshold) =>
    [text(threshold, "instanceId"), text(threshold, "instanceType"), text(threshold, "ddosType")].join(":"),
  notFound: { code: "InvalidInstance.NotFound", message: "The instance does not exist." },
  references: [
    {
      attribute: "instanceId",
      to: ({ instanceType }) => (instanceType === "eip" ? "alicloud:eip" : undefined),
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
};

/** A host name behind Anti-DDoS Proxy. Its instances were bought before: the sandbox's account has any. */
export const ddosDomain: ResourceType = {
  type: "alicloud:ddosDomain",
  service: "Ddoscoo",
  actions: {
    create: "CreateWebRule",
    describe: "DescribeWebRules",
    modify: "ModifyWebRule",
    remove: "DeleteWebRule",
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
  complete: () => ({ cname: `${randomLetters(16)}.aliyunddos1001.com` }),
};
