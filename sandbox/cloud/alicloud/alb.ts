import { type Attributes, type CloudObject, isRecord, numeric, records, text, texts } from "../object.ts";
import type { Look, ResourceType } from "../resource-type.ts";
import { checkPort, checkZones, forwardedTo, zoneReferences } from "./balancer-rules.ts";
import { randomLetters } from "./ids.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP, VPC_NOT_FOUND } from "./vpc.ts";
import { addressedZones, publicAddressOf, type ZoneWords } from "./zone-addresses.ts";

/** Characters of an id behind its kind. */
const ID_LETTERS = 18;
const id = (kind: string) => () => `${kind}-${randomLetters(ID_LETTERS)}`;

/** A server's share when nobody says another. */
const DEFAULT_WEIGHT = 100;
/** What an HTTPS listener gets that names no policy. */
const DEFAULT_SECURITY_POLICY = "tls_cipher_policy_1_0";

const BALANCER_NOT_FOUND = {
  code: "ResourceNotFound.LoadBalancer",
  message: "The specified load balancer does not exist.",
} as const;
const LISTENER_NOT_FOUND = {
  code: "ResourceNotFound.Listener",
  message: "The specified listener does not exist.",
} as const;
const SERVER_GROUP_NOT_FOUND = {
  code: "ResourceNotFound.ServerGroup",
  message: "The specified server group does not exist.",
} as const;
const BUSY = {
  code: "IncorrectStatus.LoadBalancer",
  message: "The status of the load balancer is incorrect.",
} as const;
const GROUP_IN_USE = {
  code: "ResourceInUse.ServerGroup",
  message: "The server group is in use by listeners or rules.",
} as const;

const ZONE_WORDS: ZoneWords = { privateAddress: "intranetAddress", publicAddress: "address" };

/** Editions by what they can do; redirects, rules and headers need Standard. */
const EDITIONS = ["Basic", "Standard", "StandardWithWaf"];

export const alb: ResourceType = {
  type: "alicloud:alb",
  service: "Alb",
  actions: {
    create: "CreateLoadBalancer",
    describe: "GetLoadBalancerAttribute",
    modify: "UpdateLoadBalancerAttribute",
    remove: "DeleteLoadBalancer",
  },
  nameAttribute: "loadBalancerName",
  id: id("alb"),
  notFound: BALANCER_NOT_FOUND,
  references: zoneReferences(),
  quotas: [
    {
      limit: 60,
      exceeded: {
        code: "QuotaExceeded.LoadBalancersNum",
        message: "The quota of load balancers is exceeded.",
      },
    },
  ],
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
      code: "OperationDenied.DeletionProtection",
      message: "The operation is not allowed because deletion protection is enabled.",
    },
  },
  check(wanted, look, before) {
    const edition = text(wanted, "loadBalancerEdition");
    if (!EDITIONS.includes(edition)) {
      look.refuse("UnsupportedEdition", `The edition is not supported. (${edition})`);
    }
    checkZones("alicloud:alb", wanted, look, before?.id);
    checkAccessLog(wanted, look);
  },
  complete: (wanted, look) => ({
    zoneMappings: addressedZones(wanted, look, ZONE_WORDS),
    ipv6AddressType: "Intranet",
    addressIpVersion: wanted.addressIpVersion ?? "IPv4",
    addressAllocatedMode: wanted.addressAllocatedMode ?? "Dynamic",
    deletionProtectionEnabled: wanted.deletionProtectionEnabled ?? false,
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
    createTime: timestamp(look.now),
    regionId: look.scope,
  }),
  adjust: (wanted, look, before) => ({ zoneMappings: addressedZones(wanted, look, ZONE_WORDS, before) }),
  describe: ({ id: balancer, scope, attributes }, look) => ({
    // Its name under the region's own domain.
    dnsName: `${balancer}.${scope}.alb.aliyuncsslb.com`,
    deletionProtectionConfig: { enabled: attributes.deletionProtectionEnabled === true },
    modificationProtectionConfig: attributes.modificationProtectionConfig ?? { status: "NonProtection" },
    zoneMappings: records(attributes, "zoneMappings").map((zone) => {
      const own = text(zone, "intranetAddress");
      const address = attributes.addressType === "Internet" ? publicAddressOf(zone, look, ZONE_WORDS) : own;
      const { allocationId, eipType } = zone;
      return {
        ...zone,
        address,
        loadBalancerAddresses: [
          {
            address,
            intranetAddress: own,
            ...(allocationId !== undefined && { allocationId }),
            ...(eipType !== undefined && { eipType }),
          },
        ],
      };
    }),
  }),
};

