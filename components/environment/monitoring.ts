import type * as pulumi from "@pulumi/pulumi";
import type { Environment, Secrets } from "../config/environment.ts";
import type { Guest, SecretName } from "../guest/guest.ts";
import { secretsOf } from "../guest/secret.ts";
import { HostRole } from "../host/host-role.ts";
import type { Ground } from "../host/place-host.ts";
import type { SecretValues } from "../host/secret-values.ts";
import { ServiceSecrets } from "../host/service-secrets.ts";
import type { Labels } from "../naming/labels.ts";
import { MonitoringServers } from "../observability/monitoring-servers.ts";
import { groundIn, readableBy } from "./grounds.ts";
import type { Site } from "./mini-program.ts";
import type { EnvironmentPlan } from "./plan-types.ts";

/** What an environment's monitoring is made of. */
export interface MonitoringRequest {
  readonly environment: Environment;
  readonly plan: EnvironmentPlan;
  readonly guests: ReadonlyMap<string, Guest>;
  readonly labels: Labels;
  readonly secrets: Secrets;
  readonly alicloud: Extract<Site, { readonly on: "alicloud" }> | undefined;
  readonly vsphere: Extract<Site, { readonly on: "vsphere" }> | undefined;
  readonly providers: {
    readonly alicloud?: pulumi.ProviderResource | undefined;
    readonly vsphere?: pulumi.ProviderResource | undefined;
  };
}

/** Makes the machines that measure an environment; none where its configuration wants none. */
export function createMonitoring(request: MonitoringRequest): MonitoringServers | undefined {
  const { plan, guests, labels, providers } = request;
  const [first] = plan.monitoring;
  if (!first) return undefined;
  const inVpc = first.placement.on === "alicloud";
  const provider = inVpc ? providers.alicloud : providers.vsphere;
  const opts = provider ? { provider } : {};
  const { ground, ready } = inVpc ? inTheVpc(request, opts) : onVsphere(request);
  return new MonitoringServers(
    "monitoring",
    { labels, nodes: plan.monitoring, ground, guests },
    { ...opts, dependsOn: ready },
  );
}

interface Standing {
  readonly ground: Ground;
  /** What must be there before the first machine boots. */
  readonly ready: pulumi.Resource[];
}

function inTheVpc(request: MonitoringRequest, opts: pulumi.ComponentResourceOptions): Standing {
  const { alicloud: site, plan, labels } = request;
  if (!site) throw new Error("monitoring in a VPC that isn't there: a defect of plan-monitoring.ts");
  const secrets = secretValues(request);
  const parameters = new ServiceSecrets("platform-secrets", { labels, service: "platform", secrets }, opts);
  const identity = new HostRole(
    "platform-monitoring",
    {
      roleName: labels.physicalName("platform-monitoring"),
      region: site.region,
      parameters: readableBy(plan.monitoring, "platform", request),
      tags: labels.tags("platform"),
    },
    opts,
  );
  return {
    ground: { ...groundIn(site, identity), snapshotPolicyId: site.snapshotPolicyId },
    ready: [site.network, parameters, identity],
  };
}

function onVsphere(request: MonitoringRequest): Standing {
  const { vsphere: site } = request;
  if (!site) throw new Error("monitoring on vSphere without a site: a defect of plan-monitoring.ts");
  return { ground: { ...site, secrets: secretValues(request) }, ready: [] };
}

/** What these machines need to know, and nothing else. */
function secretValues({ secrets, plan, guests }: MonitoringRequest): SecretValues {
  const needed = new Set(
    plan.monitoring.flatMap(({ name }) => {
      const guest = guests.get(name);
      return guest ? secretsOf(guest) : [];
    }),
  );
  const { alertAddresses, mailPassword, remoteWritePassword, grafanaPassword } = secrets;
  const known = { alertAddresses, mailPassword, remoteWritePassword, grafanaPassword };
  return Object.fromEntries(
    Object.entries(known).filter(([name, value]) => value !== undefined && needed.has(name as SecretName)),
  );
}
