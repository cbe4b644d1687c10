import type { Environment } from "../config/environment.ts";
import { monitoringSegmentAddress } from "../config/segment-addresses.ts";
import type { HostPlan, SubnetPlan } from "./plan-types.ts";
import { monitoringAddress } from "./vpc-addresses.ts";

/**
 * The machines that measure an environment: in the VPC where there is one, each in a zone of its own as far as there are
 * zones, since most of what they measure is there; on vSphere otherwise. Pure.
 */
export function planMonitoring(
  { observability, zones, vsphere }: Environment,
  subnets: readonly SubnetPlan[],
): HostPlan[] {
  const metrics = observability?.metrics;
  if (!metrics) return [];
  return Array.from({ length: metrics.servers }, (_, index): HostPlan => {
    const number = index + 1;
    const host = {
      name: `monitoring-${number}`,
      service: "platform",
      role: "monitoring",
      machine: metrics.machine,
    } as const;
    const zone = zones[index % zones.length];
    const subnet = subnets.find((candidate) => candidate.tier === "app" && candidate.zone === zone);
    if (subnet) {
      return {
        ...host,
        address: monitoringAddress(subnet.cidr, number),
        placement: { on: "alicloud", zone: subnet.zone, subnet: subnet.name },
      };
    }
    if (!vsphere) throw new Error("nowhere to measure from: a defect of config/rules");
    return {
      ...host,
      address: monitoringSegmentAddress(vsphere.segment.firstAddress, number),
      placement: { on: "vsphere" },
    };
  });
}