/** Logs go to a store that is there and whose name says what for. */
function checkAccessLog(wanted: Attributes, look: Look): void {
  const config = wanted.accessLogConfig;
  if (!isRecord(config)) return;
  const [project, store] = [text(config, "logProject"), text(config, "logStore")];
  const found = look
    .all("alicloud:logStore")
    .some(({ attributes }) => attributes.projectName === project && attributes.logstoreName === store);
  if (!found) look.refuse("ResourceNotFound.LogStore", `The log store does not exist. (${project}/${store})`);
  if (!store.startsWith("alb_")) {
    look.refuse("IllegalParam.LogStore", `The name of the log store must begin with alb_. (${store})`);
  }
}

export const albServerGroup: ResourceType = {
  type: "alicloud:albServerGroup",
  service: "Alb",
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
    begins: "Configuring",
    becomes: "Available",
    seconds: 1,
    ends: "Configuring",
    endSeconds: 1,
    busy: { code: "IncorrectStatus.ServerGroup", message: "The status of the server group is incorrect." },
  },
  check(wanted, look) {
    const servers = records(wanted, "servers");
    const byAddress = text(wanted, "serverGroupType") === "Ip";
    for (const server of servers) {
      const [kind, name] = [text(server, "serverType"), text(server, "serverId")];
      if ((kind === "Ip") !== byAddress) {
        look.refuse("UnsupportedServerType", `The group takes no servers of this type. (${kind}, ${name})`);
      }
      if (kind === "Ecs" && look.get("alicloud:instance", name) === undefined) {
        look.refuse("ResourceNotFound.BackendServer", `The backend server does not exist. (${name})`);
      }
    }
    const places = servers.map((server) => `${text(server, "serverId")}:${numeric(server, "port")}`);
    const twice = places.find((place, index) => places.indexOf(place) !== index);
    if (twice !== undefined) {
      look.refuse("ResourceAlreadyExist.BackendServer", `The backend server is in the group. (${twice})`);
    }
  },
  describe: ({ id: group, attributes }, look) => ({
    servers: records(attributes, "servers").map((server) => ({
      ...server,
      weight: server.weight ?? DEFAULT_WEIGHT,
      remoteIpEnabled: server.remoteIpEnabled ?? false,
      serverIp: text(server, "serverIp") || addressOf(server, look),
      serverGroupId: group,
      status: "Available",
    })),
    relatedLoadBalancerIds: balancersOf(group, look),
  }),
  complete: (wanted, { now }) => ({
    protocol: wanted.protocol ?? "HTTP",
    scheduler: wanted.scheduler ?? "Wrr",
    serverGroupType: wanted.serverGroupType ?? "Instance",
    crossZoneEnabled: wanted.crossZoneEnabled ?? true,
    ipv6Enabled: wanted.ipv6Enabled ?? false,
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
    createTime: timestamp(now),
  }),
  leave: ({ id: group }, look) => {
    const [user] = usersOf(group, look);
    if (user) look.refuse(GROUP_IN_USE.code, `${GROUP_IN_USE.message} (${group}, by ${user.id})`);
  },
};

/** Listeners and rules that forward to a group. */
function usersOf(group: string, look: Look): readonly CloudObject[] {
  return [...look.all("alicloud:albListener"), ...look.all("alicloud:albRule")].filter(({ attributes }) =>
    forwardedTo([...records(attributes, "defaultActions"), ...records(attributes, "ruleActions")]).includes(
      group,
    ),
  );
}

