import type { Cloud, Session } from "../cloud/cloud.ts";
import { ACK_FUNCTIONS } from "./alicloud/ack.ts";
import { ALICLOUD_MAPPINGS } from "./alicloud/mappings.ts";
import { DOCKER_MAPPINGS } from "./docker/mappings.ts";
import { KubernetesResources } from "./kubernetes/resources.ts";
import { clusterOf } from "./kubernetes/session.ts";
import type { FunctionMapping, Mapping } from "./mapping.ts";
import type { ResourceWork } from "./resource-work.ts";
import { Resources } from "./resources.ts";
import { VSPHERE_FUNCTIONS } from "./vsphere/functions.ts";
import { VSPHERE_MAPPINGS } from "./vsphere/mappings.ts";
import type { Values } from "./wire.ts";

/** One of the providers that the sandbox stands in for. */
export interface Provider {
  readonly name: ProviderName;
  readonly resources: ResourceWork;
  readonly functions: ReadonlyMap<string, FunctionMapping>;
  /** What a stack's provider resource must say, and a word about it when it is missing. */
  readonly requiredConfig: Readonly<Record<string, string>>;
  /** Where calls go, by the provider's configuration. */
  readonly sessionOf: (config: Values) => Session;
}

/** The work of providers on servers that stand in the sandbox's place, where somebody chose one. */
export type OnRealServers = Partial<Readonly<Record<"kubernetes", ResourceWork>>>;

interface ProviderDescription {
  readonly mappings: readonly Mapping[];
  readonly functions: readonly FunctionMapping[];
  readonly requiredConfig: Readonly<Record<string, string>>;
  readonly sessionOf: (config: Values) => Session;
  /** How it works on its resources, where mappings and facts can't say it. */
  readonly resourcesOn?: (cloud: Cloud, real: OnRealServers) => ResourceWork;
}

const PROVIDERS = {
  alicloud: {
    mappings: ALICLOUD_MAPPINGS,
    functions: ACK_FUNCTIONS,
    requiredConfig: {
      region: "the region where Alibaba Cloud operations take place, e.g. cn-hangzhou",
    },
    sessionOf: ({ region }) => ({ region: String(region) }),
  },
  vsphere: {
    mappings: VSPHERE_MAPPINGS,
    functions: VSPHERE_FUNCTIONS,
    requiredConfig: {
      user: "the user name for vSphere API operations",
      password: "the user password for vSphere API operations",
      vsphereServer: "the vSphere server name for vSphere API operations",
    },
    // A vCenter knows no regions: it is one, and sees nothing of another.
    sessionOf: ({ vsphereServer }) => ({ region: String(vsphereServer) }),
  },
  docker: {
    mappings: DOCKER_MAPPINGS,
    functions: [],
    requiredConfig: {},
    // Each daemon has its own containers and networks; without a host it is the one beside the operator.
    sessionOf: ({ host }) => ({
      region: typeof host === "string" && host !== "" ? host : "unix:///var/run/docker.sock",
    }),
  },
  kubernetes: {
    mappings: [],
    functions: [],
    requiredConfig: {},
    sessionOf: clusterOf,
    resourcesOn: (cloud, real) => real.kubernetes ?? new KubernetesResources(cloud),
  },
} as const satisfies Record<string, ProviderDescription>;

export type ProviderName = keyof typeof PROVIDERS;
export const PROVIDER_NAMES = Object.keys(PROVIDERS) as readonly ProviderName[];

/** A provider on a cloud. */
export function providerOn(cloud: Cloud, name: ProviderName, real: OnRealServers = {}): Provider {
  const { mappings, functions, requiredConfig, sessionOf, resourcesOn }: ProviderDescription =
    PROVIDERS[name];
  return {
    name,
    resources: resourcesOn?.(cloud, real) ?? new Resources(cloud, mappings),
    functions: new Map(functions.map((one) => [one.token, one])),
    requiredConfig,
    sessionOf,
  };
}
