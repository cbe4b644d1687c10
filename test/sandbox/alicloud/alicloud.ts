import { ALICLOUD_TYPES } from "../../../sandbox/cloud/alicloud/types.ts";
import { text } from "../../../sandbox/cloud/object.ts";
import { Account, type Recipe } from "../account.ts";
import { ACK_RECIPES } from "./recipes/ack.ts";
import { DATA_RECIPES } from "./recipes/data.ts";
import { MESSAGING_RECIPES } from "./recipes/messaging.ts";
import { WAY_IN_RECIPES } from "./recipes/way-in.ts";

export const REGION = "cn-hangzhou";
export const ZONE = "cn-hangzhou-k";

const TRUSTS_ECS = JSON.stringify({
  Version: "1",
  Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: ["ecs.aliyuncs.com"] } }],
});
export const POLICY = JSON.stringify({
  Version: "1",
  Statement: [{ Action: ["oos:GetSecretParameter"], Effect: "Allow", Resource: ["*"] }],
});

/** The right program: one object of each type, as the components make them. */
const RECIPES: Readonly<Record<string, Recipe>> = {
  "alicloud:vpc": () => ({ vpcName: "main", cidrBlock: "10.20.0.0/16" }),
  "alicloud:vswitch": async (account) => ({
    vpcId: (await account.the("alicloud:vpc")).id,
    zoneId: ZONE,
    cidrBlock: "10.20.1.0/24",
  }),
  "alicloud:securityGroup": async (account) => ({
    vpcId: (await account.the("alicloud:vpc")).id,
    securityGroupName: "edge",
  }),
  "alicloud:securityGroupRule": async (account) => ({
    securityGroupId: (await account.the("alicloud:securityGroup")).id,
    type: "ingress",
    ipProtocol: "tcp",
    portRange: "443/443",
    cidrIp: "0.0.0.0/0",
    policy: "accept",
    priority: 1,
  }),
  "alicloud:natGateway": async (account) => ({
    vpcId: (await account.the("alicloud:vpc")).id,
    vswitchId: (await account.the("alicloud:vswitch")).id,
    natGatewayName: "out",
  }),
  "alicloud:snatEntry": async (account) => {
    const gateway = await account.the("alicloud:natGateway");
    await account.the("alicloud:eipAssociation");
    return {
      snatTableId: text(gateway.attributes, "snatTableIds"),
      sourceVswitchId: (await account.the("alicloud:vswitch")).id,
      snatIp: text((await account.the("alicloud:eip")).attributes, "ipAddress"),
    };
  },
  "alicloud:forwardEntry": async (account) => {
    const gateway = await account.the("alicloud:natGateway");
    await account.the("alicloud:eipAssociation");
    return {
      forwardTableId: text(gateway.attributes, "forwardTableIds"),
      externalIp: text((await account.the("alicloud:eip")).attributes, "ipAddress"),
      externalPort: "443",
      internalIp: "10.20.1.20",
      internalPort: "443",
      ipProtocol: "tcp",
    };
  },
  "alicloud:eip": () => ({ addressName: "out", bandwidth: "5" }),
  "alicloud:eipAssociation": async (account) => ({
    allocationId: (await account.the("alicloud:eip")).id,
    instanceId: (await account.the("alicloud:natGateway")).id,
    instanceType: "Nat",
  }),
  "alicloud:havip": async (account) => ({
    vswitchId: (await account.the("alicloud:vswitch")).id,
    haVipName: "edge",
    ipAddress: "10.20.1.10",
  }),
  "alicloud:havipAttachment": async (account) => ({
    haVipId: (await account.the("alicloud:havip")).id,
    instanceId: (await account.the("alicloud:instance")).id,
  }),
  "alicloud:instance": async (account) => ({
    instanceName: "edge-1",
    instanceType: "ecs.u1-c1m2.large",
    imageId: "debian_12_8_x64_20G_alibase_20241216.vhd",
    vswitchId: (await account.the("alicloud:vswitch")).id,
    securityGroups: [(await account.the("alicloud:securityGroup")).id],
    availabilityZone: ZONE,
    systemDiskCategory: "cloud_essd",
    systemDiskSize: 40,
    userData: Buffer.from("#cloud-config\n").toString("base64"),
  }),
  "alicloud:disk": () => ({ diskName: "data", zoneId: ZONE, size: 40 }),
  "alicloud:deploymentSet": () => ({ deploymentSetName: "edge" }),
  "alicloud:ramRoleAttachment": async (account) => ({
    ramRoleName: (await account.the("alicloud:ramRole")).id,
    instanceId: (await account.the("alicloud:instance")).id,
  }),
  "alicloud:autoSnapshotPolicy": () => ({
    autoSnapshotPolicyName: "daily",
    retentionDays: 7,
    repeatWeekdays: ["1", "7"],
    timePoints: ["0", "23"],
  }),
  "alicloud:autoSnapshotPolicyAttachment": async (account) => ({
    autoSnapshotPolicyId: (await account.the("alicloud:autoSnapshotPolicy")).id,
    diskId: text((await account.the("alicloud:instance")).attributes, "systemDiskId"),
  }),
  "alicloud:ramRole": () => ({ roleName: "Edge", assumeRolePolicyDocument: TRUSTS_ECS }),
  "alicloud:ramPolicy": () => ({ policyName: "edge-secrets", policyDocument: POLICY }),
  "alicloud:ramRolePolicy": async (account) => ({
    roleName: (await account.the("alicloud:ramRole")).id,
    policyName: (await account.the("alicloud:ramPolicy")).id,
    policyType: "Custom",
  }),
  "alicloud:secretParameter": () => ({ secretParameterName: "hougu-dev-vrrp", value: "s3cret" }),
  ...DATA_RECIPES,
  ...ACK_RECIPES,
  ...MESSAGING_RECIPES,
  ...WAY_IN_RECIPES,
};

/** An empty account of Alibaba Cloud, whose caller is in {@link REGION}. */
export function alicloudAccount(region: string = REGION): Account {
  return new Account(ALICLOUD_TYPES, RECIPES, { region });
}
