import { AutoSnapshotPolicy } from "@pulumi/alicloud/ecs/autoSnapshotPolicy.js";
import { EcsAutoSnapshotPolicyAttachment } from "@pulumi/alicloud/ecs/ecsAutoSnapshotPolicyAttachment.js";
import { EcsDeploymentSet } from "@pulumi/alicloud/ecs/ecsDeploymentSet.js";
import { EipAddress } from "@pulumi/alicloud/ecs/eipAddress.js";
import { EipAssociation } from "@pulumi/alicloud/ecs/eipAssociation.js";
import { Instance } from "@pulumi/alicloud/ecs/instance.js";
import { RamRoleAttachment } from "@pulumi/alicloud/ecs/ramRoleAttachment.js";
import { SecurityGroup } from "@pulumi/alicloud/ecs/securityGroup.js";
import { SecurityGroupRule } from "@pulumi/alicloud/ecs/securityGroupRule.js";
import { SnapshotPolicy } from "@pulumi/alicloud/ecs/snapshotPolicy.js";
import { SecretParameter } from "@pulumi/alicloud/oos/secretParameter.js";
import { Provider } from "@pulumi/alicloud/provider.js";
import { Policy } from "@pulumi/alicloud/ram/policy.js";
import { Role } from "@pulumi/alicloud/ram/role.js";
import { RolePolicyAttachment } from "@pulumi/alicloud/ram/rolePolicyAttachment.js";
import { ForwardEntry } from "@pulumi/alicloud/vpc/forwardEntry.js";
import { HAVip } from "@pulumi/alicloud/vpc/havip.js";
import { HAVipAttachment } from "@pulumi/alicloud/vpc/havipAttachment.js";
import { NatGateway } from "@pulumi/alicloud/vpc/natGateway.js";
import { Network } from "@pulumi/alicloud/vpc/network.js";
import { SnatEntry } from "@pulumi/alicloud/vpc/snatEntry.js";
import { Switch } from "@pulumi/alicloud/vpc/switch.js";
import { type CustomResourceOptions, secret } from "@pulumi/pulumi";
import { clusterTypes } from "./cluster-types.ts";
import { dataTypes } from "./data-types.ts";
import { messagingTypes } from "./messaging-types.ts";
import { wayInTypes } from "./way-in-types.ts";

const ZONE = "cn-hangzhou-k";
const TAGS = { owner: "platform", service: "artist", environment: "dev" };

/** Each Alibaba Cloud type that the program uses, once. */
export async function alicloudTypes(): Promise<void> {
  const opts: CustomResourceOptions = { provider: new Provider("alicloud", { region: "cn-hangzhou" }) };
  const { vpcId, vswitchId } = network(opts);
  const securityGroupId = firewall(vpcId, opts);
  const instanceId = machine({ vswitchId, securityGroupId }, opts);
  const address = new HAVip(
    "vip",
    { vswitchId, ipAddress: "10.20.0.100", haVipName: "artist-edge", tags: TAGS },
    opts,
  );
  new HAVipAttachment("vip", { haVipId: address.id, instanceId }, opts);
  const eip = new EipAddress("edge", { addressName: "artist-edge", bandwidth: "10", tags: TAGS }, opts);
  new EipAssociation("edge", { allocationId: eip.id, instanceId: address.id, instanceType: "HaVip" }, opts);
  backups(opts);
  dataTypes({ vpcId, vswitchId }, opts);
  clusterTypes(vswitchId, opts);
  messagingTypes({ vpcId, vswitchIds: [vswitchId, vswitchId], instanceId }, opts);
  wayInTypes(opts);
}

