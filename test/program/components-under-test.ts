import { Provider as AlicloudProvider } from "@pulumi/alicloud/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { Provider as VsphereProvider } from "@pulumi/vsphere/provider.js";
import type { Platform } from "../../components/config/environment.ts";
import { MariadbDatabase } from "../../components/data/mariadb-database.ts";
import { EdgePair } from "../../components/edge/edge-pair.ts";
import { guestsOf } from "../../components/environment/guests.ts";
import { MiniProgram, type Site } from "../../components/environment/mini-program.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import type { HostPlan, MiniProgramPlan } from "../../components/environment/plan-types.ts";
import { secretsOf } from "../../components/guest/secret.ts";
import { EcsHost } from "../../components/host/ecs-host.ts";
import { HostRole } from "../../components/host/host-role.ts";
import type { Ground, VsphereGround } from "../../components/host/place-host.ts";
import type { SecretValues } from "../../components/host/secret-values.ts";
import { ServiceSecrets } from "../../components/host/service-secrets.ts";
import { VsphereHost } from "../../components/host/vsphere-host.ts";
import { labelsOf } from "../../components/naming/labels.ts";
import { AlicloudNetwork } from "../../components/network/alicloud-network.ts";
import { planFirewall } from "../../components/network/firewall-plan.ts";
import { VsphereSite } from "../../components/network/vsphere-site.ts";
import { MonitoringServers } from "../../components/observability/monitoring-servers.ts";
import { RabbitmqCluster } from "../../components/rabbitmq/rabbitmq-cluster.ts";
import { TomcatCluster } from "../../components/tomcat/tomcat-cluster.ts";
import { environmentOf } from "./recorded.ts";
import { APPS } from "./under-test/apps.ts";
import { type ComponentUnderTest, must } from "./under-test/component.ts";
import { STORES } from "./under-test/stores.ts";
import { WAYS_IN } from "./under-test/ways-in.ts";

const environment = environmentOf("dev");
const plan = planEnvironment(environment);
const guests = guestsOf(environment, plan);
const labels = labelsOf(environment);
/** Of every name that a guest of dev asks for. */
const secrets: SecretValues = Object.fromEntries(
  [...guests.values()].flatMap(secretsOf).map((name) => [name, pulumi.secret(`value of ${name}`)]),
);
const tags = labels.tags("artist", "tomcat");
const firewall = planFirewall({
  miniPrograms: plan.miniPrograms.filter(({ platform }) => platform === "alicloud"),
  guests,
  adminCidrs: environment.network.adminCidrs,
});

const planOf = (name: "artist" | "food"): MiniProgramPlan =>
  must(plan.miniPrograms.find((one) => one.name === name));
const vsphere = must(environment.vsphere);

function network(opts: pulumi.ComponentResourceOptions): AlicloudNetwork {
  const { cidr, natBandwidthMbps } = environment.network;
  return new AlicloudNetwork(
    "under-test",
    { labels, cidr, subnets: plan.subnets, firewall, natBandwidthMbps, protect: false },
    opts,
  );
}

function site(opts: pulumi.ComponentResourceOptions): VsphereSite {
  const tagSets = [
    labels.tags("food", "edge"),
    labels.tags("food", "tomcat"),
    labels.tags("food", "rabbitmq"),
    labels.tags("food", "database"),
    labels.tags("platform", "monitoring"),
  ];
  return new VsphereSite(
    "under-test",
    { labels, settings: vsphere, tagSets, services: ["food", "platform"] },
    opts,
  );
}

/** Surroundings with a provider of their own, so that the component under test is the only one with the test's. */
const around = {
  network: () => network({ provider: new AlicloudProvider("around", { region: "cn-hangzhou" }) }),
  site: () =>
    site({
      provider: new VsphereProvider("around", {
        vsphereServer: vsphere.server,
        user: "user",
        password: "password",
      }),
    }),
};

function alicloudGround(): Ground {
  return {
    on: "alicloud",
    region: environment.region,
    settings: environment.alicloud,
    vswitchIds: Object.fromEntries(plan.subnets.map(({ name }) => [name, `${name}-id`])),
    securityGroupIds: () => ["group-id"],
    roleName: "role",
  };
}

function vsphereGround(): VsphereGround {
  return { on: "vsphere", site: around.site(), secrets, guestTimeoutMinutes: 0 };
}

const PLATFORMS: readonly {
  readonly platform: Platform;
  readonly name: "artist" | "food";
  readonly ground: () => Ground;
  readonly site: () => Site;
}[] = [
  {
    platform: "alicloud",
    name: "artist",
    ground: alicloudGround,
    site: () => ({
      on: "alicloud",
      region: environment.region,
      settings: environment.alicloud,
      network: around.network(),
      firewall,
      snapshotPolicyId: "policy-id",
    }),
  },
  {
    platform: "vsphere",
    name: "food",
    ground: vsphereGround,
    site: () => ({ on: "vsphere", site: around.site(), guestTimeoutMinutes: 0 }),
  },
];

