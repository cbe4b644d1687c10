import type { Environment } from "../config/environment.ts";
import type { PortSource } from "../guest/guest.ts";
import type { MiniProgramPlan } from "./plan-types.ts";

export interface SegmentSourcesRequest {
  readonly miniProgram: MiniProgramPlan;
  readonly environment: Environment;
  /** Subnets of the cluster's pods in the VPC; none where no line leads from there. */
  readonly podCidrs?: readonly string[];
}

/** Whom a guest's word for a source means on the vSphere segment, for the machines' own firewalls. */
export function sourcesOnSegment({ miniProgram, environment, podCidrs = [] }: SegmentSourcesRequest) {
  const { edgePairs, tomcats, brokers } = miniProgram;
  const blocks: Readonly<Record<PortSource, readonly string[]>> = {
    edge: edgePairs.flatMap(({ hosts }) => hosts.map(({ address }) => address)),
    tomcat: tomcats.map(({ address }) => address),
    rabbitmq: brokers.map(({ address }) => address),
    admin: environment.network.adminCidrs,
    pods: podCidrs,
    // Nothing scrapes yet, as in the VPC; and behind this firewall nobody serves the internet or a balancer.
    monitoring: [],
    internet: [],
    balancer: [],
    internal: [],
    self: [],
  };
  return (source: PortSource): readonly string[] => blocks[source];
}
