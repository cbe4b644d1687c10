import type * as pulumi from "@pulumi/pulumi";
import type { DataSettings } from "./data.ts";
import type {
  AntiDdosSettings,
  DnsSettings,
  EntrySettings,
  ProtectionSettings,
  WafSettings,
} from "./entry.ts";
import type { ImageSettings } from "./images.ts";
import type { KubernetesSettings } from "./kubernetes.ts";
import type { MessagingSettings } from "./messaging.ts";
import type { ObservabilitySettings } from "./observability.ts";

/** The mini-programs that this program runs: `artist` is 后古艺术家 (photography), `food` is 美食之家. */
export const MINI_PROGRAMS = ["artist", "food"] as const;
export type MiniProgramName = (typeof MINI_PROGRAMS)[number];

/** How strict an environment is: policies, protection and redundancy depend on it. */
export const TIERS = ["dev", "prod"] as const;
export type Tier = (typeof TIERS)[number];

export const PLATFORMS = ["alicloud", "vsphere"] as const;
export type Platform = (typeof PLATFORMS)[number];

/** The size of a machine, the same words on every platform. */
export interface Machine {
  /** Virtual CPUs. */
  readonly cpus: number;
  /** Memory in GiB. */
  readonly memoryGiB: number;
  /** System disk in GiB. */
  readonly diskGiB: number;
}

export interface NetworkSettings {
  /** IPv4 block of the VPC in CIDR notation, private (RFC 1918), /16 to /20. */
  readonly cidr: string;
  /** Blocks from which administrators reach SSH; private or a company's own, never 0.0.0.0/0. */
  readonly adminCidrs: readonly string[];
  /**
   * Blocks beyond the VPC to which a dedicated line or a VPN leads, with routes both ways. The network team keeps it; here it
   * says where pods may go.
   */
  readonly lineCidrs?: readonly string[] | undefined;
  /** Peak bandwidth of the NAT gateway's EIP in Mbit/s. */
  readonly natBandwidthMbps: number;
  /** Peak bandwidth of each edge EIP in Mbit/s. */
  readonly edgeBandwidthMbps: number;
}

/** Facts of Alibaba Cloud that hosts share. */
export interface AlicloudSettings {
  /** Image of every ECS instance: Debian 12 with cloud-init, by id, so that no day changes it. */
  readonly imageId: string;
  /** ECS instance families that may be used, most wanted first, e.g. `ecs.u1`, `ecs.g7`. */
  readonly instanceFamilies: readonly string[];
  /** Category of system disks. */
  readonly diskCategory: "cloud_essd" | "cloud_auto" | "cloud_essd_entry";
}

/** What an environment may take of its cluster when others want it too. */
export interface VspherePoolSettings {
  /** Weight against other pools where CPU or memory is short. */
  readonly shares: "low" | "normal" | "high";
  /** Ceiling in MHz of all its machines together; absent, there is none. */
  readonly cpuLimitMhz?: number | undefined;
  /** Ceiling of memory in GiB of all its machines together; absent, there is none. */
  readonly memoryLimitGiB?: number | undefined;
}

/** Where VMs live in vCenter. Names, as vCenter's inventory shows them. */
export interface VsphereSettings {
  /** Host name or address of vCenter, with an optional port. */
  readonly server: string;
  /** User that provisions, e.g. `hougu@vsphere.local`; the password is the secret `hougu:vspherePassword`. */
  readonly user: string;
  /** Accept vCenter's self-signed certificate. Only for tests and closed networks. */
  readonly allowUnverifiedTls: boolean;
  readonly datacenter: string;
  readonly cluster: string;
  /** Resource pool path, e.g. `DC0_C0/Resources`. */
  readonly resourcePool: string;
  /** Datastore of the VMs' disks; either this or a cluster of them. */
  readonly datastore?: string | undefined;
  /** Datastore cluster: Storage DRS chooses a datastore for each VM, and keeps those of one cluster apart. */
  readonly datastoreCluster?: string | undefined;
  /** A resource pool of the environment's own, below {@link resourcePool}; absent, machines stand in that one. */
  readonly pool?: VspherePoolSettings | undefined;
  /** Name of a snapshot of every machine that keeps data, while somebody works on them by hand; absent, there is none. */
  readonly snapshot?: string | undefined;
  /** Port group of the VMs. */
  readonly portGroup: string;
  /** Template with Debian 12, cloud-init and open-vm-tools. */
  readonly template: string;
  /** Folder below the datacenter's `vm` folder; made by this program. */
  readonly folder: string;
  /** The segment behind the port group. */
  readonly segment: {
    /** IPv4 block of the segment in CIDR notation. */
    readonly cidr: string;
    readonly gateway: string;
    readonly nameservers: readonly string[];
    /** First address that this environment may give away; it takes a run of addresses from there. */
    readonly firstAddress: string;
  };
}

export interface EdgeSettings {
  readonly machine: Machine;
  /** Requests per second and client address before Nginx answers 429. */
  readonly requestsPerSecond: number;
  /** Requests above the rate that are served at once before 429 begins. */
  readonly burst: number;
  /** Largest request body in MiB (photographers upload pictures). */
  readonly maxBodyMiB: number;
  /** VRRP virtual router id, 1 to 255, unique on its segment. */
  readonly virtualRouterId: number;
}

