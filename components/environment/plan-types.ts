import type { Machine, MiniProgramName, Platform } from "../config/environment.ts";

/** A subnet of the VPC: one per zone and tier, and one for the way out. */
export interface SubnetPlan {
  /** Stable logical name, e.g. `edge-cn-hangzhou-k`; `egress` for the NAT gateway's. */
  readonly name: string;
  readonly zone: string;
  /** `egress` holds the NAT gateway alone: it takes free addresses as it likes, and hosts' are planned. */
  readonly tier: "edge" | "app" | "egress";
  readonly cidr: string;
}

/** One machine, before it exists: name, place, address, size. */
export interface HostPlan {
  /** Logical name and host name, e.g. `artist-tomcat-1`. */
  readonly name: string;
  readonly miniProgram: MiniProgramName;
  readonly role: "edge" | "tomcat";
  readonly machine: Machine;
  /** Private IPv4 address. */
  readonly address: string;
  readonly placement:
    | { readonly on: "alicloud"; readonly zone: string; readonly subnet: string }
    | { readonly on: "vsphere" };
}

/** Two edge hosts that share a virtual address by VRRP; the first has the higher priority. */
export interface EdgePairPlan {
  /** e.g. `artist-edge-cn-hangzhou-k`, or `food-edge` on vSphere. */
  readonly name: string;
  readonly virtualAddress: string;
  readonly virtualRouterId: number;
  readonly hosts: readonly [HostPlan, HostPlan];
}

export interface MiniProgramPlan {
  readonly name: MiniProgramName;
  readonly platform: Platform;
  /** One pair per zone on Alibaba Cloud (a HaVip lives in one zone), one pair on vSphere. */
  readonly edgePairs: readonly EdgePairPlan[];
  readonly tomcats: readonly HostPlan[];
}

/** Everything about an environment that can be computed before a resource exists. */
export interface EnvironmentPlan {
  readonly subnets: readonly SubnetPlan[];
  readonly miniPrograms: readonly MiniProgramPlan[];
}
