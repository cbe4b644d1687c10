import { EipAddress } from "@pulumi/alicloud/ecs/eipAddress.js";
import { EipAssociation } from "@pulumi/alicloud/ecs/eipAssociation.js";
import { Instance } from "@pulumi/alicloud/ecs/instance.js";
import { SecurityGroup } from "@pulumi/alicloud/ecs/securityGroup.js";
import { Provider } from "@pulumi/alicloud/provider.js";
import { ForwardEntry } from "@pulumi/alicloud/vpc/forwardEntry.js";
import { HAVip } from "@pulumi/alicloud/vpc/havip.js";
import { HAVipAttachment } from "@pulumi/alicloud/vpc/havipAttachment.js";
import { NatGateway } from "@pulumi/alicloud/vpc/natGateway.js";
import { Network } from "@pulumi/alicloud/vpc/network.js";
import { SnatEntry } from "@pulumi/alicloud/vpc/snatEntry.js";
import { Switch } from "@pulumi/alicloud/vpc/switch.js";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";

const ZONE = "cn-hangzhou-k";
const TAGS = { owner: "platform", service: "artist" };

/** What of a network a step of its life changes. */
export interface VpcStep {
  readonly natGatewayName?: string;
  readonly bandwidth?: string;
  readonly havipName?: string;
  readonly snatEntryName?: string;
  readonly externalPort?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A network with its way out, its way in, and an address that moves between machines. */
export const vpcProgram: PulumiFn = () => vpcStep({});

export async function vpcStep({
  natGatewayName = "nat",
  bandwidth = "20",
  havipName = "artist-edge",
  snatEntryName = "app",
  externalPort = "8443",
  tags = TAGS,
}: VpcStep): Promise<void> {
  const opts = {
    provider: new Provider("alicloud", { region: "cn-hangzhou", protocol: "HTTP" } as never),
  };
  const vpc = new Network("main", { vpcName: "hougu-dev", cidrBlock: "10.20.0.0/16", tags }, opts);
  const vswitch = (name: string, cidrBlock: string) =>
    new Switch(name, { vswitchName: name, vpcId: vpc.id, cidrBlock, zoneId: ZONE, tags }, opts);
  const edge = vswitch("edge", "10.20.0.0/24");
  const app = vswitch("app", "10.20.1.0/24");
  const egress = vswitch("egress", "10.20.2.0/24");
  const nat = new NatGateway(
    "nat",
    {
      natGatewayName,
      vpcId: vpc.id,
      vswitchId: egress.id,
      natType: "Enhanced",
      networkType: "internet",
      paymentType: "PayAsYouGo",
      internetChargeType: "PayByLcu",
      deletionProtection: false,
      tags,
    },
    opts,
  );
  const address = (name: string) =>
    new EipAddress(
      name,
      {
        addressName: name,
        bandwidth,
        internetChargeType: "PayByTraffic",
        paymentType: "PayAsYouGo",
        deletionProtection: false,
        tags,
      },
      opts,
    );
  const out = address("nat");
  const association = new EipAssociation(
    "nat",
    { allocationId: out.id, instanceId: nat.id, instanceType: "Nat" },
    opts,
  );
  new SnatEntry(
    "app",
    { snatEntryName, snatTableId: nat.snatTableIds, sourceVswitchId: app.id, snatIp: out.ipAddress },
    { ...opts, dependsOn: [association] },
  );
  const group = new SecurityGroup("edge", { securityGroupName: "edge", vpcId: vpc.id }, opts);
  const instance = new Instance(
    "artist-edge-1",
    {
      availabilityZone: ZONE,
      vswitchId: edge.id,
      securityGroups: [group.id],
      instanceType: "ecs.u1-c1m2.large",
      imageId: "debian_12_6_x64_20G_alibase_20240711.vhd",
      instanceName: "artist-edge-1",
      privateIp: "10.20.0.11",
      systemDiskCategory: "cloud_essd",
      systemDiskSize: 40,
    },
    opts,
  );
  const entry = address("entry");
  const entryAssociation = new EipAssociation(
    "entry",
    { allocationId: entry.id, instanceId: nat.id, instanceType: "Nat" },
    opts,
  );
  new ForwardEntry(
    "entry",
    {
      forwardEntryName: "entry",
      forwardTableId: nat.forwardTableIds,
      externalIp: entry.ipAddress,
      externalPort,
      internalIp: instance.privateIp,
      internalPort: "443",
      ipProtocol: "tcp",
    },
    { ...opts, dependsOn: [entryAssociation] },
  );
  const havip = new HAVip(
    "edge",
    { havipName, description: "the pair's", vswitchId: edge.id, ipAddress: "10.20.0.100" },
    opts,
  );
  const attachment = new HAVipAttachment("edge", { haVipId: havip.id, instanceId: instance.id }, opts);
  const edgeEip = address("edge");
  new EipAssociation(
    "edge",
    { allocationId: edgeEip.id, instanceId: havip.id, instanceType: "HaVip" },
    { ...opts, dependsOn: [attachment] },
  );
}