export interface TomcatSettings {
  readonly machine: Machine;
  /** Number of nodes; 2 or more for session replication, 2 or more per zone spread in prod. */
  readonly count: number;
  /** Minutes until an idle session ends. */
  readonly sessionTimeoutMinutes: number;
}

export interface SloSettings {
  /** Share of good requests in percent, e.g. 99.9; below 100. */
  readonly availabilityPercent: number;
  /** 99th percentile of the answer time in milliseconds. */
  readonly latencyP99Ms: number;
}

export interface MiniProgramSettings {
  readonly name: MiniProgramName;
  /** What users see, e.g. 后古艺术家. */
  readonly displayName: string;
  readonly platform: Platform;
  /** Public host name of the API, e.g. `api.artist.example.com`. */
  readonly domain: string;
  readonly edge: EdgeSettings;
  readonly tomcat: TomcatSettings;
  readonly slo: SloSettings;
  readonly entry: EntrySettings;
  readonly protection: ProtectionSettings;
  /** Absent where somebody else keeps the records. */
  readonly dns?: DnsSettings | undefined;
  /** Absent where the account's automatic thresholds are enough. */
  readonly antiDdos?: AntiDdosSettings | undefined;
}

export interface Contact {
  readonly name: string;
  readonly email: string;
  /** `owner` answers for money and data; `oncall` is paged. */
  readonly role: "owner" | "oncall";
}

/** The parsed, complete and consistent configuration of one environment. No secrets: see {@link Secrets}. */
export interface Environment {
  readonly tier: Tier;
  readonly region: string;
  /** Zones of the region, most wanted first; one in dev, two or more in prod. */
  readonly zones: readonly string[];
  readonly network: NetworkSettings;
  readonly alicloud: AlicloudSettings;
  /** Present when a mini-program's platform is `vsphere`. */
  readonly vsphere?: VsphereSettings;
  readonly miniPrograms: readonly MiniProgramSettings[];
  /** Tags that every resource bears beside service and environment. */
  readonly tags: { readonly owner: string; readonly costCentre: string };
  readonly budget: {
    /** Monthly ceiling in CNY. */
    readonly monthlyCny: number;
    /** Shares of the ceiling, in percent, at which somebody is told; ascending. */
    readonly alertPercent: readonly number[];
  };
  readonly retention: {
    readonly logsDays: number;
    readonly metricsDays: number;
    readonly backupsDays: number;
  };
  readonly contacts: readonly Contact[];
  /** What the mini-programs keep; absent where an environment keeps nothing. */
  readonly data?: DataSettings;
  /** Images of the apps; absent where an environment has none of its own. */
  readonly images?: ImageSettings;
  /** The web application firewall of balanced entries; absent where ModSecurity protects them all. */
  readonly waf?: WafSettings;
  /** The managed cluster; absent where an environment has none. */
  readonly kubernetes?: KubernetesSettings;
  /** Who keeps the mini-programs' messages; absent where an environment has none. */
  readonly messaging?: MessagingSettings;
  /** What tells how it does; absent where nothing is set up. */
  readonly observability?: ObservabilitySettings;
}

/** A certificate chain and its key, both PEM. */
export interface TlsPair {
  readonly certificate: pulumi.Output<string>;
  readonly privateKey: pulumi.Output<string>;
}

/** Every secret of an environment, as secret outputs. */
export interface Secrets {
  /** VRRP authentication, exactly 8 characters (keepalived uses no more). */
  readonly vrrpPassword: pulumi.Output<string>;
  /** Key of Tomcat's session replication: 32 hexadecimal digits (AES-128). */
  readonly sessionKey: pulumi.Output<string>;
  /** TLS of each mini-program's domain. */
  readonly tls: Readonly<Record<MiniProgramName, TlsPair>>;
  /** Present when the environment has vSphere settings. */
  readonly vspherePassword?: pulumi.Output<string>;
  /** Present when the environment has a data tier: from it come the passwords of databases and caches. */
  readonly dataKey?: pulumi.Output<string>;
  /** Present when the environment has messaging: from it come the passwords of the brokers' users. */
  readonly messagingKey?: pulumi.Output<string>;
  /** Present when traces are collected: Alibaba Cloud's trace service knows the account by it. */
  readonly traceToken?: pulumi.Output<string>;
  /** Present when a robot or a webhook is told of alerts: see alert-addresses.ts. */
  readonly alertAddresses?: pulumi.Output<string>;
  /** Present when alerts go by mail. */
  readonly mailPassword?: pulumi.Output<string>;
  /** Present when samples go to another Prometheus too. */
  readonly remoteWritePassword?: pulumi.Output<string>;
  /** Present when people look at pages. */
  readonly grafanaPassword?: pulumi.Output<string>;
  /** What RabbitMQ's nodes know each other by; present when the environment has clusters of them. */
  readonly brokers?: {
    readonly erlangCookie: pulumi.Output<string>;
    /** Certificate of the authority that has signed the brokers', PEM. */
    readonly authority: pulumi.Output<string>;
  } & TlsPair;
}
