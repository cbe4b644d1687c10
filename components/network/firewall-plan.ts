import type { HostPlan, MiniProgramPlan } from "../environment/plan-types.ts";
import type { Guest, GuestRole, OpenPort, PortSource } from "../guest/guest.ts";
import type { Service } from "../naming/tags.ts";

/** A security group: the hosts of one role of one mini-program, or the two peers of an edge pair. */
export interface FirewallGroupPlan {
  /** Logical name, e.g. `artist-edge` or `artist-edge-cn-hangzhou-k-peers`. */
  readonly name: string;
  /** Whose hosts they are. */
  readonly service: Service;
  readonly role: GuestRole;
  /** One sentence for the console. */
  readonly description: string;
  /** Names of the hosts that belong to it. */
  readonly members: readonly string[];
}

/** One permission to come in. Everything that no rule names is refused. */
export interface FirewallRulePlan {
  /** Logical name, e.g. `artist-tomcat-http-from-edge`. */
  readonly name: string;
  /** Group whose members are reached. */
  readonly group: string;
  /** `all` where the protocol has no name in the cloud's firewall (VRRP). */
  readonly protocol: "tcp" | "udp" | "all";
  /** Absent for `all`. */
  readonly port?: number;
  readonly from: { readonly group: string } | { readonly cidr: string };
  readonly description: string;
}

export interface FirewallPlan {
  readonly groups: readonly FirewallGroupPlan[];
  readonly rules: readonly FirewallRulePlan[];
}

export interface FirewallRequest {
  /** The mini-programs that run behind this firewall. */
  readonly miniPrograms: readonly MiniProgramPlan[];
  /** What each host runs, by its name. */
  readonly guests: ReadonlyMap<string, Guest>;
  /** Blocks of administrators. */
  readonly adminCidrs: readonly string[];
  /** Subnets of the managed balancers: they ask from addresses in there. */
  readonly balancerCidrs?: readonly string[];
  /** Subnets of the cluster's pods: each has an address of the VPC. Absent where there is no cluster. */
  readonly podCidrs?: readonly string[];
  /** Blocks of whoever else lives in the network: what is for the inside is for them. */
  readonly internalCidrs?: readonly string[];
  /** Machines of this network that measure the others; none where nobody does, or where they stand elsewhere. */
  readonly monitoring?: readonly HostPlan[];
}

/** The whole internet gets these and no others, whatever a guest asks for. */
const PUBLIC_PORTS: ReadonlySet<number> = new Set([80, 443]);
const INTERNET = "0.0.0.0/0";

/**
 * Derives the firewall from what the guests listen on: a port is named once, where its service is. Pure.
 *
 * @throws Error when a guest opens to the internet what must not be, which is a defect of the guest.
 */
export function planFirewall(request: FirewallRequest): FirewallPlan {
  const groups: FirewallGroupPlan[] = [];
  const rules: FirewallRulePlan[] = [];
  for (const miniProgram of request.miniPrograms) {
    for (const role of ["edge", "tomcat", "rabbitmq"] as const) {
      const group = roleGroup(miniProgram, role);
      // Brokers are not everywhere; a group without hosts is one more thing to read.
      if (role === "rabbitmq" && group.members.length === 0) continue;
      groups.push(group);
      for (const port of portsOf(group, request.guests)) rules.push(...rulesFor(group, port, request));
    }
    for (const group of peerGroups(miniProgram, request.guests)) {
      groups.push(group);
      rules.push(amongPeers(group));
    }
  }
  const monitoring = monitoringGroup(request.monitoring ?? []);
  if (monitoring) {
    groups.push(monitoring);
    for (const port of portsOf(monitoring, request.guests))
      rules.push(...rulesFor(monitoring, port, request));
  }
  return { groups, rules };
}

const MONITORING = "platform-monitoring";

function monitoringGroup(hosts: readonly HostPlan[]): FirewallGroupPlan | undefined {
  if (hosts.length === 0) return undefined;
  return {
    name: MONITORING,
    service: "platform",
    role: "monitoring",
    description: "What reaches the machines that measure all others",
    members: hosts.map((host) => host.name),
  };
}

/** Names of the groups that a host belongs to. */
export function groupsOf(plan: FirewallPlan, host: string): string[] {
  return plan.groups.filter(({ members }) => members.includes(host)).map(({ name }) => name);
}

