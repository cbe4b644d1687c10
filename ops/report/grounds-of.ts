import type { Environment } from "../../components/config/environment.ts";
import type { EnvironmentPlan } from "../../components/environment/plan-types.ts";
import { cardOf, firstOf, isGuarded } from "./card-of.ts";
import type { Card, Grounds } from "./service-model.ts";
import { type StateIndex, textOf } from "./state-index.ts";

/** Networks, sites and services that no mini-program has for itself. */
export function groundsOf(environment: Environment, plan: EnvironmentPlan, state: StateIndex): Grounds {
  const blocks = new Set(
    state.ofType("alicloud:vpc/switch:Switch").map((vswitch) => textOf(vswitch, "cidrBlock")),
  );
  const zones = Map.groupBy(plan.subnets, ({ zone }) => zone);
  return {
    cards: [
      ...(plan.subnets.length > 0 ? networkOf(environment, state) : []),
      ...vsphereOf(environment, state),
      ...registryOf(environment, state),
      ...messagingOf(environment, state),
      ...state
        .ofType("alicloud:log/project:Project")
        .map((project) => cardOf("logs", firstOf(textOf(project, "projectName"), project.id), true, [])),
    ],
    zones: [...zones].map(([name, subnets]) => ({
      name,
      subnets: subnets.map(({ tier, cidr }) => ({ tier, cidr, exists: blocks.has(cidr) })),
    })),
  };
}

function networkOf({ network }: Environment, state: StateIndex): Card[] {
  const [vpc] = state.ofType("alicloud:vpc/network:Network");
  const [gateway] = state.ofType("alicloud:vpc/natGateway:NatGateway");
  const addresses = state.ofType("alicloud:vpc/snatEntry:SnatEntry").map((entry) => textOf(entry, "snatIp"));
  return [
    cardOf("vpc", firstOf(textOf(vpc, "vpcName"), "network"), vpc !== undefined, [
      ["cidr", firstOf(textOf(vpc, "cidrBlock"), network.cidr)],
    ]),
    cardOf(
      "nat",
      firstOf(textOf(gateway, "natGatewayName"), "network-nat"),
      gateway !== undefined,
      [
        ["publicAddress", [...new Set(addresses.filter((address) => address !== ""))].join(", ")],
        ["bandwidth", `${network.natBandwidthMbps} Mbit/s`],
      ],
      isGuarded(gateway),
    ),
  ];
}

const MACHINE = "vsphere:index/virtualMachine:VirtualMachine";
const APART = "vsphere:index/computeClusterVmAntiAffinityRule:ComputeClusterVmAntiAffinityRule";

function vsphereOf({ vsphere }: Environment, state: StateIndex): Card[] {
  if (!vsphere) return [];
  const folders = state.ofType("vsphere:index/folder:Folder").map((folder) => textOf(folder, "path"));
  const [pool] = state.ofType("vsphere:index/resourcePool:ResourcePool");
  const machines = state.ofType(MACHINE).length;
  return [
    cardOf("vsphere", vsphere.server, folders.length > 0, [
      ["datacenter", vsphere.datacenter],
      ["computeCluster", vsphere.cluster],
      ["pool", firstOf(textOf(pool, "name"), vsphere.resourcePool)],
      ["datastore", vsphere.datastoreCluster ?? vsphere.datastore ?? ""],
      ["portGroup", vsphere.portGroup],
      ["segment", vsphere.segment.cidr],
      ["folder", firstOf(folders.join(", "), vsphere.folder)],
      ["machines", machines === 0 ? "" : `${machines}`],
      [
        "apart",
        state
          .ofType(APART)
          .map((rule) => rule.name)
          .join(", "),
      ],
    ]),
  ];
}

function registryOf({ images }: Environment, state: StateIndex): Card[] {
  if (!images) return [];
  const [instance] = state.ofType("alicloud:cr/registryEnterpriseInstance:RegistryEnterpriseInstance");
  const repositories = ["alicloud:cs/registryEnterpriseRepo:RegistryEnterpriseRepo", "alicloud:cr/repo:Repo"]
    .flatMap((type) => state.ofType(type))
    .map((repository) => `${textOf(repository, "namespace")}/${textOf(repository, "name")}`);
  const server = state.components.find(({ type }) => type === "hougu:images:ImageRegistry");
  return [
    cardOf("registry", firstOf(textOf(instance, "instanceName"), images.registry), repositories.length > 0, [
      ["edition", firstOf(textOf(instance, "instanceType"), images.registry)],
      ["server", textOf(server, "server")],
      ["repositories", repositories.join(", ")],
    ]),
  ];
}

function messagingOf({ messaging }: Environment, state: StateIndex): Card[] {
  if (messaging?.kind !== "managed") return [];
  const [instance] = state.ofType("alicloud:amqp/instance:Instance");
  return [
    cardOf("messaging", firstOf(textOf(instance, "instanceName"), "messaging"), instance !== undefined, [
      ["throughput", `${messaging.messagesPerSecond}`],
    ]),
  ];
}
