import type { Cloud, Session } from "../cloud/cloud.ts";
import { ALICLOUD_MAPPINGS } from "./alicloud/mappings.ts";
import type { FunctionMapping, Mapping } from "./mapping.ts";
import { Resources } from "./resources.ts";
import { VSPHERE_FUNCTIONS } from "./vsphere/functions.ts";
import { VSPHERE_MAPPINGS } from "./vsphere/mappings.ts";
import type { Values } from "./wire.ts";

/** One of the providers that the sandbox stands in for. */
export interface Provider {
  readonly name: ProviderName;
  readonly resources: Resources;
  readonly functions: ReadonlyMap<string, FunctionMapping>;
  /** What a stack's provider resource must say, and a word about it when it is missing. */
  readonly requiredConfig: Readonly<Record<string, string>>;
  /** Where calls go, by the provider's configuration. */
  readonly sessionOf: (config: Values) => Session;
}

interface ProviderDescription {
  readonly mappings: readonly Mapping[];
  readonly functions: readonly FunctionMapping[];
  readonly requiredConfig: Readonly<Record<string, string>>;
  readonly sessionOf: (config: Values) => Session;
}

const PROVIDERS = {
  alicloud: {
    mappings: ALICLOUD_MAPPINGS,
    functions: [],
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
    // A vCenter knows no regions.
    sessionOf: ({ vsphereServer }) => ({ region: String(vsphereServer) }),
  },
} as const satisfies Record<string, ProviderDescription>;

export type ProviderName = keyof typeof PROVIDERS;
export const PROVIDER_NAMES = Object.keys(PROVIDERS) as readonly ProviderName[];

/** A provider on a cloud. */
export function providerOn(cloud: Cloud, name: ProviderName): Provider {
  const { mappings, functions, requiredConfig, sessionOf }: ProviderDescription = PROVIDERS[name];
  return {
    name,
    resources: new Resources(cloud, mappings),
    functions: new Map(functions.map((one) => [one.token, one])),
    requiredConfig,
    sessionOf,
  };
}
