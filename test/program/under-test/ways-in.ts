import * as pulumi from "@pulumi/pulumi";
import { AntiDdos } from "../../../components/dns/anti-ddos.ts";
import { DomainRecords } from "../../../components/dns/domain-records.ts";
import { PrivateZone } from "../../../components/dns/private-zone.ts";
import { BalancedEntry } from "../../../components/environment/balanced-entry.ts";
import { MiniProgram } from "../../../components/environment/mini-program.ts";
import { AccessLogs } from "../../../components/loadbalancing/access-logs.ts";
import { ApplicationBalancer } from "../../../components/loadbalancing/application-balancer.ts";
import { InternalBalancer } from "../../../components/loadbalancing/internal-balancer.ts";
import { WebSocketBalancer } from "../../../components/loadbalancing/web-socket-balancer.ts";
import { BalancerProtection } from "../../../components/protection/balancer-protection.ts";
import { rulesOf } from "../../../components/protection/mini-program-rules.ts";
import { WebApplicationFirewall } from "../../../components/protection/web-application-firewall.ts";
import { secrets } from "../recorded.ts";
import {
  type ComponentUnderTest,
  prodLabels as labels,
  must,
  networkAround,
  prod,
  prodPlan,
} from "./component.ts";

const settings = must(prod.miniPrograms.find(({ name }) => name === "artist"));
const plan = must(prodPlan.miniPrograms.find(({ name }) => name === "artist"));
const { entry } = settings;
if (entry.kind !== "balanced") throw new Error("prod's artist is behind balancers");
const zones = prod.zones.map((zone) => ({ zone, vswitchId: `${zone}-id` }));
const edges = [{ name: "artist-edge-1", address: "10.10.0.5" }];
const balancer = { labels, miniProgram: "artist", vpcId: "vpc", zones, edges, bandwidthMbps: 5 } as const;
const tls = {
  certificate: pulumi.secret("certificate"),
  privateKey: pulumi.secret("private key"),
};
const protect = false;

/** What stands between clients and edges. */
export const WAYS_IN: readonly ComponentUnderTest[] = [
  {
    type: "hougu:dns:PrivateZone",
    platform: "alicloud",
    make: (opts) =>
      new PrivateZone(
        "under-test",
        {
          labels,
          domain: "messaging.hougu.internal",
          region: prod.region,
          vpcId: "vpc",
          hosts: [{ name: "artist-rabbitmq-1", address: "10.10.1.144" }],
          remark: "Brokers",
        },
        opts,
      ),
  },
  {
    type: "hougu:loadbalancing:ApplicationBalancer",
    platform: "alicloud",
    make: (opts) =>
      new ApplicationBalancer(
        "under-test",
        {
          ...balancer,
          zones: zones.map((place, index) => ({ ...place, address: `10.10.${index}.16` })),
          domain: settings.domain,
          tls,
          filtered: true,
          accessLogs: { project: "project", store: "store" },
          protect,
        },
        opts,
      ),
  },
  {
    type: "hougu:loadbalancing:WebSocketBalancer",
    platform: "alicloud",
    make: (opts) => new WebSocketBalancer("under-test", { ...balancer, protect }, opts),
  },
  {
    type: "hougu:loadbalancing:InternalBalancer",
    platform: "alicloud",
    make: (opts) =>
      new InternalBalancer(
        "under-test",
        {
          labels,
          service: "artist",
          vswitchId: "vswitch",
          zones: { primary: "cn-hangzhou-k", standby: "cn-hangzhou-j" },
          ports: [{ name: "https", port: 443 }],
          backends: [{ name: "artist-edge-1", instanceId: "instance" }],
          protect,
        },
        opts,
      ),
  },
  {
    type: "hougu:loadbalancing:AccessLogs",
    platform: "alicloud",
    make: (opts) =>
      new AccessLogs("under-test", { labels, ownName: settings.domain, retentionDays: 180, protect }, opts),
  },
  {
    type: "hougu:protection:WebApplicationFirewall",
    platform: "alicloud",
    make: (opts) =>
      new WebApplicationFirewall(
        "under-test",
        { labels, logs: { accountId: "1234567890123456", retentionDays: 180 }, protect },
        opts,
      ),
  },
  {
    type: "hougu:protection:BalancerProtection",
    platform: "alicloud",
    make: (opts) =>
      new BalancerProtection(
        "under-test",
        { labels, instanceId: "waf", balancerId: "alb", rules: rulesOf(settings) },
        opts,
      ),
  },
  {
    type: "hougu:dns:DomainRecords",
    platform: "alicloud",
    make: (opts) =>
      new DomainRecords(
        "under-test",
        {
          settings: must(settings.dns),
          hosts: [
            {
              name: "api",
              host: settings.domain,
              target: { kind: "alias", name: "under-test.alb.aliyuncsslb.com" },
            },
          ],
          remark: "under test",
        },
        opts,
      ),
  },
  {
    type: "hougu:dns:AntiDdos",
    platform: "alicloud",
    make: (opts) =>
      new AntiDdos(
        "under-test",
        {
          settings: must(settings.antiDdos),
          addresses: [{ name: "artist-api-cn-hangzhou-k", id: "eip", address: "203.0.113.5" }],
          hosts: [],
          tls,
        },
        opts,
      ),
  },
  {
    type: "hougu:environment:BalancedEntry",
    platform: "alicloud",
    make: (opts) =>
      new BalancedEntry(
        "under-test",
        {
          environment: prod,
          labels,
          secrets: secrets(),
          network: networkAround(),
          subnets: prodPlan.subnets,
          protect,
          settings,
          plan,
          // Its machines are tested with it elsewhere.
          resource: Object.assign(Object.create(MiniProgram.prototype) as MiniProgram, { edgePairs: [] }),
          entry: must(entry.kind === "balanced" ? entry : undefined),
        },
        opts,
      ),
  },
];