function roleGroup(
  { name, edgePairs, tomcats, brokers }: MiniProgramPlan,
  role: "edge" | "tomcat" | "rabbitmq",
): FirewallGroupPlan {
  const hosts = { edge: edgePairs.flatMap((pair) => pair.hosts), tomcat: tomcats, rabbitmq: brokers }[role];
  return {
    name: `${name}-${role}`,
    service: name,
    role,
    description: `What reaches the ${role} hosts of ${name}`,
    members: hosts.map((host) => host.name),
  };
}

/**
 * The cloud's firewall knows no VRRP (IP protocol 112), so its packets pass only where all protocols do. That is opened
 * between the two hosts of a pair and to nobody else, not to other zones' edges either: a group for each pair.
 */
function peerGroups(
  { name, edgePairs }: MiniProgramPlan,
  guests: ReadonlyMap<string, Guest>,
): FirewallGroupPlan[] {
  return edgePairs
    .filter(({ hosts }) => hosts.some((host) => guestOf(guests, host.name).ports.some(isVrrp)))
    .map((pair) => ({
      name: `${pair.name}-peers`,
      service: name,
      role: "edge",
      description: `VRRP between the two hosts of ${pair.name}`,
      members: pair.hosts.map((host) => host.name),
    }));
}

function amongPeers({ name, description }: FirewallGroupPlan): FirewallRulePlan {
  return { name: `${name}-vrrp`, group: name, protocol: "all", from: { group: name }, description };
}

/** The ports of a group's hosts, each once. Hosts of a role run the same services. */
function portsOf(group: FirewallGroupPlan, guests: ReadonlyMap<string, Guest>): OpenPort[] {
  const ports = new Map<string, OpenPort>();
  for (const member of group.members) {
    for (const port of guestOf(guests, member).ports) {
      if (!isVrrp(port)) ports.set(`${port.protocol} ${port.port} ${port.from.join()}`, port);
    }
  }
  return [...ports.values()];
}

function rulesFor(group: FirewallGroupPlan, port: OpenPort, request: FirewallRequest): FirewallRulePlan[] {
  const { name, protocol, port: number } = port;
  if (protocol === "vrrp") return [];
  return port.from
    .flatMap((source) => [...sources(source, group, port, request)])
    .map(({ label, from }) => ({
      name: `${group.name}-${name}-from-${label}`,
      group: group.name,
      protocol,
      port: number,
      from,
      description: `${name} from ${label}`,
    }));
}

/** Whom a guest's word for a source means in this network. */
function* sources(
  source: PortSource,
  group: FirewallGroupPlan,
  { name, protocol, port }: OpenPort,
  { adminCidrs, balancerCidrs = [], internalCidrs = [], podCidrs = [], monitoring = [] }: FirewallRequest,
): Iterable<{ readonly label: string; readonly from: FirewallRulePlan["from"] }> {
  switch (source) {
    case "internet":
      if (group.role !== "edge" || protocol !== "tcp" || !PUBLIC_PORTS.has(port)) {
        throw new Error(
          `${group.name} opens ${protocol} ${port} (${name}) to the internet; only an edge's TCP ${[...PUBLIC_PORTS].join(" and ")} may be`,
        );
      }
      yield { label: source, from: { cidr: INTERNET } };
      return;
    case "edge":
    case "tomcat":
    case "rabbitmq":
      yield { label: source, from: { group: `${group.service}-${source}` } };
      return;
    case "admin":
      yield* blocks(adminCidrs);
      return;
    case "balancer":
      yield* blocks(balancerCidrs);
      return;
    case "pods":
      yield* blocks(podCidrs);
      return;
    case "internal":
      yield* blocks(internalCidrs);
      return;
    case "monitoring":
      if (monitoring.length > 0) yield { label: source, from: { group: MONITORING } };
      return;
    case "self":
      // The machine reaches itself without the firewall.
      return;
  }
}

function* blocks(
  cidrs: readonly string[],
): Iterable<{ readonly label: string; readonly from: FirewallRulePlan["from"] }> {
  for (const cidr of cidrs) yield { label: cidr.replaceAll(/[./]/g, "-"), from: { cidr } };
}

function isVrrp({ protocol }: OpenPort): boolean {
  return protocol === "vrrp";
}

function guestOf(guests: ReadonlyMap<string, Guest>, host: string): Guest {
  const guest = guests.get(host);
  if (!guest) throw new Error(`no guest for the host ${host}: a defect of guests.ts`);
  return guest;
}