function balancersOf(group: string, look: Look): string[] {
  const listeners = usersOf(group, look).map(({ attributes }) =>
    text(attributes, "listenerId") === ""
      ? attributes
      : look.get("alicloud:albListener", text(attributes, "listenerId"))?.attributes,
  );
  return [...new Set(listeners.map((listener) => text(listener ?? {}, "loadBalancerId")))];
}

/** Where a server is asked: an instance at its own address, one by address at that. */
function addressOf(server: Attributes, look: Look): string {
  const name = text(server, "serverId");
  if (text(server, "serverType") === "Ip") return name;
  return text(look.get("alicloud:instance", name)?.attributes ?? {}, "privateIp");
}

export const albSecurityPolicy: ResourceType = {
  type: "alicloud:albSecurityPolicy",
  service: "Alb",
  actions: {
    create: "CreateSecurityPolicy",
    describe: "ListSecurityPolicies",
    modify: "UpdateSecurityPolicyAttribute",
    remove: "DeleteSecurityPolicy",
  },
  nameAttribute: "securityPolicyName",
  id: id("spy"),
  notFound: {
    code: "ResourceNotFound.SecurityPolicy",
    message: "The specified security policy does not exist.",
  },
  unique: [
    {
      attributes: ["securityPolicyName"],
      taken: { code: "ResourceAlreadyExist.SecurityPolicyName", message: "The name is taken." },
    },
  ],
  check(wanted, look) {
    const versions = texts(wanted, "tlsVersions");
    const stray = texts(wanted, "ciphers").find(
      (cipher) => cipher.startsWith("TLS_") && !versions.includes("TLSv1.3"),
    );
    if (stray !== undefined) {
      look.refuse("UnsupportedCipher", `The cipher is of a TLS version that is off. (${stray})`);
    }
  },
  complete: (wanted, { now }) => ({
    status: "Available",
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
    createTime: timestamp(now),
  }),
};

/** What a listener tells servers of its clients when nobody says another. */
const FORWARDED_FOR_DEFAULTS: Attributes = {
  xForwardedForEnabled: true,
  xForwardedForProcessingMode: "append",
  ...Object.fromEntries(
    [
      "Proto",
      "Host",
      "SlbId",
      "SlbPort",
      "ClientSrcPort",
      "ClientSourceIps",
      "ClientCertClientVerify",
      "ClientCertFingerPrint",
      "ClientCertIssuerDn",
      "ClientCertSubjectDn",
    ].map((what) => [`xForwardedFor${what}Enabled`, false]),
  ),
};

export const albListener: ResourceType = {
  type: "alicloud:albListener",
  service: "Alb",
  actions: {
    create: "CreateListener",
    describe: "GetListenerAttribute",
    modify: "UpdateListenerAttribute",
    remove: "DeleteListener",
  },
  nameAttribute: "listenerDescription",
  id: id("lsn"),
  notFound: LISTENER_NOT_FOUND,
  references: [
    {
      attribute: "loadBalancerId",
      to: "alicloud:alb",
      missing: BALANCER_NOT_FOUND,
      busy: BUSY,
      follows: true,
    },
    {
      attribute: "securityPolicyId",
      // The cloud's own policies are always there.
      to: ({ securityPolicyId }) =>
        String(securityPolicyId).startsWith("tls_cipher_policy_") ? undefined : "alicloud:albSecurityPolicy",
      missing: {
        code: "ResourceNotFound.SecurityPolicy",
        message: "The specified security policy does not exist.",
      },
      holds: {
        code: "ResourceInUse.SecurityPolicy",
        message: "The security policy is in use by a listener.",
      },
    },
    {
      attribute: "certificates.certificateId",
      to: "alicloud:certificate",
      missing: { code: "ResourceNotFound.Certificate", message: "The specified certificate does not exist." },
      holds: { code: "CertificateInUse", message: "The certificate is in use by a listener." },
    },
  ],
  lifecycle: {
    begins: "Configuring",
    becomes: "Running",
    seconds: 2,
    ends: "Configuring",
    endSeconds: 1,
    busy: { code: "IncorrectStatus.Listener", message: "The status of the listener is incorrect." },
  },
  check(wanted, look, before) {
    checkPort(
      "alicloud:albListener",
      "listenerPort",
      wanted,
      { code: "ResourceAlreadyExist.Listener", message: "The port has a listener." },
      look,
      before?.id,
    );
    if (wanted.listenerProtocol === "HTTPS" && !isRecord(wanted.certificates)) {
      look.refuse("MissingParam.Certificate", "An HTTPS listener needs a certificate.");
    }
    checkForward(records(wanted, "defaultActions"), look);
  },
  complete: (wanted) => ({
    gzipEnabled: wanted.gzipEnabled ?? true,
    http2Enabled: wanted.http2Enabled ?? wanted.listenerProtocol === "HTTPS",
    idleTimeout: wanted.idleTimeout ?? 15,
    requestTimeout: wanted.requestTimeout ?? 60,
    xForwardedForConfig: forwardedFor(FORWARDED_FOR_DEFAULTS, wanted),
    ...(wanted.listenerProtocol === "HTTPS" && {
      securityPolicyId: wanted.securityPolicyId ?? DEFAULT_SECURITY_POLICY,
    }),
  }),
  adjust: (wanted, _, { attributes: { xForwardedForConfig } }) => ({
    xForwardedForConfig: forwardedFor(isRecord(xForwardedForConfig) ? xForwardedForConfig : {}, wanted),
  }),
};

