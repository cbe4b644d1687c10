import { AutoSnapshotPolicy } from "@pulumi/alicloud/ecs/autoSnapshotPolicy.js";
import { EcsAutoSnapshotPolicyAttachment } from "@pulumi/alicloud/ecs/ecsAutoSnapshotPolicyAttachment.js";
import { EcsDeploymentSet } from "@pulumi/alicloud/ecs/ecsDeploymentSet.js";
import { EipAddress } from "@pulumi/alicloud/ecs/eipAddress.js";
import { EipAssociation } from "@pulumi/alicloud/ecs/eipAssociation.js";
import { Instance } from "@pulumi/alicloud/ecs/instance.js";
import { SecurityGroup } from "@pulumi/alicloud/ecs/securityGroup.js";
import { SecurityGroupRule } from "@pulumi/alicloud/ecs/securityGroupRule.js";
import { HAVip } from "@pulumi/alicloud/vpc/havip.js";
import { HAVipAttachment } from "@pulumi/alicloud/vpc/havipAttachment.js";
import { NatGateway } from "@pulumi/alicloud/vpc/natGateway.js";
import { Network } from "@pulumi/alicloud/vpc/network.js";
import { Switch } from "@pulumi/alicloud/vpc/switch.js";
import { idsOf, place, Vsphere, vsphereTag } from "./vsphere.ts";

const tagsFor = (service: string) => ({
  owner: "ops",
  service,
  environment: "prod",
  "cost-centre": "cc-1001",
});

/** What a Prometheus reads, as its machine's user data has it. */
const TARGETS = [
  "artist-tomcat-1",
  "artist-tomcat-2",
  "artist-edge-1",
  "artist-edge-2",
  "food-tomcat-1",
  "food-tomcat-2",
  "monitoring-1",
];
const MONITORING = Buffer.from(
  `#cloud-config\nwrite_files:\n  - path: /etc/prometheus/prometheus.yml\n    content: |\n      scrape_configs:\n${TARGETS.map((host) => `        - { labels: { host: ${host} } }\n`).join("")}`,
).toString("base64");
const USER_DATA = Buffer.from("#cloud-config\nssh_pwauth: false\n").toString("base64");

/** What every rule of the pack accepts, at the levels of prod. */
export async function compliant(): Promise<void> {
  const tags = tagsFor("platform");
  const vpc = new Network(
    "vpc",
    { vpcName: "hougu-prod", cidrBlock: "10.0.0.0/16", tags },
    { protect: true },
  );
  const vswitches = ["h", "k"].map(
    (zone, index) =>
      new Switch(
        `app-${zone}`,
        {
          vpcId: vpc.id,
          zoneId: `cn-hangzhou-${zone}`,
          cidrBlock: `10.0.${index}.0/24`,
          vswitchName: `app-${zone}`,
          tags,
        },
        { protect: true },
      ),
  );
  const [first] = vswitches;
  if (first === undefined) throw new Error("no vSwitch");

  const group = new SecurityGroup("edge", {
    vpcId: vpc.id,
    securityGroupName: "edge",
    description: "What reaches the edge",
    innerAccessPolicy: "Drop",
    tags,
  });
  const rule = { type: "ingress", ipProtocol: "tcp", securityGroupId: group.id };
  new SecurityGroupRule("https", {
    ...rule,
    description: "https",
    portRange: "443/443",
    cidrIp: "0.0.0.0/0",
  });
  new SecurityGroupRule("ssh", { ...rule, description: "ssh", portRange: "22/22", cidrIp: "10.0.0.0/8" });

  const nat = new NatGateway("nat", {
    vpcId: vpc.id,
    vswitchId: first.id,
    natGatewayName: "nat",
    natType: "Enhanced",
    paymentType: "PayAsYouGo",
    deletionProtection: true,
    tags,
  });
  const eip = (name: string) =>
    new EipAddress(name, {
      addressName: name,
      internetChargeType: "PayByTraffic",
      deletionProtection: true,
      tags,
    });
  new EipAssociation("nat", { allocationId: eip("nat").id, instanceId: nat.id });

  const apart = new EcsDeploymentSet("hosts", { deploymentSetName: "hosts" });
  const host = (service: string, role: string, name: string, vswitch: Switch) =>
    new Instance(name, {
      instanceName: name,
      hostName: name,
      instanceType: "ecs.g7.large",
      imageId: "debian_12_10_x64_20G_alibase_20250513.vhd",
      securityGroups: [group.id],
      vswitchId: vswitch.id,
      deploymentSetId: apart.id,
      httpTokens: "required",
      systemDiskCategory: "cloud_essd",
      systemDiskEncrypted: true,
      internetMaxBandwidthOut: 0,
      deletionProtection: role === "edge",
      userData: role === "monitoring" ? MONITORING : USER_DATA,
      tags: { ...tagsFor(service), role },
    });
  const monitor = host("platform", "monitoring", "monitoring-1", first);
  for (const [index, vswitch] of vswitches.entries())
    host("artist", "tomcat", `artist-tomcat-${index + 1}`, vswitch);
  const edges = [1, 2].map((index) => host("artist", "edge", `artist-edge-${index}`, first));

  const daily = new AutoSnapshotPolicy("daily", {
    autoSnapshotPolicyName: "daily",
    repeatWeekdays: ["1", "2", "3", "4", "5", "6", "7"],
    timePoints: ["3"],
    retentionDays: 14,
    tags,
  });
  const vip = new HAVip("artist-edge", { vswitchId: first.id, haVipName: "artist-edge", tags });
  for (const [index, edge] of edges.entries()) {
    new EcsAutoSnapshotPolicyAttachment(`edge-${index}`, {
      autoSnapshotPolicyId: daily.id,
      diskId: edge.systemDiskId,
    });
    new HAVipAttachment(`edge-${index}`, { haVipId: vip.id, instanceId: edge.id });
  }
  new EcsAutoSnapshotPolicyAttachment("monitoring", {
    autoSnapshotPolicyId: daily.id,
    diskId: monitor.systemDiskId,
  });
  new EipAssociation("artist-edge", {
    allocationId: eip("artist-edge").id,
    instanceId: vip.id,
    instanceType: "HaVip",
  });

  const vsphereTags = Object.entries({ ...tagsFor("food"), role: "tomcat" }).map(([key, value]) =>
    vsphereTag(key, value),
  );
  const { computeClusterId, machine } = place();
  const vms = [1, 2].map(
    (index) =>
      new Vsphere("virtualMachine", `food-tomcat-${index}`, {
        ...machine,
        name: `food-tomcat-${index}`,
        numCpus: 4,
        memory: 8192,
        disks: [{ label: "disk0", size: 40 }],
        extraConfig: { "guestinfo.userdata": USER_DATA, "guestinfo.userdata.encoding": "base64" },
        tags: idsOf(vsphereTags),
      }),
  );
  new Vsphere("computeClusterVmAntiAffinityRule", "food-tomcat", {
    name: "food-tomcat",
    computeClusterId,
    virtualMachineIds: idsOf(vms),
  });
}
