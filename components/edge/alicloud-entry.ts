import { EipAddress } from "@pulumi/alicloud/ecs/eipAddress.js";
import { EipAssociation } from "@pulumi/alicloud/ecs/eipAssociation.js";
import { HAVip } from "@pulumi/alicloud/vpc/havip.js";
import { HAVipAttachment } from "@pulumi/alicloud/vpc/havipAttachment.js";
import * as pulumi from "@pulumi/pulumi";
import type { Host } from "../host/host.ts";
import type { AlicloudGround } from "../host/place-host.ts";
import { childOptions } from "../network/child-options.ts";
import type { EdgePairArgs } from "./edge-pair.ts";

interface AlicloudEntryArgs extends Omit<EdgePairArgs, "ground"> {
  readonly ground: AlicloudGround;
  readonly hosts: readonly Host[];
}

/**
 * How traffic gets in on Alibaba Cloud: a public address, bound to a highly available virtual one (HaVip), which belongs
 * to whichever of its hosts announces it. Lives in one zone, as its vSwitch does.
 */
export function createAlicloudEntry(
  parent: pulumi.Resource,
  name: string,
  args: AlicloudEntryArgs,
): {
  readonly virtualAddress: pulumi.Output<string>;
  readonly publicAddress: pulumi.Output<string>;
  readonly publicAddressId: pulumi.Output<string>;
} {
  const { labels, plan, hosts, bandwidthMbps, protect } = args;
  const { service } = plan.hosts[0];
  const tags = labels.tags(service);
  const virtual = new HAVip(
    name,
    {
      haVipName: labels.physicalName(name),
      description: `Entry of ${service}; moves between the hosts of ${name} by VRRP`,
      vswitchId: vswitchOf(args),
      ipAddress: plan.virtualAddress,
      tags,
    },
    childOptions(parent, args),
  );
  const attachments = hosts.map(
    (host) =>
      new HAVipAttachment(
        host.hostName,
        { haVipId: virtual.id, instanceId: host.instanceId, instanceType: "EcsInstance" },
        // A HaVip takes a host once: the old machine leaves before the new one comes.
        { parent, deleteBeforeReplace: true },
      ),
  );
  const eip = new EipAddress(
    name,
    {
      addressName: labels.physicalName(name),
      description: `Entry of ${service}: DNS leads here`,
      bandwidth: pulumi.output(bandwidthMbps).apply(String),
      // Paid by traffic: the bandwidth is a ceiling for the bill of an attack, not something that is rented.
      internetChargeType: "PayByTraffic",
      paymentType: "PayAsYouGo",
      deletionProtection: protect,
      tags,
    },
    childOptions(parent, args),
  );
  const association = new EipAssociation(
    name,
    { allocationId: eip.id, instanceId: virtual.id, instanceType: "HaVip" },
    // Bound when hosts are there to answer.
    { parent, dependsOn: attachments },
  );
  return {
    virtualAddress: virtual.ipAddress,
    publicAddressId: eip.id,
    publicAddress: pulumi.all([eip.ipAddress, association.id]).apply(([address]) => address),
  };
}

function vswitchOf({ plan, ground }: AlicloudEntryArgs): pulumi.Input<string> {
  const { placement } = plan.hosts[0];
  const id = placement.on === "alicloud" ? ground.vswitchIds[placement.subnet] : undefined;
  if (id === undefined) throw new Error(`${plan.name}: no vSwitch for its placement`);
  return id;
}
