import { coresOf } from "../../cloud/alicloud/instance-types.ts";
import { text } from "../../cloud/object.ts";
import type { Mapping } from "../mapping.ts";
import { ACK_MAPPINGS } from "./ack.ts";
import { DATA_MAPPINGS } from "./data.ts";
import { ignoredOfInstance, ignoredOfNatGateway } from "./ignored.ts";
import { MESSAGING_MAPPINGS } from "./messaging.ts";
import { wordsOfPolicy, wordsOfRole } from "./policy-document.ts";
import { WAY_IN_MAPPINGS } from "./way-in.ts";

/** Alibaba Cloud's resource types, and how the provider's properties differ from what the API calls them. */
export const ALICLOUD_MAPPINGS: readonly Mapping[] = [
  {
    token: "alicloud:vpc/network:Network",
    type: "alicloud:vpc",
    synonyms: { name: "vpcName" },
    providerOnly: ["forceDelete", "dryRun"],
  },
  {
    token: "alicloud:vpc/switch:Switch",
    type: "alicloud:vswitch",
    synonyms: { name: "vswitchName", availabilityZone: "zoneId" },
  },
  {
    token: "alicloud:ecs/securityGroup:SecurityGroup",
    type: "alicloud:securityGroup",
    synonyms: { name: "securityGroupName" },
  },
  { token: "alicloud:ecs/securityGroupRule:SecurityGroupRule", type: "alicloud:securityGroupRule" },
  {
    token: "alicloud:vpc/natGateway:NatGateway",
    type: "alicloud:natGateway",
    synonyms: { name: "natGatewayName" },
    providerOnly: ["force", "dryRun", "period"],
    ignored: ignoredOfNatGateway,
  },
  { token: "alicloud:vpc/snatEntry:SnatEntry", type: "alicloud:snatEntry" },
  {
    token: "alicloud:vpc/forwardEntry:ForwardEntry",
    type: "alicloud:forwardEntry",
    synonyms: { name: "forwardEntryName" },
    // It takes a port from an SNAT entry that uses the same address.
    providerOnly: ["portBreak"],
  },
  {
    token: "alicloud:ecs/eipAddress:EipAddress",
    type: "alicloud:eip",
    synonyms: { name: "addressName" },
    providerOnly: ["autoPay", "period", "pricingCycle"],
    written: { highDefinitionMonitorLogStatus: "OFF" },
    // Having asked about the fine monitoring, the provider looks for it in that answer, where it isn't.
    ignored: ({ highDefinitionMonitorLogStatus }) =>
      highDefinitionMonitorLogStatus === "ON" ? ["instanceChargeType"] : [],
  },
  {
    token: "alicloud:ecs/eipAssociation:EipAssociation",
    type: "alicloud:eipAssociation",
    providerOnly: ["force"],
  },
  { token: "alicloud:vpc/hAVip:HAVip", type: "alicloud:havip", synonyms: { havipName: "haVipName" } },
  {
    token: "alicloud:vpc/hAVipAttachment:HAVipAttachment",
    type: "alicloud:havipAttachment",
    synonyms: { havipId: "haVipId" },
    providerOnly: ["force"],
  },
  {
    token: "alicloud:ecs/instance:Instance",
    type: "alicloud:instance",
    providerOnly: ["dryRun", "forceDelete", "includeDataDisks", "operatorType"],
    toProperties: ({ attributes }) => ({
      cpuOptions: attributes.cpuOptions ?? coresOf(text(attributes, "instanceType")),
    }),
    written: { networkInterfaceTrafficMode: "Standard", privatePoolOptionsMatchCriteria: "None" },
    ignored: ignoredOfInstance,
  },
  { token: "alicloud:ecs/ecsDeploymentSet:EcsDeploymentSet", type: "alicloud:deploymentSet" },
  { token: "alicloud:ecs/ramRoleAttachment:RamRoleAttachment", type: "alicloud:ramRoleAttachment" },
  {
    token: "alicloud:ecs/autoSnapshotPolicy:AutoSnapshotPolicy",
    type: "alicloud:autoSnapshotPolicy",
    synonyms: { name: "autoSnapshotPolicyName" },
  },
  {
    token: "alicloud:ecs/ecsAutoSnapshotPolicyAttachment:EcsAutoSnapshotPolicyAttachment",
    type: "alicloud:autoSnapshotPolicyAttachment",
  },
  {
    token: "alicloud:ram/role:Role",
    type: "alicloud:ramRole",
    synonyms: { name: "roleName", document: "assumeRolePolicyDocument" },
    providerOnly: ["force"],
    toProperties: wordsOfRole,
  },
  {
    token: "alicloud:ram/policy:Policy",
    type: "alicloud:ramPolicy",
    synonyms: { name: "policyName", document: "policyDocument" },
    providerOnly: ["force"],
    toProperties: wordsOfPolicy,
  },
  { token: "alicloud:ram/rolePolicyAttachment:RolePolicyAttachment", type: "alicloud:ramRolePolicy" },
  { token: "alicloud:oos/secretParameter:SecretParameter", type: "alicloud:secretParameter" },
  ...DATA_MAPPINGS,
  ...ACK_MAPPINGS,
  ...WAY_IN_MAPPINGS,
  ...MESSAGING_MAPPINGS,
];
