import { text } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { allotAddress } from "./addresses.ts";
import { randomLetters } from "./ids.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP, VPC_NOT_FOUND, VSWITCH_NOT_FOUND } from "./vpc.ts";

const INSTANCE_NOT_FOUND = { code: "INSTANCE_NOT_EXIST", message: "instance is not exist" } as const;
const NAMESPACE_NOT_FOUND = { code: "NAMESPACE_NOT_EXIST", message: "namespace is not exist" } as const;
const REPO_NOT_FOUND = { code: "REPO_NOT_EXIST", message: "repo is not exist" } as const;
const NAMESPACE_TAKEN = { code: "NAMESPACE_ALREADY_EXIST", message: "namespace already exists" } as const;
const REPO_TAKEN = { code: "REPO_ALREADY_EXIST", message: "repo already exists" } as const;
const NAMESPACE_IN_USE = {
  code: "NAMESPACE_NOT_EMPTY",
  message: "namespace still has repositories",
} as const;

/** Nobody chooses a link's address, so none is refused. */
const NO_CHOICE = {
  malformed: { code: "PARAMETER_ERROR", message: "parameter error: ip" },
  outside: { code: "PARAMETER_ERROR", message: "parameter error: ip" },
  taken: { code: "PARAMETER_ERROR", message: "parameter error: ip" },
} as const;

/** Namespaces of the personal edition. */
const PERSONAL_NAMESPACES = 3;
const PERSONAL_REPOS = 300;
/** Separators stand alone and inside. */
const NAME = /^[a-z0-9]+([._-][a-z0-9]+)*$/;

const checkName =
  (attribute: string): NonNullable<ResourceType["check"]> =>
  (wanted, look) => {
    const name = text(wanted, attribute);
    if (!NAME.test(name)) look.refuse("PARAMETER_ERROR", `parameter error: ${attribute} (${name})`);
  };

/** The personal edition: free, one registry for an account and region. */
export const crNamespace: ResourceType = {
  type: "alicloud:crNamespace",
  service: "Cr",
  actions: {
    create: "CreateNamespace",
    describe: "GetNamespace",
    modify: "UpdateNamespace",
    remove: "DeleteNamespace",
  },
  id: (namespace) => text(namespace, "name"),
  notFound: NAMESPACE_NOT_FOUND,
  unique: [{ attributes: ["name"], taken: NAMESPACE_TAKEN }],
  quotas: [
    {
      limit: PERSONAL_NAMESPACES,
      exceeded: { code: "NAMESPACE_QUOTA_EXCEEDED", message: "the number of namespaces exceeds the limit" },
    },
  ],
  check: checkName("name"),
};

export const crRepo: ResourceType = {
  type: "alicloud:crRepo",
  service: "Cr",
  actions: { create: "CreateRepo", describe: "GetRepo", modify: "UpdateRepo", remove: "DeleteRepo" },
  id: (repo) => `${text(repo, "namespace")}/${text(repo, "name")}`,
  notFound: REPO_NOT_FOUND,
  references: [
    {
      attribute: "namespace",
      to: "alicloud:crNamespace",
      missing: NAMESPACE_NOT_FOUND,
      holds: NAMESPACE_IN_USE,
    },
  ],
  unique: [{ attributes: ["namespace", "name"], taken: REPO_TAKEN }],
  quotas: [
    {
      limit: PERSONAL_REPOS,
      exceeded: { code: "REPO_QUOTA_EXCEEDED", message: "the number of repositories exceeds the limit" },
    },
  ],
  check: checkName("name"),
  complete: (_, { scope }) => ({
    domainList: {
      public: `registry.${scope}.aliyuncs.com`,
      internal: `registry-internal.${scope}.aliyuncs.com`,
      vpc: `registry-vpc.${scope}.aliyuncs.com`,
    },
  }),
};

