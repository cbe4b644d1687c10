import { ApplicationLoadBalancer } from "@pulumi/alicloud/slb/applicationLoadBalancer.js";
import { Listener } from "@pulumi/alicloud/slb/listener.js";
import { ServerGroup } from "@pulumi/alicloud/slb/serverGroup.js";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { twoZones } from "./two-zones.ts";

/** A classic balancer inside a network. @param changed after some changes in place */
async function slb(changed: boolean): Promise<void> {
  const { opts, zones } = twoZones("slb", 64);
  const [first, second] = zones;
  if (!first || !second) throw new Error("the test is wrong");
  const tags = { owner: changed ? "platform" : "edge" };
  const balancer = new ApplicationLoadBalancer(
    "slb",
    {
      loadBalancerName: changed ? "inner-renamed" : "inner",
      addressType: "intranet",
      vswitchId: second.vswitchId,
      address: "10.64.1.100",
      masterZoneId: second.zoneId,
      slaveZoneId: first.zoneId,
      loadBalancerSpec: changed ? "slb.s2.small" : "slb.s1.small",
      paymentType: "PayAsYouGo",
      deleteProtection: "off",
      tags,
    },
    opts,
  );
  const group = new ServerGroup(
    "slb",
    { loadBalancerId: balancer.id, name: changed ? "later" : "first", tags },
    opts,
  );
  new Listener(
    "slb",
    {
      loadBalancerId: balancer.id,
      description: "https",
      protocol: "tcp",
      frontendPort: 443,
      serverGroupId: group.id,
      bandwidth: -1,
      scheduler: changed ? "rr" : "wrr",
      healthCheckType: "tcp",
      healthCheckConnectPort: 8443,
      healthCheckInterval: changed ? 4 : 2,
      healthyThreshold: 3,
      unhealthyThreshold: 3,
      establishedTimeout: 900,
    },
    opts,
  );
}

export const slbProgram: PulumiFn = () => slb(false);
export const slbChanged: PulumiFn = () => slb(true);
