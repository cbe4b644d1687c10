import { isUnknown, referenced, type StackResource, textOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { tag, tagsOf } from "../../tags.ts";
import { ECS_INSTANCE, VSPHERE_ANTI_AFFINITY, VSPHERE_VM, VSWITCH } from "../../types.ts";

export const twoZones = defineRule({
  id: "two-zones",
  severity: "high",
  level: "mandatory",
  title: { en: "Production outlives the loss of a zone", zh: "生产环境必须能承受一个可用区故障" },
  rationale: {
    en: "A zone fails as a whole: power, cooling, network. Subnets in two zones help nothing if all nodes of a service stand in one. vSphere has no zones here; two nodes on one physical host are its version of the mistake.",
    zh: "可用区会整体故障：电力、制冷、网络。即使子网跨两个可用区，某个服务的节点都在同一个可用区也没有用。vSphere 没有可用区，两个节点落在同一台物理机就是同样的错误。",
  },
  remediation: {
    en: "hougu:zones with two zones or more, and two Tomcats or more per service. On vSphere: an anti-affinity rule over the service's VMs.",
    zh: "hougu:zones 至少两个可用区，每个服务至少两个 Tomcat。vSphere：对该服务的虚拟机设置反亲和规则。",
  },
  sources: [
    {
      document: "GB/T 22239-2019 (MLPS 2.0, level 3)",
      clause: "8.1.2.1, 8.1.4.9",
      topic: "Redundancy of key devices; hot redundancy of important systems",
    },
  ],
  settings: {
    zones: {
      schema: { type: "integer", minimum: 1 },
      default: 2 as number,
      meaning: {
        en: "Zones that subnets and each service's nodes must span",
        zh: "子网和各服务节点必须跨越的可用区数",
      },
    },
    roles: {
      schema: { type: "array", items: { type: "string" } },
      default: ["tomcat"] as readonly string[],
      meaning: { en: "Roles whose nodes must be spread, per service", zh: "必须按服务分散部署的角色" },
    },
  },
  stack: function* (resources, settings): Iterable<Finding> {
    const vswitches = resources.filter((resource) => resource.type === VSWITCH);
    if (vswitches.length > 0) yield* spread("vSwitches", "交换机", vswitches, resources, settings.zones);

    for (const [group, nodes] of groups(resources, ECS_INSTANCE, settings.roles)) {
      yield* spread(group, group, nodes, resources, settings.zones);
    }
    for (const [group, nodes] of groups(resources, VSPHERE_VM, settings.roles))
      yield* apart(group, nodes, resources);
  },
});

/** Nodes of the given roles by `service role`. */
function groups(
  resources: readonly StackResource[],
  type: string,
  roles: readonly string[],
): Map<string, StackResource[]> {
  const found = new Map<string, StackResource[]>();
  for (const resource of resources) {
    if (resource.type !== type) continue;
    const tags = tagsOf(resource);
    const [service, role] = [tag(tags, "service"), tag(tags, "role")];
    if (typeof service !== "string" || typeof role !== "string" || !roles.includes(role)) continue;
    const key = `${service} ${role}`;
    found.set(key, [...(found.get(key) ?? []), resource]);
  }
  return found;
}

function* spread(
  en: string,
  zh: string,
  members: readonly StackResource[],
  resources: readonly StackResource[],
  wanted: number,
): Iterable<Finding> {
  const zones = new Set<string>();
  for (const member of members) {
    const zone = zoneOf(member, resources);
    // A zone that is not known yet might be another one: the end of `up` decides.
    if (isUnknown(zone)) {
      yield { urn: member.urn, undecided: "zoneId" };
      return;
    }
    if (zone !== undefined) zones.add(zone);
  }
  if (zones.size >= wanted) return;
  const where = [...zones].sort().join(", ") || "?";
  yield {
    ...(members[0] === undefined ? {} : { urn: members[0].urn }),
    broken: {
      en: `${en}: ${members.length} in ${zones.size} zone (${where}), expected ${wanted} zones or more.`,
      zh: `${zh}：${members.length} 个位于 ${zones.size} 个可用区（${where}），应跨 ${wanted} 个及以上。`,
    },
  };
}

/** An instance stands in its vSwitch's zone, which is known before the instance's own. */
function zoneOf(resource: StackResource, resources: readonly StackResource[]) {
  const vswitch =
    resource.type === VSWITCH ? resource : referenced(resource, "vswitchId", VSWITCH, resources);
  for (const value of [
    vswitch?.props.zoneId,
    vswitch?.props.availabilityZone,
    resource.props.availabilityZone,
  ]) {
    const zone = isUnknown(value) ? value : textOf(value);
    if (zone !== undefined) return zone;
  }
  return undefined;
}

function* apart(
  group: string,
  nodes: readonly StackResource[],
  resources: readonly StackResource[],
): Iterable<Finding> {
  const first = nodes[0];
  if (first === undefined) return;
  const kept = resources.some((rule) => {
    if (rule.type !== VSPHERE_ANTI_AFFINITY || rule.props.enabled === false) return false;
    const members = new Set((rule.madeOf.virtualMachineIds ?? []).map((vm) => vm.urn));
    return nodes.every((node) => members.has(node.urn));
  });
  if (nodes.length >= 2 && kept) return;
  yield {
    urn: first.urn,
    broken: {
      en: `${group}: ${nodes.length} VMs that no enabled anti-affinity rule keeps on different physical hosts.`,
      zh: `${group}：${nodes.length} 台虚拟机，没有启用的反亲和规则使其分布在不同物理机上。`,
    },
  };
}