export const acrInstance: ResourceType = {
  type: "alicloud:acrInstance",
  service: "Cr",
  actions: {
    create: "CreateInstance",
    describe: "GetInstance",
    modify: "ModifyInstance",
    remove: "RefundInstance",
  },
  nameAttribute: "instanceName",
  sealed: ["password"],
  id: () => `cri-${randomLetters(16)}`,
  notFound: INSTANCE_NOT_FOUND,
  unique: [
    {
      attributes: ["instanceName"],
      taken: { code: "INSTANCE_NAME_ALREADY_EXIST", message: "instance name already exists" },
    },
  ],
  lifecycle: { begins: "STARTING", becomes: "RUNNING", seconds: 120, ends: "DELETING", endSeconds: 10 },
  check(wanted, look) {
    const name = text(wanted, "instanceName");
    if (!/^[a-z0-9][a-z0-9-]{1,28}[a-z0-9]$/.test(name)) {
      look.refuse("PARAMETER_ERROR", `parameter error: instanceName (${name}: 3 to 30 characters)`);
    }
    const password = text(wanted, "password");
    if (password !== "" && !isPassword(password)) {
      look.refuse(
        "PARAMETER_ERROR",
        "parameter error: password (8 to 32 characters, two of letters, digits and signs)",
      );
    }
  },
  complete: (wanted, { scope, now }) => ({
    createTime: timestamp(now),
    endTime: timestamp(monthsAfter(now, Number(wanted.period ?? 1))),
    paymentType: wanted.paymentType ?? "Subscription",
    renewalStatus: wanted.renewalStatus ?? "ManualRenewal",
    regionId: scope,
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
    instanceEndpoints: [
      {
        enable: true,
        endpointType: "vpc",
        domains: [
          { domain: `${text(wanted, "instanceName")}-registry-vpc.${scope}.cr.aliyuncs.com`, type: "SYSTEM" },
        ],
      },
      {
        enable: false,
        endpointType: "internet",
        domains: [
          { domain: `${text(wanted, "instanceName")}-registry.${scope}.cr.aliyuncs.com`, type: "SYSTEM" },
        ],
      },
    ],
  }),
};

/** The service's rule for the password by which `docker login` works (provider's documentation). */
function isPassword(password: string): boolean {
  const kinds = [/[A-Za-z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(password));
  return password.length >= 8 && password.length <= 32 && kinds.length >= 2;
}

function monthsAfter(now: number, months: number): number {
  const end = new Date(now);
  end.setUTCMonth(end.getUTCMonth() + months);
  return end.getTime();
}

export const acrNamespace: ResourceType = {
  type: "alicloud:acrNamespace",
  service: "Cr",
  actions: crNamespace.actions,
  id: (namespace) => `${text(namespace, "instanceId")}:${text(namespace, "name")}`,
  notFound: NAMESPACE_NOT_FOUND,
  references: [
    {
      attribute: "instanceId",
      to: "alicloud:acrInstance",
      missing: INSTANCE_NOT_FOUND,
      holds: { code: "INSTANCE_NOT_EMPTY", message: "instance still has namespaces" },
    },
  ],
  unique: [{ attributes: ["instanceId", "name"], taken: NAMESPACE_TAKEN }],
  check: checkName("name"),
};

export const acrRepo: ResourceType = {
  type: "alicloud:acrRepo",
  service: "Cr",
  actions: {
    create: "CreateRepository",
    describe: "GetRepository",
    modify: "UpdateRepository",
    remove: "DeleteRepository",
  },
  id: (repo) => ["instanceId", "namespace", "name"].map((attribute) => text(repo, attribute)).join(":"),
  notFound: REPO_NOT_FOUND,
  references: [
    { attribute: "instanceId", to: "alicloud:acrInstance", missing: INSTANCE_NOT_FOUND },
    {
      attribute: "namespaceId",
      to: "alicloud:acrNamespace",
      missing: NAMESPACE_NOT_FOUND,
      holds: NAMESPACE_IN_USE,
    },
  ],
  unique: [{ attributes: ["instanceId", "namespace", "name"], taken: REPO_TAKEN }],
  check: checkName("name"),
  complete: (_, { now }) => ({ repoId: `crr-${randomLetters(16)}`, createTime: timestamp(now) }),
};

export const acrVpcLink: ResourceType = {
  type: "alicloud:acrVpcLink",
  service: "Cr",
  actions: {
    create: "CreateInstanceVpcEndpointLinkedVpc",
    describe: "GetInstanceVpcEndpoint",
    modify: "CreateInstanceVpcEndpointLinkedVpc",
    remove: "DeleteInstanceVpcEndpointLinkedVpc",
  },
  id: (link) =>
    ["instanceId", "vpcId", "vswitchId", "moduleName"].map((attribute) => text(link, attribute)).join(":"),
  notFound: { code: "INSTANCE_ACCESS_NOT_EXIST", message: "instance access is not exist" },
  references: [
    { attribute: "instanceId", to: "alicloud:acrInstance", missing: INSTANCE_NOT_FOUND, follows: true },
    { attribute: "vpcId", to: "alicloud:vpc", missing: VPC_NOT_FOUND },
    {
      attribute: "vswitchId",
      to: "alicloud:vswitch",
      missing: VSWITCH_NOT_FOUND,
      holds: {
        code: "DependencyViolation",
        message: "The vSwitch can't be deleted while a registry is linked to it.",
      },
    },
  ],
  unique: [
    {
      attributes: ["instanceId", "vpcId", "moduleName"],
      taken: { code: "VPC_ALREADY_LINKED", message: "the VPC is linked already" },
    },
  ],
  complete: (wanted, look) => {
    const vswitch = look.get("alicloud:vswitch", text(wanted, "vswitchId"));
    return { status: "RUNNING", ...(vswitch && { ip: allotAddress(vswitch, "", look, NO_CHOICE) }) };
  },
};
