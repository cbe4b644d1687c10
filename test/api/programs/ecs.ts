import { AutoSnapshotPolicy } from "@pulumi/alicloud/ecs/autoSnapshotPolicy.js";
import { Command } from "@pulumi/alicloud/ecs/command.js";
import { EcsAutoSnapshotPolicyAttachment } from "@pulumi/alicloud/ecs/ecsAutoSnapshotPolicyAttachment.js";
import { EcsDeploymentSet } from "@pulumi/alicloud/ecs/ecsDeploymentSet.js";
import { EcsInvocation } from "@pulumi/alicloud/ecs/ecsInvocation.js";
import { Instance } from "@pulumi/alicloud/ecs/instance.js";
import { RamRoleAttachment } from "@pulumi/alicloud/ecs/ramRoleAttachment.js";
import { SecurityGroup } from "@pulumi/alicloud/ecs/securityGroup.js";
import { SecurityGroupRule } from "@pulumi/alicloud/ecs/securityGroupRule.js";
import { Provider } from "@pulumi/alicloud/provider.js";
import { Role } from "@pulumi/alicloud/ram/role.js";
import { Network } from "@pulumi/alicloud/vpc/network.js";
import { Switch } from "@pulumi/alicloud/vpc/switch.js";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";

const ZONE = "cn-hangzhou-k";
const TAGS = { owner: "platform", service: "artist" };

const TRUSTS_ECS = JSON.stringify({
  Version: "1",
  Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: ["ecs.aliyuncs.com"] } }],
});

/** What of a machine a step of its life changes. */
export interface EcsStep {
  readonly instanceName?: string;
  readonly instanceType?: string;
  readonly systemDiskSize?: number;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A machine with its firewall, its role, its place apart from others, its backups, and a command that is run on it. */
export const ecsProgram: PulumiFn = () => ecsStep({});

export async function ecsStep({
  instanceName = "artist-edge-1",
  instanceType = "ecs.u1-c1m2.large",
  systemDiskSize = 40,
  description = "HTTPS from everywhere",
  tags = TAGS,
}: EcsStep): Promise<void> {
  const opts = {
    provider: new Provider("alicloud", { region: "cn-hangzhou", protocol: "HTTP" } as never),
  };
  const vpc = new Network("main", { vpcName: "hougu-dev", cidrBlock: "10.20.0.0/16" }, opts);
  const vswitch = new Switch(
    "edge",
    { vswitchName: "edge", vpcId: vpc.id, cidrBlock: "10.20.0.0/24", zoneId: ZONE },
    opts,
  );
  const edge = new SecurityGroup(
    "edge",
    {
      securityGroupName: "edge",
      description: "the edge pair",
      vpcId: vpc.id,
      securityGroupType: "normal",
      innerAccessPolicy: "Drop",
      tags,
    },
    opts,
  );
  const app = new SecurityGroup("app", { securityGroupName: "app", vpcId: vpc.id }, opts);
  const rule = { nicType: "intranet", policy: "accept", priority: 1 } as const;
  new SecurityGroupRule(
    "https",
    {
      ...rule,
      type: "ingress",
      ipProtocol: "tcp",
      portRange: "443/443",
      cidrIp: "0.0.0.0/0",
      securityGroupId: edge.id,
      description,
    },
    opts,
  );
  new SecurityGroupRule(
    "peers",
    {
      ...rule,
      type: "ingress",
      ipProtocol: "all",
      portRange: "-1/-1",
      sourceSecurityGroupId: edge.id,
      securityGroupId: edge.id,
    },
    opts,
  );
  new SecurityGroupRule(
    "out",
    {
      ...rule,
      type: "egress",
      ipProtocol: "tcp",
      portRange: "8080/8080",
      sourceSecurityGroupId: app.id,
      securityGroupId: edge.id,
    },
    opts,
  );
  const apart = new EcsDeploymentSet(
    "edge",
    { strategy: "Availability", deploymentSetName: "artist-edge", description: "never on one machine" },
    opts,
  );
  const instance = new Instance(
    "artist-edge-1",
    {
      availabilityZone: ZONE,
      vswitchId: vswitch.id,
      securityGroups: [edge.id],
      instanceType,
      instanceChargeType: "PostPaid",
      imageId: "debian_12_6_x64_20G_alibase_20240711.vhd",
      instanceName,
      hostName: "artist-edge-1",
      privateIp: "10.20.0.11",
      internetMaxBandwidthOut: 0,
      systemDiskCategory: "cloud_essd",
      systemDiskSize,
      systemDiskEncrypted: true,
      systemDiskName: instanceName,
      deploymentSetId: apart.id,
      httpEndpoint: "enabled",
      httpTokens: "required",
      maintenanceAction: "AutoRecover",
      maintenanceNotify: true,
      deletionProtection: false,
      userData: Buffer.from("#cloud-config\n").toString("base64"),
      tags,
      volumeTags: tags,
    },
    opts,
  );
  const role = new Role("edge", { roleName: "artist-edge", assumeRolePolicyDocument: TRUSTS_ECS }, opts);
  new RamRoleAttachment("edge", { instanceId: instance.id, ramRoleName: role.roleName }, opts);
  const daily = new AutoSnapshotPolicy(
    "daily",
    {
      autoSnapshotPolicyName: "hougu-dev",
      repeatWeekdays: ["1", "2", "3", "4", "5", "6", "7"],
      timePoints: ["3"],
      retentionDays: 7,
      tags,
    },
    opts,
  );
  new EcsAutoSnapshotPolicyAttachment(
    "daily",
    { autoSnapshotPolicyId: daily.id, diskId: instance.systemDiskId },
    opts,
  );
  const command = new Command(
    "ready",
    {
      name: "ready",
      type: "RunShellScript",
      commandContent: Buffer.from("systemctl is-system-running --wait\n").toString("base64"),
      timeout: 60,
      workingDir: "/root",
    },
    opts,
  );
  new EcsInvocation("ready", { commandId: command.id, instanceIds: [instance.id] }, opts);
}