/** What a request says of it beside what holds already; an empty text says nothing. */
function forwardedFor(already: Attributes, { xForwardedForConfig }: Attributes): Attributes {
  const wanted = isRecord(xForwardedForConfig) ? Object.entries(xForwardedForConfig) : [];
  return { ...already, ...Object.fromEntries(wanted.filter(([, value]) => value !== "")) };
}

export const albRule: ResourceType = {
  type: "alicloud:albRule",
  service: "Alb",
  actions: {
    create: "CreateRule",
    describe: "ListRules",
    modify: "UpdateRuleAttribute",
    remove: "DeleteRule",
  },
  nameAttribute: "ruleName",
  id: id("rule"),
  notFound: { code: "ResourceNotFound.Rule", message: "The specified rule does not exist." },
  references: [
    {
      attribute: "listenerId",
      to: "alicloud:albListener",
      missing: LISTENER_NOT_FOUND,
      busy: { code: "IncorrectStatus.Listener", message: "The status of the listener is incorrect." },
      follows: true,
    },
  ],
  unique: [
    {
      attributes: ["listenerId", "priority"],
      taken: { code: "Conflict.Priority", message: "The priority of the rule is in use." },
    },
  ],
  quotas: [
    {
      limit: 100,
      per: "listenerId",
      exceeded: { code: "QuotaExceeded.RulesNum", message: "The quota of rules is exceeded." },
    },
  ],
  lifecycle: {
    begins: "Provisioning",
    becomes: "Available",
    seconds: 1,
    ends: "Deleting",
    endSeconds: 1,
    busy: { code: "IncorrectStatus.Rule", message: "The status of the rule is incorrect." },
  },
  check(wanted, look) {
    const listener = look.get("alicloud:albListener", text(wanted, "listenerId"));
    const balancer = look.get("alicloud:alb", text(listener?.attributes ?? {}, "loadBalancerId"));
    const actions = records(wanted, "ruleActions");
    if (
      text(balancer?.attributes ?? {}, "loadBalancerEdition") === "Basic" &&
      actions.some(({ type }) => type === "FixedResponse" || type === "TrafficLimit")
    ) {
      look.refuse("OperationDenied.EditionNotSupport", "The action needs the edition Standard.");
    }
    checkForward(actions, look);
  },
  complete: (wanted) => ({ direction: wanted.direction ?? "Request" }),
};

function checkForward(actions: readonly Attributes[], look: Look): void {
  const missing = forwardedTo(actions).find(
    (group) => look.get("alicloud:albServerGroup", group) === undefined,
  );
  if (missing !== undefined) {
    look.refuse(SERVER_GROUP_NOT_FOUND.code, `${SERVER_GROUP_NOT_FOUND.message} (${missing})`);
  }
}