/** Every component of this project, those that run anywhere once for each platform. */
export const COMPONENTS: readonly ComponentUnderTest[] = [
  ...STORES,
  ...WAYS_IN,
  ...APPS,
  { type: "hougu:network:AlicloudNetwork", platform: "alicloud", make: network },
  { type: "hougu:network:VsphereSite", platform: "vsphere", make: site },
  {
    type: "hougu:host:ServiceSecrets",
    platform: "alicloud",
    make: (opts) => new ServiceSecrets("under-test", { labels, service: "artist", secrets }, opts),
  },
  {
    type: "hougu:host:HostRole",
    platform: "alicloud",
    make: (opts) =>
      new HostRole(
        "under-test",
        { roleName: "role", region: "cn-hangzhou", parameters: ["one"], tags },
        opts,
      ),
  },
  {
    type: "hougu:host:EcsHost",
    platform: "alicloud",
    make: (opts) =>
      new EcsHost(
        "under-test",
        {
          instanceName: "name",
          instanceType: "ecs.u1-c1m2.large",
          imageId: "image",
          diskCategory: "cloud_essd",
          diskGiB: 20,
          zone: "zone",
          vswitchId: "vswitch",
          address: "10.0.0.1",
          securityGroupIds: ["group"],
          roleName: "role",
          deploymentSetId: "set",
          userData: "#cloud-config\n",
          snapshotPolicyId: "policy",
          tags,
        },
        opts,
      ),
  },
  {
    type: "hougu:host:VsphereHost",
    platform: "vsphere",
    make: (opts) =>
      new VsphereHost(
        "under-test",
        {
          vmName: "name",
          inventory: around.site().inventory,
          resourcePoolId: "pool",
          folder: "folder",
          cpus: 2,
          memoryGiB: 2,
          diskGiB: 20,
          address: "192.168.50.9",
          guestinfo: { "guestinfo.userdata": "I2Nsb3VkLWNvbmZpZwo=" },
          secrets: pulumi.secret("e30="),
          secretDigest: "digest",
          guestTimeoutMinutes: 0,
          tagIds: ["tag"],
        },
        opts,
      ),
  },
  {
    type: "hougu:data:MariadbDatabase",
    platform: "vsphere",
    make: (opts) =>
      new MariadbDatabase(
        "under-test",
        {
          labels,
          node: must(planOf("food").database),
          settings: must(environment.data?.mysql?.mariadb),
          ground: vsphereGround(),
          guests,
          protect: false,
        },
        opts,
      ),
  },
  ...PLATFORMS.flatMap(({ platform, name, ground, site }): ComponentUnderTest[] => [
    {
      type: "hougu:edge:EdgePair",
      platform,
      make: (opts) =>
        new EdgePair(
          "under-test",
          {
            labels,
            plan: must(planOf(name).edgePairs[0]),
            ground: ground(),
            guests,
            entry: "pair",
            bandwidthMbps: 5,
            protect: false,
          },
          opts,
        ),
    },
    {
      type: "hougu:tomcat:TomcatCluster",
      platform,
      make: (opts) =>
        new TomcatCluster(
          "under-test",
          { labels, nodes: planOf(name).tomcats as readonly HostPlan[], ground: ground(), guests },
          opts,
        ),
    },
    {
      type: "hougu:rabbitmq:RabbitmqCluster",
      platform,
      make: (opts) =>
        new RabbitmqCluster(
          "under-test",
          { labels, nodes: planOf(name).brokers, ground: ground(), guests },
          opts,
        ),
    },
    {
      type: "hougu:observability:MonitoringServers",
      platform,
      make: (opts) =>
        new MonitoringServers(
          "under-test",
          {
            labels,
            nodes: plan.monitoring.map((host) =>
              platform === "vsphere" ? { ...host, placement: { on: platform } } : host,
            ),
            ground: ground(),
            guests,
          },
          opts,
        ),
    },
    {
      type: "hougu:environment:MiniProgram",
      platform,
      make: (opts) =>
        new MiniProgram(
          "under-test",
          {
            labels,
            settings: must(environment.miniPrograms.find((one) => one.name === name)),
            plan: planOf(name),
            site: site(),
            guests,
            database: environment.data?.mysql?.mariadb,
            secrets,
            edgeBandwidthMbps: 5,
            protect: false,
          },
          opts,
        ),
    },
  ]),
];
