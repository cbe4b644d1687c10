import { Listener } from "@pulumi/alicloud/nlb/listener.js";
import { LoadBalancer } from "@pulumi/alicloud/nlb/loadBalancer.js";
import { ServerGroup } from "@pulumi/alicloud/nlb/serverGroup.js";
import { ServerGroupServerAttachment } from "@pulumi/alicloud/nlb/serverGroupServerAttachment.js";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { twoZones } from "./two-zones.ts";

/** A balancer at layer 4 with servers by address. @param changed after some changes in place */
async function nlb(changed: boolean): Promise<void> {
  const { opts, vpcId, zones } = twoZones("nlb", 62);
  const tags = { owner: changed ? "platform" : "edge" };
  const balancer = new LoadBalancer(
    "nlb",
    {
      loadBalancerName: changed ? "ws-renamed" : "ws",
      loadBalancerType: "Network",
      addressType: "Internet",
      addressIpVersion: "Ipv4",
      vpcId,
      zoneMappings: [...zones],
      crossZoneEnabled: !changed,
      deletionProtectionEnabled: false,
      tags,
    },
    opts,
  );
  const group = new ServerGroup(
    "nlb",
    {
      serverGroupName: "ws",
      serverGroupType: "Ip",
      vpcId,
      protocol: "TCP",
      scheduler: changed ? "Rr" : "Wlc",
      preserveClientIpEnabled: false,
      healthCheck: {
        healthCheckEnabled: true,
        healthCheckType: "TCP",
        healthCheckConnectPort: 8443,
        healthCheckConnectTimeout: changed ? 4 : 3,
        healthCheckInterval: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 2,
      },
      connectionDrainEnabled: true,
      connectionDrainTimeout: 60,
      tags,
    },
    opts,
  );
  for (const host of ["10.62.0.10", "10.62.1.10"]) {
    new ServerGroupServerAttachment(
      `nlb-${host}`,
      {
        serverGroupId: group.id,
        serverType: "Ip",
        serverId: host,
        serverIp: host,
        port: 8443,
        weight: changed ? 50 : 100,
        description: host,
      },
      opts,
    );
  }
  new Listener(
    "nlb",
    {
      loadBalancerId: balancer.id,
      listenerProtocol: "TCP",
      listenerPort: 443,
      listenerDescription: "ws",
      serverGroupId: group.id,
      idleTimeout: changed ? 600 : 900,
      proxyProtocolEnabled: true,
      tags,
    },
    opts,
  );
}

export const nlbProgram: PulumiFn = () => nlb(false);
export const nlbChanged: PulumiFn = () => nlb(true);
