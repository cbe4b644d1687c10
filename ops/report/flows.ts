import type { Environment } from "../../components/config/environment.ts";
import type { EnvironmentPlan, HostPlan, MiniProgramPlan } from "../../components/environment/plan-types.ts";
import type { Guest, GuestRole, OpenPort, PortSource } from "../../components/guest/guest.ts";
import { type FirewallRulePlan, planFirewall } from "../../components/network/firewall-plan.ts";
import type { Flow } from "./model.ts";

/** What the whole internet is called in the plan's rules. */
const ANYWHERE = "0.0.0.0/0";

type Guests = ReadonlyMap<string, Guest>;

/**
 * The network openings of each mini-program. On Alibaba Cloud they are the security groups' rules; on vSphere they are what
 * the machines listen on and for whom it is meant, which those that keep data hold others to themselves. Pure.
 */
export function flowsOf(environment: Environment, plan: EnvironmentPlan, guests: Guests): Flow[] {
  const { adminCidrs } = environment.network;
  const hasPods = environment.kubernetes !== undefined;
  const { monitoring } = plan;
  const inVpc = monitoring.filter(({ placement }) => placement.on === "alicloud");
  const onVsphere = monitoring.filter(({ placement }) => placement.on === "vsphere");
  const who = { adminCidrs, hasPods, measured: monitoring.length > 0 };
  return distinct([
    ...plan.miniPrograms.flatMap((program) =>
      program.platform === "alicloud"
        ? firewallFlows(program, guests, who, inVpc)
        : ROLES.flatMap((role) => listenerFlows(program.name, role, hostsOf(program, role), guests, who)),
    ),
    ...listenerFlows("platform", "monitoring", onVsphere, guests, who),
  ]);
}

const ROLES = ["edge", "tomcat", "rabbitmq", "database"] as const;

/** Who asks, beside machines of the mini-program itself. */
interface Askers {
  readonly adminCidrs: readonly string[];
  readonly hasPods: boolean;
  readonly measured: boolean;
}

function firewallFlows(
  program: MiniProgramPlan,
  guests: Guests,
  { adminCidrs, hasPods }: Askers,
  monitoring: readonly HostPlan[],
): Flow[] {
  // Who asks from inside is shown by a word, whatever blocks the program writes for it.
  const { groups, rules } = planFirewall({
    miniPrograms: [program],
    guests,
    adminCidrs,
    balancerCidrs: ["balancer"],
    internalCidrs: ["internal"],
    podCidrs: hasPods ? ["pods"] : [],
    monitoring,
  });
  const roles = new Map(groups.map(({ name, role }) => [name, role]));
  const purposes = new Map(groups.map(({ name, members }) => [name, portNames(members, guests)]));
  const owners = new Map(groups.map(({ name, service }) => [name, service]));
  return rules.map((rule) => ({
    site: owners.get(rule.group) ?? program.name,
    from: sourceOf(rule, roles),
    to: roles.get(rule.group) ?? rule.group,
    protocol: rule.protocol,
    ports: rule.port === undefined ? "" : String(rule.port),
    // A rule without a port is the one that lets the pairs' VRRP through.
    purpose: purposes.get(rule.group)?.get(`${rule.protocol} ${rule.port}`) ?? "vrrp",
  }));
}

function sourceOf({ from }: FirewallRulePlan, roles: ReadonlyMap<string, string>): string {
  if ("group" in from) return roles.get(from.group) ?? from.group;
  return from.cidr === ANYWHERE ? "internet" : from.cidr;
}

function listenerFlows(
  site: Flow["site"],
  role: GuestRole,
  hosts: readonly HostPlan[],
  guests: Guests,
  who: Askers,
): Flow[] {
  return portsOf(
    hosts.map(({ name }) => name),
    guests,
  ).flatMap(({ name, port, protocol, from }) =>
    from.flatMap((source) =>
      sourcesOf(source, who).map((origin) => ({
        site,
        from: origin,
        to: role,
        protocol,
        ports: protocol === "vrrp" ? "" : String(port),
        purpose: name,
      })),
    ),
  );
}

/** Whom a guest's word means, in the same words as the firewall's flows. */
function sourcesOf(source: PortSource, { adminCidrs, hasPods, measured }: Askers): readonly string[] {
  switch (source) {
    case "admin":
      return adminCidrs;
    case "self":
      return [];
    case "monitoring":
      return measured ? [source] : [];
    case "pods":
      return hasPods ? [source] : [];
    default:
      return [source];
  }
}

function portNames(hosts: readonly string[], guests: Guests): ReadonlyMap<string, string> {
  return new Map(portsOf(hosts, guests).map(({ protocol, port, name }) => [`${protocol} ${port}`, name]));
}

function portsOf(hosts: readonly string[], guests: Guests): OpenPort[] {
  return hosts.flatMap((name) => guests.get(name)?.ports ?? []);
}

function hostsOf(
  { edgePairs, tomcats, brokers, database }: MiniProgramPlan,
  role: (typeof ROLES)[number],
): readonly HostPlan[] {
  return {
    edge: edgePairs.flatMap((pair) => pair.hosts),
    tomcat: tomcats,
    rabbitmq: brokers,
    database: database ? [database] : [],
  }[role];
}

/** Hosts of a role open the same ports, and every pair has its own group for VRRP: one line says it. */
function distinct(flows: readonly Flow[]): Flow[] {
  return [...new Map(flows.map((flow) => [Object.values(flow).join(" "), flow])).values()];
}
