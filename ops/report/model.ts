import type { MiniProgramName, Platform } from "../../components/config/environment.ts";
import type { GuestRole } from "../../components/guest/guest.ts";
import type { Counts, PolicyFinding } from "../progress/update-state.ts";
import type { OperationKind } from "../progress/words.ts";
import type { Card, Cluster, DockerHost, Grounds, Way } from "./service-model.ts";

/** Everything that the report shows, as plain data without secrets. Made by `modelOf`, drawn by the files beside. */
export interface ReportModel {
  readonly stack: string;
  readonly tier: string;
  readonly region: string;
  readonly sandbox: boolean;
  /** ISO 8601. */
  readonly generatedAt: string;
  readonly lastRun?: LastRun;
  readonly sites: readonly Site[];
  /** Absent where the environment has none. */
  readonly cluster?: Cluster;
  readonly dockerHosts: readonly DockerHost[];
  readonly grounds: Grounds;
  readonly flows: readonly Flow[];
  readonly groups: readonly ResourceGroup[];
  /** All resources that the cloud holds for this stack. */
  readonly resourceCount: number;
}

/** The last operation that changed the stack, as this machine ran it. */
export interface LastRun {
  readonly kind: OperationKind;
  /** ISO 8601. */
  readonly at: string;
  readonly durationMs: number;
  readonly succeeded: boolean;
  readonly counts: Counts;
  readonly policies: readonly PolicyFinding[];
  readonly failures: readonly { readonly name: string; readonly message: string }[];
}

/** One mini-program where it runs. */
export interface Site {
  readonly name: MiniProgramName;
  readonly displayName: string;
  readonly domain: string;
  readonly platform: Platform;
  /** Names the place: `cn-hangzhou`, or the vCenter path. */
  readonly place: string;
  readonly ways: readonly Way[];
  readonly zones: readonly Zone[];
  /** What it keeps: databases, caches, buckets, and with what they are locked. */
  readonly stores: readonly Card[];
  /** What machines use to reach the internet. */
  readonly egress?: { readonly name: string; readonly address?: string };
}

export interface Zone {
  /** Zone id, or the port group on vSphere. */
  readonly name: string;
  /** Absent where a zone holds machines without a way in. */
  readonly entry?: Entry;
  readonly edges: readonly Machine[];
  readonly tomcats: readonly Machine[];
  readonly brokers: readonly Machine[];
  /** Machines with a database of their own; a managed one is a card among the stores. */
  readonly databases: readonly Machine[];
}

/** Where a zone's traffic comes in. */
export type Entry = PairEntry | BalancedEntry;

/** The address that a pair's hosts share: behind a public one on Alibaba Cloud. */
export interface PairEntry {
  readonly kind: "pair";
  readonly publicAddress?: string;
  readonly virtualAddress: string;
  readonly virtualRouterId: number;
}

/** The balancers' own addresses in the zone. */
export interface BalancedEntry {
  readonly kind: "balanced";
  readonly balancers: readonly { readonly kind: "alb" | "nlb"; readonly address?: string }[];
}

export function machinesOf({ zones }: Site): Machine[] {
  return zones.flatMap(({ edges, tomcats, brokers, databases }) => [
    ...edges,
    ...tomcats,
    ...brokers,
    ...databases,
  ]);
}

export interface Machine {
  readonly name: string;
  readonly role: GuestRole;
  readonly address: string;
  readonly cpus: number;
  readonly memoryGiB: number;
  readonly diskGiB: number;
  /** The cloud's word for the size, e.g. `ecs.u1-c1m2.large`. */
  readonly instanceType?: string;
  /** The cloud's id; absent while the machine doesn't exist. */
  readonly id?: string;
  /** Where health is asked for: `8080/health`. */
  readonly health: readonly string[];
}

/** An opening in a firewall. */
export interface Flow {
  readonly site: MiniProgramName | "platform";
  readonly from: string;
  readonly to: string;
  /** `tcp`, `udp`, `vrrp`, `all`. */
  readonly protocol: string;
  /** `443` or `30000-32767`; empty for protocols without ports. */
  readonly ports: string;
  readonly purpose: string;
}

export interface ResourceGroup {
  /** Logical name of the component, or the stack's for what has none. */
  readonly name: string;
  readonly type: string;
  readonly resources: readonly { readonly name: string; readonly type: string; readonly id: string }[];
}
