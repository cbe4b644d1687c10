import { hasBalancers } from "../config/balancers.ts";
import type { Environment, MiniProgramSettings } from "../config/environment.ts";
import { hasManagedStores } from "../config/managed-stores.ts";
import { segmentAddresses } from "../config/segment-addresses.ts";
import { planClusterSubnets } from "../kubernetes/cluster/plan-cluster-subnets.ts";
import { checkSegment } from "./check-segment.ts";
import { planBrokers } from "./plan-brokers.ts";
import { planMonitoring } from "./plan-monitoring.ts";
import type { EdgePairPlan, EnvironmentPlan, HostPlan, MiniProgramPlan, SubnetPlan } from "./plan-types.ts";
import { type ManagedSubnets, planSubnets } from "./subnets.ts";
import { edgeAddresses, tomcatAddress } from "./vpc-addresses.ts";

/**
 * Everything about an environment that follows from its configuration alone: subnets, hosts, addresses, places. Pure.
 * Laws, held by test/program/plan.test.ts: addresses are unique, inside their subnet and none that the cloud keeps;
 * every zone is served; a zone, a Tomcat or a platform that is added moves nothing that was there.
 *
 * @throws ConfigError when the VPC can't hold the zones, or the vSphere segment the hosts.
 */
export function planEnvironment(environment: Environment): EnvironmentPlan {
  const onAlicloud = environment.miniPrograms.some(({ platform }) => platform === "alicloud");
  const balancers = hasBalancers(
    environment.miniPrograms.map(({ entry }) => entry),
    environment.kubernetes,
  );
  const managed = { balancers, stores: hasManagedStores(environment) };
  const subnets = onAlicloud ? planVpc(environment, managed) : [];
  const miniPrograms = environment.miniPrograms.map((settings) =>
    settings.platform === "alicloud"
      ? planInVpc(settings, environment, subnets)
      : planOnSegment(settings, environment),
  );
  const monitoring = planMonitoring(environment, subnets);
  checkSegment(environment, miniPrograms, monitoring);
  return { subnets, miniPrograms, monitoring };
}

function planVpc({ network, zones, kubernetes }: Environment, managed: ManagedSubnets): SubnetPlan[] {
  const cluster = kubernetes ? planClusterSubnets(network.cidr, zones) : [];
  return [...planSubnets(network.cidr, zones, managed), ...cluster];
}

function planInVpc(
  settings: MiniProgramSettings,
  environment: Environment,
  subnets: readonly SubnetPlan[],
): MiniProgramPlan {
  const { name, platform } = settings;
  const { zones } = environment;
  const placed = (tier: "edge" | "app", zone: string) => {
    const subnet = subnets.find((candidate) => candidate.tier === tier && candidate.zone === zone);
    if (!subnet) throw new Error(`no ${tier} subnet in ${zone}: a defect of subnets.ts`);
    return { subnet, placement: { on: "alicloud", zone, subnet: subnet.name } } as const;
  };
  const edgePairs = zones.map((zone) => {
    const { subnet, placement } = placed("edge", zone);
    return edgePair(`${name}-edge-${zone}`, settings, edgeAddresses(subnet.cidr, name), placement);
  });
  const tomcats = numbers(settings.tomcat.count).map((number) => {
    // Round-robin: the loss of a zone takes its share of the nodes and no more.
    const { subnet, placement } = placed("app", inTurn(zones, number));
    return tomcat(settings, number, tomcatAddress(subnet.cidr, name, number), placement);
  });
  return { name, platform, edgePairs, tomcats, brokers: planBrokers(settings, environment, subnets) };
}

function planOnSegment(settings: MiniProgramSettings, environment: Environment): MiniProgramPlan {
  const { vsphere } = environment;
  if (!vsphere)
    throw new Error(`${settings.name} runs on vSphere without settings: a defect of config/rules`);
  const { name, platform } = settings;
  const mariadb = environment.data?.mysql?.mariadb;
  const addresses = segmentAddresses(vsphere.segment.firstAddress, name);
  const placement = { on: "vsphere" } as const;
  return {
    name,
    platform,
    edgePairs: [edgePair(`${name}-edge`, settings, addresses, placement)],
    tomcats: numbers(settings.tomcat.count).map((number) =>
      tomcat(settings, number, addresses.tomcat(number), placement),
    ),
    brokers: planBrokers(settings, environment, []),
    ...(mariadb
      ? {
          database: {
            name: `${name}-database`,
            service: name,
            role: "database",
            machine: mariadb.machine,
            address: addresses.database,
            placement,
          },
        }
      : {}),
  };
}

function edgePair(
  name: string,
  { name: miniProgram, edge }: MiniProgramSettings,
  addresses: { readonly virtual: string; readonly hosts: readonly [string, string] },
  placement: HostPlan["placement"],
): EdgePairPlan {
  const host = (number: 1 | 2): HostPlan => ({
    name: `${name}-${number}`,
    service: miniProgram,
    role: "edge",
    machine: edge.machine,
    address: addresses.hosts[number - 1] as string,
    placement,
  });
  return {
    name,
    virtualAddress: addresses.virtual,
    virtualRouterId: edge.virtualRouterId,
    hosts: [host(1), host(2)],
  };
}

function tomcat(
  { name, tomcat: { machine } }: MiniProgramSettings,
  number: number,
  address: string,
  placement: HostPlan["placement"],
): HostPlan {
  return { name: `${name}-tomcat-${number}`, service: name, role: "tomcat", machine, address, placement };
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function inTurn(zones: readonly string[], number: number): string {
  const zone = zones[(number - 1) % zones.length];
  if (zone === undefined) throw new Error("an environment without zones: a defect of config/rules");
  return zone;
}
