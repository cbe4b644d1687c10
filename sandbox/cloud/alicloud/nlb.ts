import { type Attributes, isRecord, records, text } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { checkPort, checkZones, zoneReferences } from "./balancer-rules.ts";
import { randomLetters } from "./ids.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP, VPC_NOT_FOUND } from "./vpc.ts";
import { addressedZones, publicAddressOf, type ZoneWords } from "./zone-addresses.ts";

const ZONE_WORDS: ZoneWords = { privateAddress: "privateIpv4Address", publicAddress: "publicIpv4Address" };

const ID_LETTERS = 18;
const id = (kind: string) => () => `${kind}-${randomLetters(ID_LETTERS)}`;

const BALANCER_NOT_FOUND = {
  code: "ResourceNotFound.loadBalancer",
  message: "The specified load balancer does not exist.",
} as const;
const SERVER_GROUP_NOT_FOUND = {
  code: "ResourceNotFound.serverGroup",
  message: "The specified server group does not exist.",
} as const;
const BUSY = {
  code: "IncorrectStatus.loadBalancer",
  message: "The status of the load balancer is incorrect.",
} as const;
const GROUP_BUSY = {
  code: "IncorrectStatus.serverGroup",
  message: "The status of the server group is incorrect.",
} as const;

export const nlb: ResourceType = {
  type: "alicloud:nlb",
  service: "Nlb",
  actions: {
    create: "CreateLoadBalancer",
    describe: "GetLoadBalancerAttribute",
    modify: "UpdateLoadBalancerAttribute",
    remove: "DeleteLoadBalancer",
  },
  nameAttribute: "loadBalancerName",
  id: id("nlb"),
  notFound: BALANCER_NOT_FOUND,
  references: zoneReferences(),
  lifecycle: {
    begins: "Provisioning",
    becomes: "Active",
    seconds: 5,
    ends: "Deleting",
    endSeconds: 3,
    busy: BUSY,
  },
  protection: {
    attribute: "deletionProtectionEnabled",
    refused: {
      code: "OperationDenied.ProtectedLoadBalancer",
      message: "The operation is not allowed because of deletion protection.",
    },
  },
  check: (wanted, look, before) => checkZones("alicloud:nlb", wanted, look, before?.id),
  complete: (wanted, look) => ({
    zoneMappings: addressedZones(wanted, look, ZONE_WORDS),
    ipv6AddressType: "Intranet",
    deletionProtectionEnabled: wanted.deletionProtectionEnabled ?? false,
    addressIpVersion: wanted.addressIpVersion ?? "Ipv4",
    crossZoneEnabled: wanted.crossZoneEnabled ?? true,
    loadBalancerType: wanted.loadBalancerType ?? "Network",
    paymentType: wanted.paymentType ?? "PayAsYouGo",
    loadBalancerBusinessStatus: "Normal",
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
    createTime: timestamp(look.now),
    regionId: look.scope,
  }),
  adjust: (wanted, look, before) => ({ zoneMappings: addressedZones(wanted, look, ZONE_WORDS, before) }),
  describe: ({ id: balancer, scope, attributes }, look) => ({
    dnsName: `${balancer}.${scope}.nlb.aliyuncsslb.com`,
    ...protectionOf(attributes),
    zoneMappings: records(attributes, "zoneMappings").map((zone) => ({
      ...zone,
      status: "Active",
      ...(attributes.addressType === "Internet" && {
        publicIpv4Address: publicAddressOf(zone, look, ZONE_WORDS),
      }),
    })),
  }),
};

/** Both kinds of protection in the older words and in the newer ones, which say the same. */
function protectionOf(attributes: Attributes): Attributes {
  const config = (name: string): Attributes => {
    const value = attributes[name];
    return isRecord(value) ? value : {};
  };
  const [deletion, modification] = [
    config("deletionProtectionConfig"),
    config("modificationProtectionConfig"),
  ];
  const status =
    text(attributes, "modificationProtectionStatus") || text(modification, "status") || "NonProtection";
  const why = {
    deletion: text(attributes, "deletionProtectionReason") || text(deletion, "reason"),
    modification: text(attributes, "modificationProtectionReason") || text(modification, "reason"),
  };
  return {
    deletionProtectionReason: why.deletion,
    deletionProtectionConfig: {
      enabled: attributes.deletionProtectionEnabled === true,
      ...(why.deletion !== "" && { reason: why.deletion }),
    },
    modificationProtectionStatus: status,
    modificationProtectionReason: why.modification,
    modificationProtectionConfig: {
      status,
      ...(why.modification !== "" && { reason: why.modification }),
    },
  };
}

