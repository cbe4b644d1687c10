import { type Attributes, text } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { allotAddress } from "./addresses.ts";
import { checkPort } from "./balancer-rules.ts";
import { vpcId } from "./ids.ts";
import { freePublicAddress } from "./public-addresses.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP, VSWITCH_NOT_FOUND } from "./vpc.ts";
import { isZoneOf } from "./zones.ts";

const BALANCER_NOT_FOUND = {
  code: "InvalidLoadBalancerId.NotFound",
  message: "The specified LoadBalancerId does not exist.",
} as const;
const GROUP_NOT_FOUND = {
  code: "InvalidVServerGroupId.NotFound",
  message: "The specified VServerGroupId does not exist.",
} as const;

/** What a listener does when nobody says another. */
const DEFAULTS: Attributes = {
  bandwidth: -1,
  scheduler: "wrr",
  aclStatus: "off",
  healthCheck: "on",
  healthyThreshold: 3,
  unhealthyThreshold: 3,
  healthCheckTimeout: 5,
  healthCheckInterval: 2,
  status: "running",
};

/** What only listeners of a protocol have, by the protocol. */
const OWN_DEFAULTS: Readonly<Record<string, Attributes>> = {
  tcp: { persistenceTimeout: 0, establishedTimeout: 900, healthCheckType: "tcp" },
  http: { stickySession: "off", gzip: true, idleTimeout: 15, requestTimeout: 60, listenerForward: "off" },
  https: {
    stickySession: "off",
    gzip: true,
    idleTimeout: 15,
    requestTimeout: 60,
    enableHttp2: "on",
    tlsCipherPolicy: "tls_cipher_policy_1_0",
  },
};

/** The classic balancer. */
export const clb: ResourceType = {
  type: "alicloud:clb",
  service: "Slb",
  actions: {
    create: "CreateLoadBalancer",
    describe: "DescribeLoadBalancerAttribute",
    modify: "SetLoadBalancerName",
    remove: "DeleteLoadBalancer",
  },
  nameAttribute: "loadBalancerName",
  id: (_, region) => vpcId("lb", region),
  notFound: BALANCER_NOT_FOUND,
  references: [
    {
      attribute: "vswitchId",
      to: "alicloud:vswitch",
      missing: VSWITCH_NOT_FOUND,
      holds: { code: "DependencyViolation.SLB", message: "The vSwitch has classic load balancers." },
    },
  ],
  quotas: [
    {
      limit: 60,
      exceeded: { code: "SlbQuotaExceeded", message: "The quota of load balancers is exceeded." },
    },
  ],
  check(wanted, look) {
    const stranger = [text(wanted, "masterZoneId"), text(wanted, "slaveZoneId")].find(
      (zone) => zone !== "" && !isZoneOf(look.scope, zone),
    );
    if (stranger !== undefined)
      look.refuse("InvalidParameter.ZoneId", `The zone is not the region's. (${stranger})`);
    if (text(wanted, "masterZoneId") !== "" && wanted.masterZoneId === wanted.slaveZoneId) {
      look.refuse("InvalidParameter.ZoneConflict", "The standby's zone is the primary's.");
    }
  },
  complete: (wanted, look) => {
    const vswitch = look.get("alicloud:vswitch", text(wanted, "vswitchId"));
    return {
      address: vswitch
        ? allotAddress(vswitch, text(wanted, "address"), look, {
            malformed: { code: "InvalidAddress.Malformed", message: "The address is malformed." },
            outside: { code: "InvalidAddress.NotInVSwitch", message: "The address is not in the vSwitch." },
            taken: { code: "InvalidAddress.InUse", message: "The address is in use." },
          })
        : freePublicAddress(look),
      addressType: wanted.addressType ?? (vswitch ? "intranet" : "internet"),
      addressIpVersion: wanted.addressIpVersion ?? "ipv4",
      masterZoneId: text(wanted, "masterZoneId") || text(vswitch?.attributes ?? {}, "zoneId"),
      bandwidth: wanted.bandwidth ?? 1,
      deleteProtection: wanted.deleteProtection ?? "off",
      instanceChargeType: wanted.instanceChargeType ?? "PayBySpec",
      internetChargeType: wanted.internetChargeType ?? "PayByTraffic",
      paymentType: wanted.paymentType ?? "PayAsYouGo",
      modificationProtectionStatus: wanted.modificationProtectionStatus ?? "NonProtection",
      resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
      createTime: timestamp(look.now),
      regionId: look.scope,
      status: wanted.status ?? "active",
    };
  },
  describe: ({ attributes }, look) => {
    const vswitch = look.get("alicloud:vswitch", text(attributes, "vswitchId"));
    return { ...(vswitch && { vpcId: text(vswitch.attributes, "vpcId") }) };
  },
  leave: ({ id, attributes }, look) => {
    if (attributes.deleteProtection === "on") {
      look.refuse("OperationFailed.DeleteProtection", `Deletion protection is on. (${id})`);
    }
  },
};