function network(opts: CustomResourceOptions) {
  const vpc = new Network("main", { vpcName: "hougu-dev", cidrBlock: "10.20.0.0/16", tags: TAGS }, opts);
  const edge = new Switch(
    "edge",
    { vswitchName: "edge", vpcId: vpc.id, cidrBlock: "10.20.0.0/24", zoneId: ZONE, tags: TAGS },
    opts,
  );
  const nat = new NatGateway(
    "nat",
    { vpcId: vpc.id, vswitchId: edge.id, natType: "Enhanced", paymentType: "PayAsYouGo", tags: TAGS },
    opts,
  );
  const eip = new EipAddress(
    "nat",
    { addressName: "nat", bandwidth: "20", internetChargeType: "PayByTraffic" },
    opts,
  );
  new EipAssociation("nat", { allocationId: eip.id, instanceId: nat.id, instanceType: "Nat" }, opts);
  new SnatEntry(
    "edge",
    { snatTableId: nat.snatTableIds, sourceVswitchId: edge.id, snatIp: eip.ipAddress },
    opts,
  );
  new ForwardEntry(
    "ssh",
    {
      forwardTableId: nat.forwardTableIds,
      externalIp: eip.ipAddress,
      externalPort: "2222",
      internalIp: "10.20.0.5",
      internalPort: "22",
      ipProtocol: "tcp",
    },
    opts,
  );
  return { vpcId: vpc.id, vswitchId: edge.id };
}

function firewall(vpcId: Network["id"], opts: CustomResourceOptions) {
  const group = new SecurityGroup("edge", { securityGroupName: "edge", vpcId, tags: TAGS }, opts);
  new SecurityGroupRule(
    "https",
    {
      type: "ingress",
      ipProtocol: "tcp",
      portRange: "443/443",
      cidrIp: "0.0.0.0/0",
      securityGroupId: group.id,
    },
    opts,
  );
  return group.id;
}

interface Placement {
  readonly vswitchId: Switch["id"];
  readonly securityGroupId: SecurityGroup["id"];
}

function machine({ vswitchId, securityGroupId }: Placement, opts: CustomResourceOptions) {
  const role = new Role(
    "edge",
    { roleName: "hougu-dev-edge", assumeRolePolicyDocument: assumedBy("ecs") },
    opts,
  );
  const policy = new Policy("edge", { policyName: "hougu-dev-edge", policyDocument: mayRead() }, opts);
  new RolePolicyAttachment(
    "edge",
    { policyName: policy.policyName, policyType: "Custom", roleName: role.id },
    opts,
  );
  new SecretParameter(
    "vrrp",
    { secretParameterName: "hougu-dev-artist-vrrpPassword", value: secret("12345678"), tags: TAGS },
    opts,
  );
  const apart = new EcsDeploymentSet(
    "edge",
    { strategy: "Availability", deploymentSetName: "artist-edge" },
    opts,
  );
  const instance = new Instance(
    "artist-edge-1",
    {
      availabilityZone: ZONE,
      vswitchId,
      securityGroups: [securityGroupId],
      instanceType: "ecs.u1-c1m2.large",
      imageId: "debian_12_6_x64_20G_alibase_20240711.vhd",
      instanceName: "artist-edge-1",
      hostName: "artist-edge-1",
      privateIp: "10.20.0.11",
      systemDiskCategory: "cloud_essd",
      systemDiskSize: 40,
      systemDiskEncrypted: true,
      deploymentSetId: apart.id,
      httpTokens: "required",
      userData: "#cloud-config\n",
      tags: TAGS,
    },
    { ...opts, replaceOnChanges: ["userData"], deleteBeforeReplace: true },
  );
  new RamRoleAttachment("edge", { instanceId: instance.id, ramRoleName: role.id }, opts);
  return instance.id;
}

function backups(opts: CustomResourceOptions): void {
  const daily = { repeatWeekdays: ["1", "2", "3", "4", "5", "6", "7"], timePoints: ["3"], retentionDays: 7 };
  const policy = new AutoSnapshotPolicy(
    "daily",
    { autoSnapshotPolicyName: "hougu-dev", ...daily, tags: TAGS },
    opts,
  );
  new SnapshotPolicy("weekly", { autoSnapshotPolicyName: "hougu-dev-weekly", ...daily }, opts);
  new EcsAutoSnapshotPolicyAttachment("daily", { autoSnapshotPolicyId: policy.id, diskId: "d-system" }, opts);
}

function assumedBy(service: string): string {
  const statement = {
    Action: "sts:AssumeRole",
    Effect: "Allow",
    Principal: { Service: [`${service}.aliyuncs.com`] },
  };
  return JSON.stringify({ Version: "1", Statement: [statement] });
}

function mayRead(): string {
  const statement = { Action: ["oos:GetSecretParameter"], Effect: "Allow", Resource: ["*"] };
  return JSON.stringify({ Version: "1", Statement: [statement] });
}
