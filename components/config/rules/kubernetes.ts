import {
  headroomPod,
  MOST_CLUSTER_ZONES,
  nodesAtMost,
  nodesNeeded,
  planNodePools,
  podMonthlyCny,
  podsPerNode,
  roomOf,
  STANDARD_NODES,
} from "../cluster-capacity.ts";
import { MINI_PROGRAMS, type Tier } from "../environment.ts";
import type { Finding } from "../finding.ts";
import { instanceTypeOf, isKnownFamily, machinesOf } from "../instance-families.ts";
import { network as blockOf, formatBlock, overlaps, parseBlock } from "../ipv4.ts";
import { type KubernetesSettings, WORKLOADS, type WorkloadSettings } from "../kubernetes.ts";
import type { Path } from "../raw.ts";
import { lineFor } from "../remedy.ts";
import { hostBits } from "./network.ts";
import type { Draft } from "./rule.ts";

/** The cluster stands in the VPC, which there is when a mini-program runs on Alibaba Cloud. */
export function* clusterInVpc({ kubernetes, artist, food }: Draft): Iterable<Finding> {
  if (!kubernetes || !artist || !food) return;
  if (artist.platform === "alicloud" || food.platform === "alicloud") return;
  yield {
    at: ["kubernetes"],
    expected: {
      en: "nothing while no mini-program runs on Alibaba Cloud: the cluster stands in their VPC",
      zh: "没有小程序运行在阿里云上时不写：集群位于其 VPC 中",
    },
    remedy: { en: "delete hougu:kubernetes", zh: "删除 hougu:kubernetes" },
  };
}

/** Every pod has an address of the VPC, so pods and nodes take the block's upper half. */
const LARGEST_CLUSTER_PREFIX = 17;

export function* clusterNetwork({ kubernetes, network, vsphere }: Draft): Iterable<Finding> {
  if (!kubernetes || !network) return;
  if (parseBlock(network.cidr).prefix > LARGEST_CLUSTER_PREFIX) {
    const at: Path = ["network", "cidr"];
    yield {
      at,
      expected: {
        en: `a block of /16 or /${LARGEST_CLUSTER_PREFIX} with hougu:kubernetes: each pod has an address of the VPC`,
        zh: `有 hougu:kubernetes 时为 /16 或 /${LARGEST_CLUSTER_PREFIX}：每个 Pod 占用一个 VPC 地址`,
      },
      remedy: lineFor(at, formatBlock(blockOf({ first: parseBlock(network.cidr).first, prefix: 16 }))),
    };
  }
  const at: Path = ["kubernetes", "serviceCidr"];
  yield* hostBits(at, kubernetes.serviceCidr);
  const services = parseBlock(kubernetes.serviceCidr);
  const others = [network.cidr, ...(vsphere ? [vsphere.segment.cidr] : []), ...network.adminCidrs];
  const clash = others.find((other) => overlaps(services, parseBlock(other)));
  if (clash === undefined) return;
  const free = ["172.21.0.0/20", "192.168.240.0/20", "10.250.0.0/20"].find((candidate) =>
    others.every((other) => !overlaps(parseBlock(candidate), parseBlock(other))),
  );
  yield {
    at,
    expected: { en: `a block apart from ${clash}`, zh: `与 ${clash} 不重叠的网段` },
    remedy: lineFor(at, free ?? "172.21.0.0/20"),
  };
}

export function* clusterZones({ kubernetes, zones }: Draft): Iterable<Finding> {
  if (!kubernetes || !zones || zones.length <= MOST_CLUSTER_ZONES) return;
  const at: Path = ["zones"];
  yield {
    at,
    expected: {
      en: `${MOST_CLUSTER_ZONES} zones at most with hougu:kubernetes: ACK takes no more vSwitches`,
      zh: `有 hougu:kubernetes 时最多 ${MOST_CLUSTER_ZONES} 个可用区：ACK 不接受更多交换机`,
    },
    remedy: lineFor(at, zones.slice(0, MOST_CLUSTER_ZONES)),
  };
}

