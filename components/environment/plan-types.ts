import type { Machine, MiniProgramName, Platform } from "../config/environment.ts";
import type { GuestRole } from "../guest/guest.ts";
import type { Service } from "../naming/tags.ts";

/** A subnet of the VPC: one per zone and tier, and one for the way out. */
export interface SubnetPlan {
  /** Stable logical name, e.g. `edge-cn-hangzhou-k`; `egress` for the NAT gateway's. */
  readonly name: string;
  readonly zone: string;
  /**
   * `egress` holds the NAT gateway alone, `balancer` the managed balancers and `stores` the managed databases, caches and
   * registries: they take free addresses as they like, and hosts' are planned. `nodes` and `pods` are the Kubernetes
   * cluster's.
   */
  readonly tier: "edge" | "app" | "balancer" | "stores" | "egress" | "nodes" | "pods";
  readonly cidr: string;
}

/** One machine, before it exists: name, place, address, size. */
export interface HostPlan {
  /** Logical name and host name, e.g. `artist-tomcat-1`. */
  readonly name: string;
  /** Whom it serves. */
  readonly service: Service;
  readonly role: GuestRole;
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
  /** RabbitMQ's nodes in the order of their numbers; none where messages are kept elsewhere or not at all. */
  readonly brokers: readonly HostPlan[];
  /** The machine of its database; absent where a managed service keeps its data, or where it keeps none. */
  readonly database?: HostPlan;
}

/** Everything about an environment that can be computed before a resource exists. */
export interface EnvironmentPlan {
  readonly subnets: readonly SubnetPlan[];
  readonly miniPrograms: readonly MiniProgramPlan[];
  /** Machines that measure all others; none where nobody does. */
  readonly monitoring: readonly HostPlan[];
}
