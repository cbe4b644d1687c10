import type { Environment } from "../../components/config/environment.ts";
import type { EnvironmentPlan, MiniProgramPlan } from "../../components/environment/plan-types.ts";
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
  return plan.miniPrograms.flatMap((program) =>
    distinct(
      program.platform === "alicloud"
        ? firewallFlows(program, guests, adminCidrs, hasPods)
        : listenerFlows(program, guests, adminCidrs).filter(({ from }) => hasPods || from !== "pods"),
    ),
  );
}

function firewallFlows(
  program: MiniProgramPlan,
  guests: Guests,
  adminCidrs: readonly string[],
  hasPods: boolean,
): Flow[] {
  // Who asks from inside is shown by a word, whatever blocks the program writes for it.
  const { groups, rules } = planFirewall({
    miniPrograms: [program],
    guests,
    adminCidrs,
    balancerCidrs: ["balancer"],
    internalCidrs: ["internal"],
    podCidrs: hasPods ? ["pods"] : [],
  });
  const roles = new Map(groups.map(({ name, role }) => [name, role]));
  const purposes = new Map(groups.map(({ name, role }) => [name, portNames(program, role, guests)]));
  return rules.map((rule) => ({
    site: program.name,
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

function listenerFlows(program: MiniProgramPlan, guests: Guests, adminCidrs: readonly string[]): Flow[] {
  return (["edge", "tomcat", "rabbitmq", "database"] as const).flatMap((role) =>
    portsOf(program, role, guests).flatMap(({ name, port, protocol, from }) =>
      from.flatMap((source) =>
        sourcesOf(source, adminCidrs).map((origin) => ({
          site: program.name,
          from: origin,
          to: role,
          protocol,
          ports: protocol === "vrrp" ? "" : String(port),
          purpose: name,
        })),
      ),
    ),
  );
}

/** Whom a guest's word means, in the same words as the firewall's flows. */
function sourcesOf(source: PortSource, adminCidrs: readonly string[]): readonly string[] {
  switch (source) {
    case "admin":
      return adminCidrs;
    case "self":
      return [];
    case "monitoring":
      // No host of this program scrapes yet: there is no one to draw the arrow from.
      return [];
    default:
      return [source];
  }
}

function portNames(program: MiniProgramPlan, role: GuestRole, guests: Guests): ReadonlyMap<string, string> {
  return new Map(
    portsOf(program, role, guests).map(({ protocol, port, name }) => [`${protocol} ${port}`, name]),
  );
}

function portsOf(
  { edgePairs, tomcats, brokers, database }: MiniProgramPlan,
  role: GuestRole,
  guests: Guests,
): OpenPort[] {
  const hosts = {
    edge: edgePairs.flatMap((pair) => pair.hosts),
    tomcat: tomcats,
    rabbitmq: brokers,
    database: database ? [database] : [],
  }[role];
  return hosts.flatMap(({ name }) => guests.get(name)?.ports ?? []);
}

/** Hosts of a role open the same ports, and every pair has its own group for VRRP: one line says it. */
function distinct(flows: readonly Flow[]): Flow[] {
  return [...new Map(flows.map((flow) => [Object.values(flow).join(" "), flow])).values()];
}