export function* clusterMachine({ kubernetes, alicloud }: Draft): Iterable<Finding> {
  const families = alicloud?.instanceFamilies.filter(isKnownFamily) ?? [];
  if (!kubernetes || families.length === 0) return;
  const { machine } = kubernetes.nodes;
  if (instanceTypeOf(machine, families) === undefined) {
    const at: Path = ["kubernetes", "nodes", "machine"];
    const offered = families.flatMap(machinesOf).filter(({ cpus, memoryGiB }) => cpus >= 2 && memoryGiB >= 4);
    const next = offered.find(
      ({ cpus, memoryGiB }) => cpus >= machine.cpus && memoryGiB >= machine.memoryGiB,
    );
    yield {
      at,
      expected: {
        en: `CPUs and memory that one of ${families.join(", ")} offers`,
        zh: `${families.join("、")} 提供的 CPU 与内存组合`,
      },
      remedy: lineFor(at, { ...machine, ...(next ?? offered.at(-1)) }),
    };
    return;
  }
  const largest = headroomPod(kubernetes);
  const room = roomOf(machine);
  if (podsPerNode(largest, room) > 0) return;
  yield {
    at: ["kubernetes", "nodes", "machine"],
    expected: {
      en: `room for the largest pod, ${largest.cpuMillis} millis and ${largest.memoryMiB} MiB; this node has ${room.cpuMillis} and ${room.memoryMiB} for pods`,
      zh: `能容纳最大的 Pod（${largest.cpuMillis} 毫核、${largest.memoryMiB} MiB）；该节点可供 Pod 使用的为 ${room.cpuMillis} 与 ${room.memoryMiB}`,
    },
    remedy: {
      en: "take a larger machine under hougu:kubernetes.nodes, or smaller pods",
      zh: "在 hougu:kubernetes.nodes 下选更大的规格，或减小 Pod",
    },
  };
}

/** What prod needs of a cluster: an SLA, and no zone or node whose loss ends a service. */
export function* clusterInProd({ environment, kubernetes, zones }: Draft): Iterable<Finding> {
  if (environment !== "prod" || !kubernetes) return;
  if (kubernetes.edition !== "pro") {
    const at: Path = ["kubernetes", "edition"];
    yield {
      at,
      expected: { en: "pro in prod: standard has no SLA", zh: "prod 须为 pro：standard 没有 SLA" },
      remedy: lineFor(at, "pro"),
    };
  }
  const least = zones?.length ?? 1;
  if (kubernetes.nodes.minimum < least) {
    const at: Path = ["kubernetes", "nodes", "minimum"];
    yield {
      at,
      expected: {
        en: `${least} or more in prod: one for each zone`,
        zh: `prod 至少 ${least}：每个可用区一个`,
      },
      remedy: lineFor(at, least),
    };
  }
  for (const { at, workload } of eachWorkload(kubernetes)) {
    if (workload.floor >= FLOOR.prod) continue;
    yield {
      at: [...at, "floor"],
      expected: {
        en: `${FLOOR.prod} or more in prod, so that a node can go`,
        zh: `prod 至少 ${FLOOR.prod}，以便单个节点下线`,
      },
      remedy: lineFor([...at, "floor"], FLOOR.prod),
    };
  }
}

const FLOOR = { dev: 1, prod: 2 } as const satisfies Record<Tier, number>;

export function* floorsBelowCeilings({ kubernetes }: Draft): Iterable<Finding> {
  if (!kubernetes) return;
  for (const { at, workload } of eachWorkload(kubernetes)) {
    if (workload.floor <= workload.ceiling) continue;
    yield {
      at: [...at, "ceiling"],
      expected: { en: `${workload.floor} or more, its floor`, zh: `不小于下限 ${workload.floor}` },
      remedy: lineFor([...at, "ceiling"], workload.floor),
    };
  }
}

/** The ceiling of pods against the ceiling of money, each workload by itself. */
export function* ceilingsAffordable({ kubernetes }: Draft): Iterable<Finding> {
  if (!kubernetes) return;
  for (const { at, workload } of eachWorkload(kubernetes)) {
    const cost = Math.ceil(workload.ceiling * podMonthlyCny(workload, kubernetes.nodes));
    if (cost <= workload.monthlyCny) continue;
    yield {
      at: [...at, "monthlyCny"],
      expected: {
        en: `${cost} or more: what ${workload.ceiling} pods of ${workload.cpuMillis} millis and ${workload.memoryMiB} MiB cost`,
        zh: `至少 ${cost}：${workload.ceiling} 个 ${workload.cpuMillis} 毫核、${workload.memoryMiB} MiB 的 Pod 的费用`,
      },
      remedy: lineFor([...at, "monthlyCny"], cost),
    };
  }
}

