import type * as pulumi from "@pulumi/pulumi";
import type { Environment, MiniProgramSettings, Secrets, Tier } from "../config/environment.ts";
import type { Guest } from "../guest/guest.ts";
import type { SecretValues } from "../host/secret-values.ts";
import { createSnapshotPolicy } from "../host/snapshot-policy.ts";
import { HEALTH_CHECK_CIDR } from "../loadbalancing/internal-balancer.ts";
import { type Labels, labelsOf } from "../naming/labels.ts";
import { AlicloudNetwork } from "../network/alicloud-network.ts";
import { planFirewall } from "../network/firewall-plan.ts";
import { VsphereSite } from "../network/vsphere-site.ts";
import { createData, type StoreAccess } from "./data.ts";
import { balancerCidrs } from "./edge-guest.ts";
import { guestsOf } from "./guests.ts";
import { createImages } from "./images.ts";
import { createKubernetes } from "./kubernetes.ts";
import { createMessaging } from "./messaging.ts";
import { MiniProgram, type Site } from "./mini-program.ts";
import { createMonitoring } from "./monitoring.ts";
import { planEnvironment } from "./plan.ts";
import type { EnvironmentPlan, MiniProgramPlan } from "./plan-types.ts";
import { createProviders, type Providers } from "./providers.ts";
import { createWaysIn, type WayIn } from "./ways-in.ts";

/** An environment as resources. */
export interface CreatedEnvironment {
  readonly miniPrograms: readonly {
    readonly settings: MiniProgramSettings;
    readonly plan: MiniProgramPlan;
    readonly resource: MiniProgram;
  }[];
  /** How clients reach each mini-program, by its name. */
  readonly waysIn: ReadonlyMap<string, WayIn>;
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
  const data = createData({
    environment,
    plan,
    labels: context.labels,
    secrets,
    network: alicloud?.network,
    provider: context.providers.alicloud,
    protect: context.protect,
  });
  const messaging = createMessaging({
    environment,
    plan,
    labels: context.labels,
    secrets,
    network: alicloud?.network,
    provider: context.providers.alicloud,
    protect: context.protect,
  });
  createKubernetes({
    environment,
    plan,
    labels: context.labels,
    network: alicloud?.network,
    provider: context.providers.alicloud,
    storesOf: (name) => data.of(name),
    brokerOf: (name) => messaging.accessOf(name),
    brokersReady: messaging.ready,
    secrets,
    protect: context.protect,
  });
  createImages({
    environment,
    plan,
    labels: context.labels,
    network: alicloud?.network,
    provider: context.providers.alicloud,
    protect: context.protect,
    brokerOf: (name) => messaging.accessOf(name),
    secrets,
  });
  const miniPrograms = environment.miniPrograms.map((settings) => {
    const planned = plan.miniPrograms.find(({ name }) => name === settings.name);
    const site = settings.platform === "alicloud" ? alicloud : vsphere;
    if (!planned || !site)
      throw new Error(`nowhere to run ${settings.name}: a defect of config/rules or plan.ts`);
    return {
      settings,
      plan: planned,
      resource: createMiniProgram(
        settings,
        planned,
        site,
        secrets,
        withSecrets(data.of(settings.name), messaging.secretsOf(settings.name)),
        context,
      ),
    };
  });
  createMonitoring({ ...context, secrets, alicloud, vsphere });
  const waysIn = createWaysIn({
    environment,
    labels: context.labels,
    secrets,
    network: alicloud?.network,
    subnets: context.plan.subnets,
    provider: context.providers.alicloud,
    protect: context.protect,
    miniPrograms,
  });
  return { miniPrograms, waysIn, ...(alicloud ? { network: alicloud.network } : {}) };
}

function createAlicloudSite(context: Context): Extract<Site, { readonly on: "alicloud" }> | undefined {
  const { environment, plan, guests, labels, protect } = context;
  const provider = context.providers.alicloud;
  // Records alone need a provider, but no network.
  if (!provider || plan.subnets.length === 0) return undefined;
  const { cidr, adminCidrs, natBandwidthMbps } = environment.network;
  const firewall = planFirewall({
    miniPrograms: plan.miniPrograms.filter(({ platform }) => platform === "alicloud"),
    monitoring: plan.monitoring.filter(({ placement }) => placement.on === "alicloud"),
    guests,
    adminCidrs,
    balancerCidrs: balancerCidrs(plan),
    podCidrs: plan.subnets.filter(({ tier }) => tier === "pods").map((subnet) => subnet.cidr),
    // The Tomcats' subnets and the classic balancer's own checks.
    internalCidrs: [
      ...plan.subnets.filter(({ tier }) => tier === "app").map((subnet) => subnet.cidr),
      HEALTH_CHECK_CIDR,
    ],
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
  const here = plan.miniPrograms.filter(({ platform }) => platform === "vsphere");
  const measures = plan.monitoring.some(({ placement }) => placement.on === "vsphere");
  const services = [...here.map(({ name }) => name), ...(measures ? (["platform"] as const) : [])];
  const ofPrograms = here.flatMap(({ name, brokers, database }) => [
    labels.tags(name, "edge"),
    labels.tags(name, "tomcat"),
    ...(brokers.length > 0 ? [labels.tags(name, "rabbitmq")] : []),
    ...(database ? [labels.tags(name, "database")] : []),
  ]);
  const tagSets = [...ofPrograms, ...(measures ? [labels.tags("platform", "monitoring")] : [])];
  return {
    on: "vsphere",
    site: new VsphereSite("site", { labels, settings, tagSets, services }, { provider }),
    guestTimeoutMinutes: GUEST_TIMEOUT_MINUTES[environment.tier],
  };
}

function createMiniProgram(
  settings: MiniProgramSettings,
  plan: MiniProgramPlan,
  site: Site,
  secrets: Secrets,
  stores: StoreAccess,
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
      database: environment.data?.mysql?.mariadb,
      secrets: { ...secretsFor(settings, secrets), ...stores.secrets },
      storePolicies: stores.policies,
      edgeBandwidthMbps: environment.network.edgeBandwidthMbps,
      protect,
    },
    provider ? { provider } : ({} satisfies pulumi.ComponentResourceOptions),
  );
}

/** What a mini-program's hosts may know beside its stores' secrets. */
function withSecrets(stores: StoreAccess, secrets: SecretValues): StoreAccess {
  return { ...stores, secrets: { ...stores.secrets, ...secrets } };
}

function secretsFor({ name }: MiniProgramSettings, { vrrpPassword, sessionKey, tls }: Secrets): SecretValues {
  const { certificate, privateKey } = tls[name];
  return { vrrpPassword, sessionKey, tlsCertificate: certificate, tlsPrivateKey: privateKey };
}
