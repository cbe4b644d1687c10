import { beforeAll, describe, expect, test } from "vitest";
import { planEnvironment } from "../../../components/environment/plan.ts";
import { machinesOf, type ReportModel } from "../../../ops/report/model.ts";
import { modelOf } from "../../../ops/report/model-of.ts";
import { StateIndex, textOf } from "../../../ops/report/state-index.ts";
import type { ExportedStack } from "../../../ops/stack/deployment.ts";
import { environmentOf } from "../../program/recorded.ts";
import { EIP, resource, urnOf } from "../recovery/states.ts";
import { sealed, stateOf } from "../state-of.ts";

const environment = environmentOf("prod");
const plan = planEnvironment(environment);

/** A state of several hundred resources is recorded first: seconds on an idle machine. */
const RECORDING_MS = 60_000;

function modelIn({ deployment }: ExportedStack): ReportModel {
  return modelOf({
    stack: "prod",
    sandbox: true,
    environment,
    plan,
    state: new StateIndex(deployment.resources ?? []),
    generatedAt: new Date(Date.UTC(2026, 2, 1)),
  });
}

describe("the model of an environment that is up", () => {
  let state: ExportedStack;
  let model: ReportModel;
  beforeAll(async () => {
    state = await stateOf(environment);
    model = modelIn(state);
  }, RECORDING_MS);
  const site = (name: string) =>
    model.sites.find((candidate) => candidate.name === name) ?? expect.unreachable(name);

  test("artist: two zones, each with its entry, a pair of edges and its share of the Tomcats", () => {
    const artist = site("artist");
    expect(artist).toMatchObject({ displayName: "后古艺术家", platform: "alicloud", place: "cn-hangzhou" });
    expect(artist.zones.map(({ name }) => name)).toEqual(["cn-hangzhou-k", "cn-hangzhou-j"]);
    for (const zone of artist.zones) {
      expect(zone.edges.map(({ role }) => role)).toEqual(["edge", "edge"]);
      expect(zone.tomcats).toHaveLength(2);
      expect(zone.entry?.kind).toBe("balanced");
    }
  });

  test("a zone's public addresses are the elastic ones that its balancers hold there", () => {
    const outputs = state.deployment.resources?.[0]?.outputs as {
      endpoints: { artist: { addresses: string[] } };
      outboundAddresses: string[];
    };
    const addresses = site("artist").zones.map(({ entry }) =>
      entry?.kind === "balanced" ? entry.balancers : expect.unreachable("no balancers"),
    );
    expect(addresses.map(([alb]) => alb)).toEqual(
      outputs.endpoints.artist.addresses.map((address) => ({ kind: "alb", address })),
    );
    const all = addresses.flat().map(({ address }) => address);
    expect(new Set(all).size).toBe(4);
    expect(site("artist").egress).toEqual({ name: "network-nat", address: outputs.outboundAddresses[0] });
  });

  test("food: the port group is its only zone; nothing of the cloud is its, and its data are on a machine", () => {
    const food = site("food");
    expect(food.place).toBe("vSphere HZ-DC1 / HZ-DC1-PROD-01");
    expect(food.zones.map(({ name }) => name)).toEqual(["PG-VLAN310-HOUGU-PROD"]);
    expect(food.zones[0]?.entry).toMatchObject({ kind: "pair", virtualAddress: "172.20.10.23" });
    expect(food.zones[0]?.entry).not.toHaveProperty("publicAddress");
    expect(food.stores.map(({ kind, exists }) => [kind, exists])).toEqual([["mariadb", true]]);
    expect(food.zones[0]?.databases.map(({ name, role }) => [name, role])).toEqual([
      ["food-database", "database"],
    ]);
    expect(food).not.toHaveProperty("egress");
    expect(food.zones[0]?.tomcats).toHaveLength(4);
  });

  test("every machine has its id, and on Alibaba Cloud the cloud's word for its size", () => {
    for (const one of model.sites) {
      const { platform } = one;
      for (const machine of machinesOf(one)) {
        expect(machine.id).toBe(`${machine.name}-id`);
        if (platform === "alicloud") expect(machine.instanceType).toMatch(/^ecs\.[cg]7\./);
        else expect(machine).not.toHaveProperty("instanceType");
      }
    }
  });

  test("a machine says where it answers for its health, its own service first", () => {
    const [zone] = site("artist").zones;
    expect(zone?.tomcats[0]?.health[0]).toBe("8080/health");
    expect(zone?.edges[0]?.health[0]).toMatch(/^\d+\/\w+/);
    expect(zone?.tomcats[0]?.health).toContain("9100/metrics");
  });

  test("every object of the cloud is in a group, below the component that made it", () => {
    const grouped = model.groups.flatMap(({ resources }) => resources);
    expect(grouped).toHaveLength(model.resourceCount);
    const group = (name: string, type: string) =>
      model.groups.find((one) => one.name === name && one.type === type);
    expect(group("network", "network.AlicloudNetwork")?.resources.map(({ name }) => name)).toContain(
      "network-vpc",
    );
    expect(group("artist-tomcat-1", "host.EcsHost")?.resources[0]).toMatchObject({ type: "ecs.Instance" });
    // Only what the program itself makes, and no provider.
    expect(group("prod", "stack")?.resources.map(({ name }) => name)).toEqual(["daily-snapshots"]);
  });
});

