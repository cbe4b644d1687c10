import type * as pulumi from "@pulumi/pulumi";
import { HostRole } from "../host/host-role.ts";
import { type AlicloudGround, type Ground, parametersOf, type VsphereGround } from "../host/place-host.ts";
import { ServiceSecrets } from "../host/service-secrets.ts";
import type { Service } from "../naming/tags.ts";
import { groupsOf } from "../network/firewall-plan.ts";
import type { MiniProgramArgs, Site } from "./mini-program.ts";
import type { HostPlan } from "./plan-types.ts";

/** Roles of a mini-program's hosts there; its database is a managed one. */
type RoleOnAlicloud = "edge" | "tomcat" | "rabbitmq";

/** Where a mini-program's hosts stand, by role, and what must be there before the first of them boots. */
export interface Grounds extends Readonly<Record<"edge" | "tomcat", Ground>> {
  /** Absent where the mini-program has no brokers of its own. */
  readonly rabbitmq?: Ground;
  /** Absent where a managed service keeps its data. */
  readonly database?: VsphereGround;
  readonly ready: pulumi.Resource[];
}

/** Makes what a mini-program's hosts need before they exist: on Alibaba Cloud their secrets and identities. */
export function groundsFor(parent: pulumi.Resource, name: string, args: MiniProgramArgs): Grounds {
  const { site } = args;
  if (site.on === "vsphere") {
    const ground: VsphereGround = { ...site, secrets: args.secrets };
    return { edge: ground, tomcat: ground, rabbitmq: ground, database: ground, ready: [] };
  }
  const { labels, secrets } = args;
  const parameters = new ServiceSecrets(
    `${name}-secrets`,
    { labels, service: args.plan.name, secrets },
    { parent },
  );
  const [edge, edgeRole] = alicloudGround(parent, "edge", args, site);
  const [tomcat, tomcatRole] = alicloudGround(parent, "tomcat", args, site);
  // A machine fetches packages and secrets when it boots, so the way out and the parameters come first.
  const ready = [site.network, parameters, edgeRole, tomcatRole];
  if (args.plan.brokers.length === 0) return { edge, tomcat, ready };
  const [rabbitmq, rabbitmqRole] = alicloudGround(parent, "rabbitmq", args, site);
  return { edge, tomcat, rabbitmq, ready: [...ready, rabbitmqRole] };
}

function alicloudGround(
  parent: pulumi.Resource,
  role: RoleOnAlicloud,
  args: MiniProgramArgs,
  site: Extract<Site, { readonly on: "alicloud" }>,
): [AlicloudGround, HostRole] {
  const { region, snapshotPolicyId } = site;
  const { labels, plan } = args;
  const identity = new HostRole(
    `${plan.name}-${role}`,
    {
      roleName: labels.physicalName(`${plan.name}-${role}`),
      region,
      parameters: readableBy(hostsOf(args, role), plan.name, args),
      ...(role === "tomcat" && args.storePolicies ? { policies: args.storePolicies } : {}),
      tags: labels.tags(plan.name),
    },
    { parent },
  );
  const ground: AlicloudGround = {
    ...groundIn(site, identity),
    // An edge's disk has its logs, a broker's the messages. A Tomcat's has nothing that image, user data and the other
    // nodes' sessions lack.
    ...(role === "tomcat" ? {} : { snapshotPolicyId }),
  };
  return [ground, identity];
}

/** Where hosts with an identity stand on Alibaba Cloud. */
export function groundIn(
  { region, settings, network, firewall }: Extract<Site, { readonly on: "alicloud" }>,
  identity: HostRole,
): AlicloudGround {
  return {
    on: "alicloud",
    region,
    settings,
    vswitchIds: network.vswitchIds,
    securityGroupIds: (host) =>
      groupsOf(firewall, host).map((group) => {
        const id = network.securityGroupIds[group];
        if (id === undefined) throw new Error(`the network has no security group ${group}`);
        return id;
      }),
    roleName: identity.roleName,
  };
}

function hostsOf({ plan }: MiniProgramArgs, role: RoleOnAlicloud): readonly HostPlan[] {
  if (role === "edge") return plan.edgePairs.flatMap((pair) => pair.hosts);
  return role === "tomcat" ? plan.tomcats : plan.brokers;
}

/** Names of the parameters that hosts need, sorted: exactly these may they read. */
export function readableBy(
  hosts: readonly HostPlan[],
  service: Service,
  { guests, labels }: Pick<MiniProgramArgs, "guests" | "labels">,
): string[] {
  const names = hosts.flatMap(({ name }) => {
    const guest = guests.get(name);
    if (!guest) throw new Error(`no guest for ${name}: a defect of guests.ts`);
    return Object.values(parametersOf(guest, labels, service));
  });
  return [...new Set(names)].sort();
}