/** The nodes that the cluster's money buys against the pods that are wanted of it. */
export function* clusterAffordable({ kubernetes, budget }: Draft): Iterable<Finding> {
  if (!kubernetes) return;
  const at: Path = ["kubernetes", "monthlyCny"];
  if (budget && kubernetes.monthlyCny > budget.monthlyCny) {
    yield {
      at,
      expected: {
        en: `a part of hougu:budget.monthlyCny, ${budget.monthlyCny}`,
        zh: `不超过 hougu:budget.monthlyCny（${budget.monthlyCny}）`,
      },
      remedy: lineFor(at, budget.monthlyCny),
    };
  }
  const floors = nodesNeeded(kubernetes, ({ floor }) => floor);
  // A pod that fits no node is another finding.
  if (!Number.isFinite(floors)) return;
  if (kubernetes.nodes.minimum < floors) {
    yield {
      at: ["kubernetes", "nodes", "minimum"],
      expected: {
        en: `${floors} or more: what every workload's floor and the headroom need`,
        zh: `至少 ${floors}：所有工作负载的下限与占位 Pod 所需`,
      },
      remedy: lineFor(["kubernetes", "nodes", "minimum"], floors),
    };
    return;
  }
  const needed = nodesNeeded(kubernetes, ({ ceiling }) => ceiling);
  const plan = planNodePools(kubernetes);
  if (plan.monthlyCnyAtMost <= kubernetes.monthlyCny && nodesAtMost(plan) >= needed) return;
  if (kubernetes.edition === "standard" && needed > STANDARD_NODES) {
    yield {
      at: ["kubernetes", "edition"],
      expected: {
        en: `pro for ${needed} nodes: standard allows ${STANDARD_NODES}`,
        zh: `${needed} 个节点须用 pro：standard 最多 ${STANDARD_NODES} 个`,
      },
      remedy: lineFor(["kubernetes", "edition"], "pro"),
    };
    return;
  }
  const enough = cheapestFor(kubernetes, needed);
  yield {
    at,
    expected: {
      en: `${enough} or more: the price of ${needed} nodes, which all workloads at their ceilings need`,
      zh: `至少 ${enough}：所有工作负载达到上限时所需的 ${needed} 个节点的费用`,
    },
    remedy: lineFor(at, enough),
  };
}

/** The least money, in steps of a node's price, that buys so many nodes. */
function cheapestFor(kubernetes: KubernetesSettings, needed: number): number {
  const step = Math.min(kubernetes.nodes.onDemandMonthlyCny, kubernetes.nodes.spotMonthlyCny);
  const most = (needed + 1) * kubernetes.nodes.onDemandMonthlyCny * 2;
  for (let monthlyCny = step; monthlyCny < most; monthlyCny += step) {
    const plan = planNodePools({ ...kubernetes, monthlyCny });
    if (plan.monthlyCnyAtMost <= monthlyCny && nodesAtMost(plan) >= needed) return Math.ceil(monthlyCny);
  }
  return Math.ceil(most);
}

/** Zones that an ALB is in at least. https://www.alibabacloud.com/help/en/slb/application-load-balancer/product-overview/limits */
const ALB_ZONES = 2;

export function* clusterDomains({ kubernetes, zones, artist, food }: Draft): Iterable<Finding> {
  const domains = kubernetes?.domains;
  if (!domains) return;
  if (zones && new Set(zones).size < ALB_ZONES) {
    yield {
      at: ["kubernetes", "domains"],
      expected: {
        en: `nothing in one zone: an ALB needs ${ALB_ZONES}`,
        zh: `单可用区时不写：ALB 需要 ${ALB_ZONES} 个可用区`,
      },
      remedy: {
        en: "delete hougu:kubernetes.domains, or add a zone to hougu:zones",
        zh: "删除 hougu:kubernetes.domains，或在 hougu:zones 中增加可用区",
      },
    };
  }
  const taken = [artist?.domain, food?.domain];
  for (const name of MINI_PROGRAMS) {
    const domain = domains[name];
    if (taken.includes(domain)) {
      const at: Path = ["kubernetes", "domains", name];
      yield {
        at,
        expected: { en: "a host name that nothing else in this file has", zh: "本文件中唯一的域名" },
        remedy: lineFor(at, `apps.${domain}`),
      };
    }
    taken.push(domain);
  }
}

function* eachWorkload(
  kubernetes: KubernetesSettings,
): Iterable<{ readonly at: Path; readonly workload: WorkloadSettings }> {
  for (const miniProgram of MINI_PROGRAMS) {
    for (const name of WORKLOADS) {
      yield {
        at: ["kubernetes", "workloads", miniProgram, name],
        workload: kubernetes.workloads[miniProgram][name],
      };
    }
  }
}