test("an environment that is down: everything planned, nothing there", () => {
  const model = modelIn({ version: 3, deployment: {} });
  expect(model.resourceCount).toBe(0);
  expect(model.groups).toEqual([]);
  const machines = model.sites.flatMap(machinesOf);
  expect(machines).toHaveLength(4 + 4 + 3 + 2 + 4 + 3 + 1);
  for (const machine of machines) {
    expect(machine).not.toHaveProperty("id");
    expect(machine.address).toMatch(/^\d+\./);
  }
  const balancers = ["alb", "nlb"].map((kind) => ({ kind }));
  expect(model.sites[0]?.zones[0]?.entry).toEqual({ kind: "balanced", balancers });
});

describe("the index of a state", () => {
  test("leaves out what waits for its deletion, what is only read, and providers", () => {
    const index = new StateIndex([
      resource("a"),
      resource("b", { delete: true }),
      resource("c", { external: true }),
      resource("p", { type: "pulumi:providers:alicloud" }),
      resource("component", { custom: false, type: "hougu:x:Y" }),
    ]);
    expect(index.resources.map(({ name }) => name)).toEqual(["a"]);
    expect(index.components.map(({ name }) => name)).toEqual(["component"]);
    expect(index.ofType(EIP)).toHaveLength(1);
  });

  test("what the cloud says counts more than what was asked for; secrets are in neither", () => {
    const [item] = new StateIndex([
      resource("a", {
        inputs: { size: 1, name: "asked", password: sealed("v1:x") },
        outputs: { size: 2, password: sealed("v1:x"), nested: { key: sealed("v1:x"), plain: "y" } },
      }),
    ]).resources;
    expect(item?.properties).toEqual({ size: 2, name: "asked", nested: { plain: "y" } });
    expect(textOf(item, "size")).toBe("2");
    expect(textOf(item, "nested")).toBe("");
    expect(textOf(undefined, "size")).toBe("");
  });

  test("a resource below another resource belongs to the component above both", () => {
    const component = resource("network", { custom: false, type: "hougu:x:Y" });
    const parent = resource("parent", { parent: component.urn });
    const child = resource("child", { parent: parent.urn });
    const { groups } = modelIn({ version: 3, deployment: { resources: [component, parent, child] } });
    expect(groups).toEqual([
      expect.objectContaining({ name: "network", resources: [{}, {}].map(() => expect.anything()) }),
    ]);
    const orphan = modelIn({
      version: 3,
      deployment: { resources: [resource("x", { parent: urnOf("gone") })] },
    });
    expect(orphan.groups.map(({ name }) => name)).toEqual(["prod"]);
  });
});
