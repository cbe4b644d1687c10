import type { Environment } from "../config/environment.ts";
import type { PortSource } from "../guest/guest.ts";
import type { HostPlan, MiniProgramPlan } from "./plan-types.ts";

export interface SegmentSourcesRequest {
  readonly miniProgram: MiniProgramPlan;
  readonly environment: Environment;
  /** Machines that measure, wherever they stand: by a line where that is the VPC. */
  readonly monitoring?: readonly HostPlan[];
  /** Subnets of the cluster's pods in the VPC; none where no line leads from there. */
  readonly podCidrs?: readonly string[];
}

/** Whom a guest's word for a source means on the vSphere segment, for the machines' own firewalls. */
export function sourcesOnSegment({
  miniProgram,
  environment,
  monitoring = [],
  podCidrs = [],
}: SegmentSourcesRequest) {
  const { edgePairs, tomcats, brokers } = miniProgram;
  const blocks: Readonly<Record<PortSource, readonly string[]>> = {
    edge: edgePairs.flatMap(({ hosts }) => hosts.map(({ address }) => address)),
    tomcat: tomcats.map(({ address }) => address),
    rabbitmq: brokers.map(({ address }) => address),
    admin: environment.network.adminCidrs,
    pods: podCidrs,
    monitoring: monitoring.map(({ address }) => address),
    // Behind this firewall nobody serves the internet or a balancer.
    internet: [],
    balancer: [],
    internal: [],
    self: [],
  };
  return (source: PortSource): readonly string[] => blocks[source];
}
