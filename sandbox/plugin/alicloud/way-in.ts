import { text } from "../../cloud/object.ts";
import type { Mapping } from "../mapping.ts";
import { ignoredOfListener } from "./ignored.ts";

const last = (id: string): string => id.split(":").at(-1) ?? id;

/** Balancers, certificates, access logs, the firewall for web applications, names, and protection from floods. */
export const WAY_IN_MAPPINGS: readonly Mapping[] = [
  { token: "alicloud:alb/loadBalancer:LoadBalancer", type: "alicloud:alb", providerOnly: ["dryRun"] },
  {
    token: "alicloud:alb/serverGroup:ServerGroup",
    type: "alicloud:albServerGroup",
    providerOnly: ["dryRun"],
  },
  {
    token: "alicloud:alb/securityPolicy:SecurityPolicy",
    type: "alicloud:albSecurityPolicy",
    providerOnly: ["dryRun"],
  },
  { token: "alicloud:alb/listener:Listener", type: "alicloud:albListener", providerOnly: ["dryRun"] },
  { token: "alicloud:alb/rule:Rule", type: "alicloud:albRule", providerOnly: ["dryRun"] },
  {
    token: "alicloud:nlb/loadBalancer:LoadBalancer",
    type: "alicloud:nlb",
    // The protection's two ways to be written; the cloud keeps the switch.
    toAttributes: (inputs) => ({
      ...inputs,
      deletionProtectionEnabled:
        inputs.deletionProtectionEnabled ?? enabledIn(inputs.deletionProtectionConfig) ?? false,
    }),
  },
  {
    token: "alicloud:nlb/serverGroup:ServerGroup",
    type: "alicloud:nlbServerGroup",
    synonyms: { connectionDrain: "connectionDrainEnabled" },
  },
  {
    token: "alicloud:nlb/serverGroupServerAttachment:ServerGroupServerAttachment",
    type: "alicloud:nlbServer",
  },
  { token: "alicloud:nlb/listener:Listener", type: "alicloud:nlbListener" },
  {
    token: "alicloud:slb/applicationLoadBalancer:ApplicationLoadBalancer",
    type: "alicloud:clb",
    synonyms: { name: "loadBalancerName", specification: "loadBalancerSpec" },
    providerOnly: ["period"],
    // Who pays for traffic isn't asked for a bandwidth.
    toAttributes: ({ bandwidth, ...inputs }) =>
      inputs.internetChargeType === "PayByBandwidth" && bandwidth !== undefined
        ? { ...inputs, bandwidth }
        : inputs,
  },
  {
    token: "alicloud:slb/serverGroup:ServerGroup",
    type: "alicloud:clbServerGroup",
    providerOnly: ["deleteProtectionValidation"],
  },
  {
    token: "alicloud:slb/serverGroupServerAttachment:ServerGroupServerAttachment",
    type: "alicloud:clbServer",
  },
  {
    token: "alicloud:slb/listener:Listener",
    type: "alicloud:clbListener",
    providerOnly: ["deleteProtectionValidation"],
    ignored: ignoredOfListener,
  },
  {
    token: "alicloud:cas/serviceCertificate:ServiceCertificate",
    type: "alicloud:certificate",
    synonyms: { name: "certificateName" },
    providerOnly: ["lang"],
  },
  {
    token: "alicloud:log/project:Project",
    type: "alicloud:logProject",
    synonyms: { name: "projectName" },
  },
  {
    token: "alicloud:log/store:Store",
    type: "alicloud:logStore",
    synonyms: { name: "logstoreName", project: "projectName" },
  },
  { token: "alicloud:log/storeIndex:StoreIndex", type: "alicloud:logIndex" },
  { token: "alicloud:log/audit:Audit", type: "alicloud:logAudit" },
  { token: "alicloud:wafv3/instance:Instance", type: "alicloud:wafInstance" },
  {
    token: "alicloud:wafv3/defenseTemplate:DefenseTemplate",
    type: "alicloud:wafTemplate",
    // The provider's ids name the instance as well, which the API wants with every call.
    idOf: ({ id, attributes }) => `${text(attributes, "instanceId")}:${id}`,
    cloudIdOf: last,
  },
  {
    token: "alicloud:wafv3/defenseRule:DefenseRule",
    type: "alicloud:wafRule",
    idOf: ({ id, attributes }) =>
      `${text(attributes, "instanceId")}:${text(attributes, "defenseType")}:${id}`,
    cloudIdOf: last,
  },
  {
    token: "alicloud:dns/alidnsRecord:AlidnsRecord",
    type: "alicloud:dnsRecord",
    providerOnly: ["lang", "userClientIp"],
  },
  {
    token: "alicloud:pvtz/zone:Zone",
    type: "alicloud:privateZone",
    synonyms: { name: "zoneName" },
    providerOnly: ["lang", "userClientIp"],
  },
  {
    token: "alicloud:pvtz/zoneAttachment:ZoneAttachment",
    type: "alicloud:privateZoneAttachment",
    providerOnly: ["lang", "userClientIp"],
  },
  {
    token: "alicloud:pvtz/zoneRecord:ZoneRecord",
    type: "alicloud:privateZoneRecord",
    synonyms: { resourceRecord: "rr" },
    providerOnly: ["lang", "userClientIp"],
    ignored: ({ type }) => (type === "MX" ? [] : ["priority"]),
  },
  { token: "alicloud:ddos/basicDefenseThreshold:BasicDefenseThreshold", type: "alicloud:ddosThreshold" },
  {
    token: "alicloud:ddos/domainResource:DomainResource",
    type: "alicloud:ddosDomain",
    written: { customHeaders: "{}" },
  },
];

function enabledIn(config: unknown): boolean | undefined {
  if (typeof config !== "object" || config === null || !("enabled" in config)) return undefined;
  return config.enabled === true;
}