export const clbServerGroup: ResourceType = {
  type: "alicloud:clbServerGroup",
  service: "Slb",
  actions: {
    create: "CreateVServerGroup",
    describe: "DescribeVServerGroupAttribute",
    modify: "SetVServerGroupAttribute",
    remove: "DeleteVServerGroup",
  },
  nameAttribute: "name",
  id: (_, region) => vpcId("rsp", region),
  notFound: GROUP_NOT_FOUND,
  references: [
    { attribute: "loadBalancerId", to: "alicloud:clb", missing: BALANCER_NOT_FOUND, follows: true },
  ],
};

export const clbServer: ResourceType = {
  type: "alicloud:clbServer",
  service: "Slb",
  actions: {
    create: "AddVServerGroupBackendServers",
    describe: "DescribeVServerGroupAttribute",
    modify: "SetVServerGroupAttribute",
    remove: "RemoveVServerGroupBackendServers",
  },
  id: (server) => [text(server, "serverGroupId"), text(server, "serverId"), server.port].join(":"),
  notFound: GROUP_NOT_FOUND,
  references: [
    {
      attribute: "serverGroupId",
      to: "alicloud:clbServerGroup",
      missing: GROUP_NOT_FOUND,
      follows: true,
    },
    {
      attribute: "serverId",
      to: ({ type }) => (type === "eni" ? undefined : "alicloud:instance"),
      missing: { code: "ObtainIpFail", message: "The specified backend server does not exist." },
      follows: true,
    },
  ],
  unique: [
    {
      attributes: ["serverGroupId", "serverId", "port"],
      taken: { code: "VServerGroupServerAlreadyExists", message: "The server is in the group already." },
    },
  ],
  complete: (wanted) => ({ weight: wanted.weight ?? 100, type: wanted.type ?? "ecs" }),
};

export const clbListener: ResourceType = {
  type: "alicloud:clbListener",
  service: "Slb",
  actions: {
    create: "CreateLoadBalancerTCPListener",
    describe: "DescribeLoadBalancerTCPListenerAttribute",
    modify: "SetLoadBalancerTCPListenerAttribute",
    remove: "DeleteLoadBalancerListener",
  },
  nameAttribute: "description",
  id: (listener) =>
    [text(listener, "loadBalancerId"), text(listener, "protocol"), listener.frontendPort].join(":"),
  notFound: { code: "ListenerNotFound", message: "The specified listener does not exist." },
  references: [
    { attribute: "loadBalancerId", to: "alicloud:clb", missing: BALANCER_NOT_FOUND, follows: true },
    {
      attribute: "serverGroupId",
      to: "alicloud:clbServerGroup",
      missing: GROUP_NOT_FOUND,
      holds: { code: "RspoolVipExist", message: "The server group is in use by a listener." },
    },
  ],
  check(wanted, look, before) {
    checkPort(
      "alicloud:clbListener",
      "frontendPort",
      wanted,
      { code: "ListenerAlreadyExists", message: "The port has a listener." },
      look,
      before?.id,
    );
    if (text(wanted, "serverGroupId") === "" && wanted.backendPort === undefined) {
      look.refuse("MissingParam.BackendPort", "A listener without a server group needs a port of backends.");
    }
  },
  complete: (wanted) => ({ ...DEFAULTS, ...OWN_DEFAULTS[text(wanted, "protocol")], ...wanted }),
};
