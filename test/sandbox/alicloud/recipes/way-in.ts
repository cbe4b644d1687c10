import type { Attributes, CloudObject } from "../../../../sandbox/cloud/object.ts";
import type { Account, Recipe } from "../../account.ts";

const SECOND_ZONE = "cn-hangzhou-j";
const seconds = new WeakMap<Account, Promise<CloudObject>>();

/** A vSwitch in a second zone, the same one whenever asked. */
export function secondVswitch(account: Account): Promise<CloudObject> {
  const made =
    seconds.get(account) ??
    account.create("alicloud:vswitch", { zoneId: SECOND_ZONE, cidrBlock: "10.20.2.0/24" });
  seconds.set(account, made);
  return made;
}

/** Places of a balancer in two zones. */
export async function twoZones(account: Account, allocationId?: string): Promise<Attributes[]> {
  const first = await account.the("alicloud:vswitch");
  return [
    {
      zoneId: "cn-hangzhou-k",
      vswitchId: first.id,
      ...(allocationId === undefined ? {} : { allocationId }),
    },
    { zoneId: SECOND_ZONE, vswitchId: (await secondVswitch(account)).id },
  ];
}

/** Balancers, certificates, logs, the firewall for web applications, names, protection from floods. */
export const WAY_IN_RECIPES: Readonly<Record<string, Recipe>> = {
  "alicloud:certificate": () => ({ certificateName: "api-1", cert: "CERTIFICATE", key: "KEY" }),
  "alicloud:logProject": () => ({ projectName: "hougu-dev-access" }),
  "alicloud:logStore": async (account) => ({
    projectName: (await account.the("alicloud:logProject")).id,
    logstoreName: "alb_access",
    retentionPeriod: 30,
  }),
  "alicloud:logIndex": async (account) => {
    const { attributes } = await account.the("alicloud:logStore");
    return { project: attributes.projectName ?? null, logstore: attributes.logstoreName ?? null };
  },
  "alicloud:logAudit": () => ({ displayName: "hougu-waf", aliuid: "1234567890123456" }),
  "alicloud:alb": async (account) => ({
    loadBalancerName: "api",
    loadBalancerEdition: "StandardWithWaf",
    addressType: "Internet",
    vpcId: (await account.the("alicloud:vpc")).id,
    zoneMappings: await twoZones(account),
  }),
  "alicloud:albServerGroup": async (account) => ({
    serverGroupName: "api",
    serverGroupType: "Ip",
    vpcId: (await account.the("alicloud:vpc")).id,
    servers: [{ serverType: "Ip", serverId: "10.20.1.20", serverIp: "10.20.1.20", port: 8080 }],
  }),
  "alicloud:albSecurityPolicy": () => ({
    securityPolicyName: "api",
    tlsVersions: ["TLSv1.2", "TLSv1.3"],
    ciphers: ["ECDHE-RSA-AES128-GCM-SHA256", "TLS_AES_128_GCM_SHA256"],
  }),
  "alicloud:albListener": async (account) => ({
    loadBalancerId: (await account.the("alicloud:alb")).id,
    listenerProtocol: "HTTPS",
    listenerPort: 443,
    certificates: { certificateId: (await account.the("alicloud:certificate")).id },
    securityPolicyId: (await account.the("alicloud:albSecurityPolicy")).id,
    defaultActions: [forwardTo((await account.the("alicloud:albServerGroup")).id)],
  }),
  "alicloud:albRule": async (account) => ({
    listenerId: (await account.the("alicloud:albListener")).id,
    ruleName: "api",
    priority: 10,
    ruleActions: [{ ...forwardTo((await account.the("alicloud:albServerGroup")).id), order: 1 }],
  }),
  "alicloud:nlb": async (account) => ({
    loadBalancerName: "ws",
    addressType: "Internet",
    vpcId: (await account.the("alicloud:vpc")).id,
    zoneMappings: await twoZones(account),
  }),
  "alicloud:nlbServerGroup": async (account) => ({
    serverGroupName: "ws",
    serverGroupType: "Ip",
    preserveClientIpEnabled: false,
    vpcId: (await account.the("alicloud:vpc")).id,
  }),
  "alicloud:nlbServer": async (account) => ({
    serverGroupId: (await account.the("alicloud:nlbServerGroup")).id,
    serverType: "Ip",
    serverId: "10.20.1.20",
    port: 8443,
  }),
  "alicloud:nlbListener": async (account) => ({
    loadBalancerId: (await account.the("alicloud:nlb")).id,
    listenerProtocol: "TCP",
    listenerPort: 443,
    serverGroupId: (await account.the("alicloud:nlbServerGroup")).id,
  }),
  "alicloud:clb": async (account) => ({
    loadBalancerName: "internal",
    addressType: "intranet",
    vswitchId: (await account.the("alicloud:vswitch")).id,
    masterZoneId: "cn-hangzhou-k",
    slaveZoneId: SECOND_ZONE,
  }),
  "alicloud:clbServerGroup": async (account) => ({
    loadBalancerId: (await account.the("alicloud:clb")).id,
    name: "https",
  }),
  "alicloud:clbServer": async (account) => ({
    serverGroupId: (await account.the("alicloud:clbServerGroup")).id,
    serverId: (await account.the("alicloud:instance")).id,
    port: 443,
  }),
  "alicloud:clbListener": async (account) => ({
    loadBalancerId: (await account.the("alicloud:clb")).id,
    protocol: "tcp",
    frontendPort: 443,
    serverGroupId: (await account.the("alicloud:clbServerGroup")).id,
  }),
  "alicloud:wafInstance": () => ({}),
  "alicloud:wafTemplate": async (account) => ({
    instanceId: (await account.the("alicloud:wafInstance")).id,
    defenseTemplateName: "api-acl",
    defenseScene: "custom_acl",
    resources: [`${(await account.the("alicloud:alb")).id}-alb`],
  }),
  "alicloud:wafRule": async (account) => ({
    instanceId: (await account.the("alicloud:wafInstance")).id,
    templateId: Number((await account.the("alicloud:wafTemplate")).id),
    defenseType: "template",
    defenseScene: "custom_acl",
    ruleName: "administration",
    config: {
      ruleAction: "block",
      conditions: [{ key: "URLPath", opValue: "prefix-match", values: "/manager" }],
    },
  }),
  "alicloud:privateZone": () => ({ zoneName: "messaging.hougu.internal", remark: "Brokers" }),
  "alicloud:privateZoneRecord": async (account) => ({
    zoneId: (await account.the("alicloud:privateZone")).id,
    rr: "artist-rabbitmq-1",
    type: "A",
    value: "10.20.1.20",
    ttl: 60,
    remark: "Brokers",
  }),
  "alicloud:privateZoneAttachment": async (account) => ({
    zoneId: (await account.the("alicloud:privateZone")).id,
    vpcs: [{ vpcId: (await account.the("alicloud:vpc")).id, regionId: "cn-hangzhou" }],
  }),
  "alicloud:dnsRecord": () => ({
    domainName: "example.com",
    rr: "api",
    type: "A",
    value: "203.0.113.10",
    ttl: 600,
    line: "default",
  }),
  "alicloud:ddosThreshold": async (account) => ({
    instanceId: (await account.the("alicloud:eip")).id,
    instanceType: "eip",
    ddosType: "defense",
    bps: 300,
    pps: 70_000,
  }),
  "alicloud:ddosDomain": () => ({
    domain: "api.example.com",
    instanceIds: ["ddoscoo-cn-7e225i41abcd"],
    rsType: 0,
    realServers: ["203.0.113.10"],
  }),
};

export function forwardTo(serverGroupId: string): Attributes {
  return { type: "ForwardGroup", forwardGroupConfig: { serverGroupTuples: [{ serverGroupId }] } };
}