export const nlbServerGroup: ResourceType = {
  type: "alicloud:nlbServerGroup",
  service: "Nlb",
  actions: {
    create: "CreateServerGroup",
    describe: "ListServerGroups",
    modify: "UpdateServerGroupAttribute",
    remove: "DeleteServerGroup",
  },
  nameAttribute: "serverGroupName",
  id: id("sgp"),
  notFound: SERVER_GROUP_NOT_FOUND,
  references: [{ attribute: "vpcId", to: "alicloud:vpc", missing: VPC_NOT_FOUND }],
  lifecycle: {
    begins: "Creating",
    becomes: "Available",
    seconds: 1,
    ends: "Configuring",
    endSeconds: 1,
    busy: GROUP_BUSY,
  },
  check(wanted, look) {
    if (wanted.serverGroupType === "Ip" && wanted.preserveClientIpEnabled === true) {
      look.refuse(
        "OperationDenied.PreserveClientIp",
        "Servers by address can't see the client's; use the PROXY protocol.",
      );
    }
  },
  complete: (wanted, { scope }) => ({
    protocol: wanted.protocol ?? "TCP",
    scheduler: wanted.scheduler ?? "Wrr",
    serverGroupType: wanted.serverGroupType ?? "Instance",
    addressIpVersion: wanted.addressIpVersion ?? "Ipv4",
    anyPortEnabled: wanted.anyPortEnabled ?? false,
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
    regionId: scope,
  }),
};

export const nlbServer: ResourceType = {
  type: "alicloud:nlbServer",
  service: "Nlb",
  actions: {
    create: "AddServersToServerGroup",
    describe: "ListServerGroupServers",
    modify: "UpdateServerGroupServersAttribute",
    remove: "RemoveServersFromServerGroup",
  },
  // As Alibaba Cloud's provider has it; the address is the one that was asked for, and may be empty.
  id: (server) =>
    [
      ...["serverGroupId", "serverId", "serverIp", "serverType"].map((name) => text(server, name)),
      server.port,
    ].join("_"),
  notFound: { code: "ResourceNotFound.BackendServer", message: "The specified server does not exist." },
  references: [
    {
      attribute: "serverGroupId",
      to: "alicloud:nlbServerGroup",
      missing: SERVER_GROUP_NOT_FOUND,
      busy: GROUP_BUSY,
      follows: true,
    },
    {
      attribute: "serverId",
      to: ({ serverType }) => (serverType === "Ecs" ? "alicloud:instance" : undefined),
      missing: { code: "ResourceNotFound.BackendServer", message: "The specified server does not exist." },
      follows: true,
    },
  ],
  unique: [
    {
      attributes: ["serverGroupId", "serverId", "port"],
      taken: { code: "Conflict.BackendServer", message: "The server is in the group already." },
    },
  ],
  check(wanted, look) {
    const group = look.get("alicloud:nlbServerGroup", text(wanted, "serverGroupId"));
    const byAddress = text(group?.attributes ?? {}, "serverGroupType") === "Ip";
    if (group && (text(wanted, "serverType") === "Ip") !== byAddress) {
      look.refuse(
        "IllegalParam.ServerType",
        `The group takes no servers of this type. (${text(wanted, "serverType")})`,
      );
    }
  },
  complete: (wanted) => ({ weight: wanted.weight ?? 100, status: "Available" }),
  describe: ({ attributes }, look) => {
    const name = text(attributes, "serverId");
    const instance = look.get("alicloud:instance", name)?.attributes;
    const own = instance ? text(instance, "privateIp") : name;
    return {
      serverIp: text(attributes, "serverIp") || own,
      ...(instance && { zoneId: text(instance, "availabilityZone") }),
    };
  },
};

export const nlbListener: ResourceType = {
  type: "alicloud:nlbListener",
  service: "Nlb",
  actions: {
    create: "CreateListener",
    describe: "GetListenerAttribute",
    modify: "UpdateListenerAttribute",
    remove: "DeleteListener",
  },
  nameAttribute: "listenerDescription",
  id: (listener) => `${text(listener, "loadBalancerId").replace(/^nlb-/, "lsn-")}@${listener.listenerPort}`,
  notFound: { code: "ResourceNotFound.listener", message: "The specified listener does not exist." },
  references: [
    {
      attribute: "loadBalancerId",
      to: "alicloud:nlb",
      missing: BALANCER_NOT_FOUND,
      busy: BUSY,
      follows: true,
    },
    {
      attribute: "serverGroupId",
      to: "alicloud:nlbServerGroup",
      missing: SERVER_GROUP_NOT_FOUND,
      busy: GROUP_BUSY,
      holds: { code: "ResourceInUse.serverGroup", message: "The server group is in use by a listener." },
    },
  ],
  check: (wanted, look, before) =>
    checkPort(
      "alicloud:nlbListener",
      "listenerPort",
      wanted,
      { code: "ResourceAlreadyExist.listener", message: "The port has a listener." },
      look,
      before?.id,
    ),
  complete: (wanted, { scope }) => ({
    idleTimeout: wanted.idleTimeout ?? 900,
    proxyProtocolEnabled: wanted.proxyProtocolEnabled ?? false,
    status: "Running",
    regionId: scope,
  }),
};
