import type * as pulumi from "@pulumi/pulumi";
import type { Environment, MiniProgramSettings, Secrets, Tier } from "../config/environment.ts";
import type { Guest } from "../guest/guest.ts";
import type { SecretValues } from "../host/secret-values.ts";
import { createSnapshotPolicy } from "../host/snapshot-policy.ts";
import { type Labels, labelsOf } from "../naming/labels.ts";
import { AlicloudNetwork } from "../network/alicloud-network.ts";
import { planFirewall } from "../network/firewall-plan.ts";
import { VsphereSite } from "../network/vsphere-site.ts";
import { guestsOf } from "./guests.ts";
import { MiniProgram, type Site } from "./mini-program.ts";
import { planEnvironment } from "./plan.ts";
import type { EnvironmentPlan, MiniProgramPlan } from "./plan-types.ts";
import { createProviders, type Providers } from "./providers.ts";

/** An environment as resources. */
export interface CreatedEnvironment {
  readonly miniPrograms: readonly {
    readonly settings: MiniProgramSettings;
    readonly plan: MiniProgramPlan;
    readonly resource: MiniProgram;
  }[];
  /** Present when something runs on Alibaba Cloud. */
  readonly network?: AlicloudNetwork;
}

/**
 * Minutes until a clone must have reported its address. It boots in one or two, and the provider's own default is 5.
 * dev doesn't wait: it also runs on a simulated vCenter, where nothing boots, and a try ends sooner.
 */
const GUEST_TIMEOUT_MINUTES = { dev: 0, prod: 5 } as const satisfies Record<Tier, number>;

/** Everything that the steps below share. */
interface Context {
  readonly environment: Environment;
  readonly plan: EnvironmentPlan;
  readonly guests: ReadonlyMap<string, Guest>;
  readonly labels: Labels;
  readonly providers: Providers;
  /** Production's addresses and edges are kept from a slip of the hand. */
  readonly protect: boolean;
}

/** Plans an environment and makes its resources. */
export function createEnvironment(environment: Environment, secrets: Secrets): CreatedEnvironment {
  const plan = planEnvironment(environment);
  const context: Context = {
    environment,
    plan,
    guests: guestsOf(environment, plan),
    labels: labelsOf(environment),
    providers: createProviders(environment, secrets),
    protect: environment.tier === "prod",
  };
  const alicloud = createAlicloudSite(context);
  const vsphere = createVsphereSite(context);
  const miniPrograms = environment.miniPrograms.map((settings) => {
    const planned = plan.miniPrograms.find(({ name }) => name === settings.name);
    const site = settings.platform === "alicloud" ? alicloud : vsphere;
    if (!planned || !site)
      throw new Error(`nowhere to run ${settings.name}: a defect of config/rules or plan.ts`);
    return {
      settings,
      plan: planned,
      resource: createMiniProgram(settings, planned, site, secrets, context),
    };
  });
  return { miniPrograms, ...(alicloud ? { network: alicloud.network } : {}) };
}

function createAlicloudSite(context: Context): Extract<Site, { readonly on: "alicloud" }> | undefined {
  const { environment, plan, guests, labels, protect } = context;
  const provider = context.providers.alicloud;
  if (!provider) return undefined;
  const { cidr, adminCidrs, natBandwidthMbps } = environment.network;
  const firewall = planFirewall({
    miniPrograms: plan.miniPrograms.filter(({ platform }) => platform === "alicloud"),
    guests,
    adminCidrs,
  });
  return {
    on: "alicloud",
    region: environment.region,
    settings: environment.alicloud,
    firewall,
    network: new AlicloudNetwork(
      "network",
      { labels, cidr, subnets: plan.subnets, firewall, natBandwidthMbps, protect },
      { provider },
    ),
    snapshotPolicyId: createSnapshotPolicy("daily-snapshots", labels, environment.retention.backupsDays, {
      provider,
    }).id,
  };
}

function createVsphereSite(context: Context): Extract<Site, { readonly on: "vsphere" }> | undefined {
  const { environment, plan, labels } = context;
  const provider = context.providers.vsphere;
  const settings = environment.vsphere;
  if (!provider || !settings) return undefined;
  const tagSets = plan.miniPrograms
    .filter(({ platform }) => platform === "vsphere")
    .flatMap(({ name }) => [labels.tags(name, "edge"), labels.tags(name, "tomcat")]);
  return {
    on: "vsphere",
    site: new VsphereSite("site", { labels, settings, tagSets }, { provider }),
    guestTimeoutMinutes: GUEST_TIMEOUT_MINUTES[environment.tier],
  };
}

function createMiniProgram(
  settings: MiniProgramSettings,
  plan: MiniProgramPlan,
  site: Site,
  secrets: Secrets,
  { environment, guests, labels, providers, protect }: Context,
): MiniProgram {
  const provider = settings.platform === "alicloud" ? providers.alicloud : providers.vsphere;
  return new MiniProgram(
    settings.name,
    {
      labels,
      settings,
      plan,
      site,
      guests,
      secrets: secretsFor(settings, secrets),
      edgeBandwidthMbps: environment.network.edgeBandwidthMbps,
      protect,
    },
    provider ? { provider } : ({} satisfies pulumi.ComponentResourceOptions),
  );
}

function secretsFor({ name }: MiniProgramSettings, { vrrpPassword, sessionKey, tls }: Secrets): SecretValues {
  const { certificate, privateKey } = tls[name];
  return { vrrpPassword, sessionKey, tlsCertificate: certificate, tlsPrivateKey: privateKey };
}
