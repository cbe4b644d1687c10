import { randomInt } from "node:crypto";
import { records, text } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP } from "./vpc.ts";

const DOMAIN_NOT_FOUND = {
  code: "InvalidDomain.NotFound",
  message: "The domain does not exist, or it does not belong to you.",
} as const;

/** Functions that the sandbox knows, and the arguments without which each is refused. */
const FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  aliauth: ["auth_type", "auth_key1"],
  filetype_based_ttl_set: ["ttl", "file_type"],
  forward_scheme: ["enable"],
  HSTS: ["enabled", "https_hsts_max_age"],
  https_force: ["enable"],
  https_option: ["http2"],
  https_tls_version: ["tls12"],
  l2_oss_key: ["private_oss_auth"],
  set_hashkey_args: ["disable"],
  set_req_host_header: ["domain_name"],
};

export const cdnDomain: ResourceType = {
  type: "alicloud:cdnDomain",
  service: "Cdn",
  actions: {
    create: "AddCdnDomain",
    describe: "DescribeCdnDomainDetail",
    modify: "ModifyCdnDomain",
    remove: "DeleteCdnDomain",
  },
  global: true,
  nameAttribute: "domainName",
  id: (domain) => text(domain, "domainName"),
  notFound: DOMAIN_NOT_FOUND,
  unique: [
    {
      attributes: ["domainName"],
      taken: { code: "DomainAlreadyExist", message: "The specified domain already exists." },
    },
  ],
  quotas: [
    { limit: 50, exceeded: { code: "DomainOverLimit", message: "The number of domains exceeds the limit." } },
  ],
  lifecycle: {
    begins: "configuring",
    becomes: "online",
    seconds: 240,
    ends: "deleting",
    endSeconds: 60,
    busy: {
      code: "ServiceBusy",
      message: "The specified domain is being configured; please try again later.",
    },
  },
  check(wanted, look) {
    const sources = records(wanted, "sources");
    const broken = sources.find((source) => text(source, "content") === "" || text(source, "type") === "");
    if (sources.length === 0 || broken)
      look.refuse("InvalidSources.Malformed", "The specified Sources is invalid.");
    const lost = sources.find(
      (source) =>
        source.type === "oss" && !look.get("alicloud:ossBucket", text(source, "content").split(".")[0] ?? ""),
    );
    if (lost) {
      look.refuse(
        "InvalidSources.Malformed",
        `The origin's bucket does not exist. (${text(lost, "content")})`,
      );
    }
  },
  complete: (wanted, { now }) => ({
    cname: `${text(wanted, "domainName")}.w.kunlunaq.com`,
    scope: wanted.scope ?? "domestic",
    createTime: timestamp(now),
    modifyTime: timestamp(now),
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
  }),
  adjust: (_, { now }) => ({ modifyTime: timestamp(now) }),
};

export const cdnDomainConfig: ResourceType = {
  type: "alicloud:cdnDomainConfig",
  service: "Cdn",
  actions: {
    create: "BatchSetCdnDomainConfig",
    describe: "DescribeCdnDomainConfigs",
    modify: "BatchSetCdnDomainConfig",
    remove: "DeleteSpecificConfig",
  },
  global: true,
  // Among them the key of signed links.
  sealed: ["functionArgs"],
  id: (config) => `${text(config, "domainName")}:${text(config, "functionName")}:${randomInt(1e9, 1e10)}`,
  notFound: { code: "ConfigNotFound", message: "The specified configid does not exist." },
  references: [
    {
      attribute: "domainName",
      to: "alicloud:cdnDomain",
      missing: DOMAIN_NOT_FOUND,
      busy: {
        code: "ServiceBusy",
        message: "The specified domain is being configured; please try again later.",
      },
      follows: true,
    },
  ],
  unique: [
    {
      attributes: ["domainName", "functionName"],
      taken: { code: "ConfigDuplicate", message: "The configuration already exists." },
    },
  ],
  check(wanted, look) {
    const name = text(wanted, "functionName");
    const needed = FUNCTIONS[name];
    if (!needed) look.refuse("InvalidFunctions.Malformed", `The specified Functions is invalid. (${name})`);
    const given = records(wanted, "functionArgs").map((argument) => text(argument, "argName"));
    const missing = needed?.find((argument) => !given.includes(argument));
    if (missing !== undefined) {
      look.refuse("MissingParameter", `Certain required parameters are missing. (${missing} of ${name})`);
    }
  },
  complete: () => ({ status: "success" }),
};
