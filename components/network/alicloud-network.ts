import type { SecurityGroup } from "@pulumi/alicloud/ecs/securityGroup.js";
import type { Switch } from "@pulumi/alicloud/vpc/switch.js";
import * as pulumi from "@pulumi/pulumi";
import type { SubnetPlan } from "../environment/plan-types.ts";
import type { Labels } from "../naming/labels.ts";
import { createEgress } from "./egress.ts";
import type { FirewallPlan } from "./firewall-plan.ts";
import { createFirewall } from "./security-groups.ts";
import { createSubnets, createVpc } from "./vpc.ts";

/** What an {@link AlicloudNetwork} is made of. */
export interface AlicloudNetworkArgs {
  readonly labels: Labels;
  /** IPv4 block of the VPC in CIDR notation. */
  readonly cidr: pulumi.Input<string>;
  readonly subnets: readonly SubnetPlan[];
  readonly firewall: FirewallPlan;
  /** Peak bandwidth of the way out in Mbit/s, 1 to 200. */
  readonly natBandwidthMbps: pulumi.Input<number>;
  /** Refuse deletion of what holds an address: VPC, vSwitches, NAT gateway, EIP. */
  readonly protect: boolean;
}

/**
 * A VPC with its subnets, one way out to the internet with a fixed address, and a firewall that lets in what the
 * guests listen on and nothing else.
 */
export class AlicloudNetwork extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  /** vSwitch ids by the names of the plan's subnets. */
  readonly vswitchIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** Security group ids by the names of the plan's groups. */
  readonly securityGroupIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** Public address from which every host reaches the internet: for partners' allow-lists. */
  readonly outboundAddress: pulumi.Output<string>;

  constructor(name: string, args: AlicloudNetworkArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:network:AlicloudNetwork", name, {}, opts);

    const vpc = createVpc(this, name, args);
    const vswitches = createSubnets(this, name, vpc, args);
    const egress = createEgress(this, name, vpc, vswitches, args);
    const groups = createFirewall(this, name, vpc, args);

    this.vpcId = vpc.id;
    this.vswitchIds = idsOf(vswitches);
    this.securityGroupIds = idsOf(groups);
    this.outboundAddress = egress.ipAddress;
    this.registerOutputs({
      vpcId: this.vpcId,
      vswitchIds: this.vswitchIds,
      securityGroupIds: this.securityGroupIds,
      outboundAddress: this.outboundAddress,
    });
  }
}

function idsOf(
  resources: ReadonlyMap<string, Switch | SecurityGroup>,
): Record<string, pulumi.Output<string>> {
  return Object.fromEntries([...resources].map(([name, { id }]) => [name, id]));
}
