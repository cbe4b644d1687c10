import { AutoSnapshotPolicy } from "@pulumi/alicloud/ecs/autoSnapshotPolicy.js";
import { EipAddress } from "@pulumi/alicloud/ecs/eipAddress.js";
import { EipAssociation } from "@pulumi/alicloud/ecs/eipAssociation.js";
import { Instance } from "@pulumi/alicloud/ecs/instance.js";
import { SecurityGroup } from "@pulumi/alicloud/ecs/securityGroup.js";
import { SecurityGroupRule } from "@pulumi/alicloud/ecs/securityGroupRule.js";
import { ForwardEntry } from "@pulumi/alicloud/vpc/forwardEntry.js";
import { NatGateway } from "@pulumi/alicloud/vpc/natGateway.js";
import { Network } from "@pulumi/alicloud/vpc/network.js";
import { Switch } from "@pulumi/alicloud/vpc/switch.js";
import { secret } from "@pulumi/pulumi";
import { place, Vsphere } from "./vsphere.ts";

/** A password that no message of the pack may show. */
export const PASSWORD = "Hunter2-hunter2";

/** Every rule of the pack is broken here at least once, by resources that a cloud would gladly make. */
export async function careless(): Promise<void> {
  const vpc = new Network("vpc", { vpcName: "VPC_1", cidrBlock: "10.0.0.0/16" });
  const vswitch = new Switch("app", {
    vpcId: vpc.id,
    zoneId: "cn-hangzhou-k",
    cidrBlock: "10.0.0.0/24",
    vswitchName: "app",
  });
  const group = new SecurityGroup("all", { vpcId: vpc.id, securityGroupName: "all" });
  new SecurityGroupRule("anything", {
    type: "ingress",
    ipProtocol: "tcp",
    portRange: "1/65535",
    cidrIp: "0.0.0.0/0",
    securityGroupId: group.id,
  });
  const tomcat = new Instance("tomcat", {
    instanceName: "tomcat",
    instanceType: "ecs.t6-c1m1.large",
    imageId: "debian_12_10_x64_20G_alibase_20250513.vhd",
    securityGroups: [group.id],
    vswitchId: vswitch.id,
    systemDiskCategory: "cloud_essd",
    internetMaxBandwidthOut: 10,
    password: secret(PASSWORD),
    userData: Buffer.from(`#!/bin/sh\necho root:${PASSWORD} | chpasswd\n`).toString("base64"),
    tags: { role: "tomcat", service: "artist" },
  });
  const eip = new EipAddress("tomcat", { addressName: "tomcat" });
  new EipAssociation("tomcat", { allocationId: eip.id, instanceId: tomcat.id });
  const gateway = new NatGateway("exit", {
    natGatewayName: "exit",
    vpcId: vpc.id,
    vswitchId: vswitch.id,
    natType: "Enhanced",
    deletionProtection: true,
    tags: { owner: "team", service: "platform", environment: "prod", "cost-centre": "cc-1" },
  });
  new ForwardEntry("debugging", {
    forwardTableId: gateway.forwardTableIds,
    externalIp: "203.0.113.7",
    externalPort: "2222",
    internalIp: "10.0.0.5",
    internalPort: "22",
    ipProtocol: "tcp",
  });
  new Instance("database", {
    instanceName: "database",
    instanceType: "ecs.g7.large",
    imageId: "debian_12_10_x64_20G_alibase_20250513.vhd",
    securityGroups: [group.id],
    vswitchId: vswitch.id,
    systemDiskCategory: "cloud_essd",
    tags: { role: "database", service: "artist" },
  });
  new AutoSnapshotPolicy("short", {
    autoSnapshotPolicyName: "short",
    repeatWeekdays: ["1"],
    timePoints: ["3"],
    retentionDays: 1,
  });
  new Vsphere("virtualMachine", "giant", {
    ...place().machine,
    name: "giant",
    numCpus: 64,
    memory: 524_288,
    disks: [{ label: "disk0", size: 4000 }],
    extraConfig: { "guestinfo.userdata": secret(`#cloud-config\npassword: ${PASSWORD}\n`) },
  });
}
