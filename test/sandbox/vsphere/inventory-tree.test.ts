import { describe, expect, it } from "vitest";
import { text, texts } from "../../../sandbox/cloud/object.ts";
import { furnished, twoMachines, vcenter } from "./vcenter.ts";

const MACHINE = "vsphere:virtualMachine";
const RULE = "vsphere:computeClusterVmAntiAffinityRule";
const SNAPSHOT = "vsphere:virtualMachineSnapshot";

describe("a folder", () => {
  it("has a reference by its kind, and stands where its path says", async () => {
    const account = vcenter();
    const datacenterId = furnished(account, "vsphere:datacenter").id;
    for (const [type, letter] of [
      ["vm", "v"],
      ["host", "h"],
      ["datastore", "s"],
      ["network", "n"],
    ] as const) {
      const { id, attributes } = await account.create("vsphere:folder", { path: "a", type, datacenterId });
      expect(id).toMatch(new RegExp(`^group-${letter}\\d+$`));
      expect(attributes).toMatchObject({
        path: "a",
        inventoryPath: `/DC0/${type}/a`,
        tags: [],
        customAttributes: {},
      });
    }
    const above = await account.create("vsphere:folder", {
      path: "europe",
      type: "datacenter",
      datacenterId: null,
    });
    expect(above.attributes.inventoryPath).toBe("/europe");
  });

  it("takes what is in it along when it is renamed or moved", async () => {
    const account = vcenter();
    const { id } = await account.the("vsphere:folder");
    const machine = await account.the(MACHINE);
    const inner = await account.create("vsphere:folder", { path: "hougu-dev/inner" });
    await account.create("vsphere:folder", { path: "old" });
    await account.modify("vsphere:folder", id, { path: "old/hougu" });
    expect((await account.describe(MACHINE, machine.id)).attributes.folder).toBe("old/hougu");
    expect((await account.describe("vsphere:folder", inner.id)).attributes.path).toBe("old/hougu/inner");
    // Something else about it changes nothing of where it is.
    const tagged = await account.modify("vsphere:folder", inner.id, {
      tags: [(await account.the("vsphere:tag")).id],
    });
    expect(tagged.attributes.path).toBe("old/hougu/inner");
    expect((await account.modify(MACHINE, machine.id, { numCpus: 4 })).attributes.folder).toBe("old/hougu");
  });

  it("can go when it is empty", async () => {
    const account = vcenter();
    const { id } = await account.the("vsphere:folder");
    const machine = await account.the(MACHINE);
    await account.remove(MACHINE, machine.id);
    account.settle();
    await expect(account.remove("vsphere:folder", id)).resolves.toBeUndefined();
  });
});

describe("tags", () => {
  it("have the ids of vCenter's tagging service", async () => {
    const account = vcenter();
    expect((await account.the("vsphere:tagCategory")).id).toMatch(
      /^urn:vmomi:InventoryServiceCategory:[0-9a-f-]{36}:GLOBAL$/,
    );
    const { id } = await account.create("vsphere:tag", { name: "tomcat", description: null });
    expect(id).toMatch(/^urn:vmomi:InventoryServiceTag:[0-9a-f-]{36}:GLOBAL$/);
    expect((await account.describe("vsphere:tag", id)).attributes.description).toBe("");
  });

  it("come off everything when they are deleted", async () => {
    const account = vcenter();
    const tag = await account.the("vsphere:tag");
    const machine = await account.create(MACHINE, { tags: [tag.id] });
    await account.remove("vsphere:tag", tag.id);
    expect((await account.describe(MACHINE, machine.id)).attributes.tags).toEqual([]);
    await expect(account.modify(MACHINE, machine.id, { numCpus: 4 })).resolves.toBeDefined();
  });

  it("are deleted with their category, even when they are in use", async () => {
    const account = vcenter();
    const tag = await account.the("vsphere:tag");
    const folder = await account.create("vsphere:folder", { tags: [tag.id] });
    await account.remove("vsphere:tagCategory", (await account.the("vsphere:tagCategory")).id);
    expect(await account.exists("vsphere:tag", tag.id)).toBe(false);
    expect((await account.describe("vsphere:folder", folder.id)).attributes.tags).toEqual([]);
  });

  it("of a category of many may be on one object, and of a category for everything on anything", async () => {
    const account = vcenter();
    const category = await account.create("vsphere:tagCategory", {
      name: "anything",
      cardinality: "MULTIPLE",
      associableTypes: [],
    });
    const tag = async (name: string) =>
      (await account.create("vsphere:tag", { name, categoryId: category.id })).id;
    const tags = [await tag("a"), await tag("b")];
    const tagged = [
      await account.create("vsphere:folder", { path: "tagged", tags }),
      await account.create("vsphere:resourcePool", { tags }),
      await account.create(MACHINE, { tags }),
    ];
    expect(tagged.map(({ attributes }) => attributes.tags)).toEqual([tags, tags, tags]);
  });

  it("have a category that can grow", async () => {
    const account = vcenter();
    const { id, attributes } = await account.the("vsphere:tagCategory");
    const associableTypes = [...texts(attributes, "associableTypes"), "ResourcePool"];
    const after = await account.modify("vsphere:tagCategory", id, {
      associableTypes,
      cardinality: "MULTIPLE",
    });
    expect(after.attributes).toMatchObject({ associableTypes, cardinality: "MULTIPLE" });
  });
});

describe("custom attributes", () => {
  it("are numbers, and their values go with them", async () => {
    const account = vcenter();
    const { id } = await account.the("vsphere:customAttribute");
    expect(id).toMatch(/^\d+$/);
    const machine = await account.create(MACHINE, { customAttributes: { [id]: "platform" } });
    await account.remove("vsphere:customAttribute", id);
    expect((await account.describe(MACHINE, machine.id)).attributes.customAttributes).toEqual({});
    await expect(account.modify(MACHINE, machine.id, { numCpus: 4 })).resolves.toBeDefined();
  });

  it("for no type are for every type", async () => {
    const account = vcenter();
    const { id, attributes } = await account.create("vsphere:customAttribute", { managedObjectType: null });
    expect(attributes.managedObjectType).toBe("");
    await expect(
      account.create("vsphere:folder", { customAttributes: { [id]: "x" } }),
    ).resolves.toBeDefined();
  });
});

describe("a resource pool", () => {
  it("has shares by its level, those of the whole cluster by default", async () => {
    const account = vcenter();
    const { id, attributes } = await account.the("vsphere:resourcePool");
    expect(attributes).toMatchObject({
      cpuShareLevel: "normal",
      cpuShares: 4000,
      memoryShares: 163_840,
      cpuLimit: -1,
      memoryExpandable: true,
      inventoryPath: "/DC0/host/DC0_C0/Resources/hougu/edge",
    });
    const high = await account.modify("vsphere:resourcePool", id, { cpuShareLevel: "high" });
    expect(high.attributes.cpuShares).toBe(8000);
    const custom = await account.modify("vsphere:resourcePool", id, {
      cpuShareLevel: "custom",
      cpuShares: 1234,
    });
    expect(custom.attributes.cpuShares).toBe(1234);
  });
});

describe("a resource pool's place", () => {
  it("can become another one of its cluster", async () => {
    const account = vcenter();
    const { id } = await account.the("vsphere:resourcePool");
    const root = furnished(account, "vsphere:resourcePool", "Resources").id;
    const after = await account.modify("vsphere:resourcePool", id, { parentResourcePoolId: root });
    expect(after.attributes.inventoryPath).toBe("/DC0/host/DC0_C0/Resources/edge");
  });
});

describe("an anti-affinity rule", () => {
  it("has its cluster's reference and a key for an id, and is on unless somebody says otherwise", async () => {
    const account = vcenter();
    const { id, attributes } = await account.the(RULE);
    expect(id).toBe(`${text(attributes, "computeClusterId")}:${String(attributes.key)}`);
    expect(id).toMatch(/^domain-c\d+:\d+$/);
    expect(attributes).toMatchObject({ enabled: true, mandatory: false });
    const other = await account.the("vsphere:datastoreClusterVmAntiAffinityRule");
    expect(other.id).toMatch(/^group-p\d+:\d+$/);
  });

  it("loses a machine that goes, and stays", async () => {
    const account = vcenter();
    const [first = "", second = ""] = await twoMachines(account, { name: "edge-9" });
    const third = await account.create(MACHINE, { name: "edge-3" });
    const { id } = await account.create(RULE, { virtualMachineIds: [first, second, third.id] });
    await account.remove(MACHINE, second);
    account.settle();
    expect((await account.describe(RULE, id)).attributes.virtualMachineIds).toEqual([first, third.id]);
    await account.remove(MACHINE, first);
    account.settle();
    expect((await account.describe(RULE, id)).attributes.virtualMachineIds).toEqual([third.id]);
    await expect(account.modify(RULE, id, { mandatory: true })).resolves.toBeDefined();
  });

  it("may have the name of another cluster's", async () => {
    const account = vcenter();
    await account.the(RULE);
    const clash = { name: "rabbitmq" };
    await account.the("vsphere:datastoreClusterVmAntiAffinityRule");
    await expect(account.create(RULE, clash)).resolves.toBeDefined();
  });
});

describe("snapshots", () => {
  const taken = async (removeChildren: boolean) => {
    const account = vcenter();
    const ids: string[] = [];
    for (const snapshotName of ["a", "b", "c"]) {
      ids.push((await account.create(SNAPSHOT, { snapshotName, removeChildren })).id);
    }
    const other = await account.create(MACHINE, { name: "edge-2" });
    const stranger = await account.create(SNAPSHOT, { virtualMachineUuid: other.id });
    const left = async () => (await account.cloud.search(account.session, SNAPSHOT)).map(({ id }) => id);
    return { account, ids, stranger: stranger.id, left };
  };

  it("go alone, or with those that stand on them", async () => {
    const alone = await taken(false);
    const [a, b, c] = alone.ids;
    await alone.account.remove(SNAPSHOT, b ?? "");
    expect(await alone.left()).toEqual([a, c, alone.stranger]);
    const together = await taken(true);
    await together.account.remove(SNAPSHOT, together.ids[1] ?? "");
    expect(await together.left()).toEqual([together.ids[0], together.stranger]);
    const last = await taken(true);
    await last.account.remove(SNAPSHOT, last.ids[2] ?? "");
    expect(await last.left()).toEqual([last.ids[0], last.ids[1], last.stranger]);
  });

  it("go with their machine", async () => {
    const { account, stranger, left } = await taken(false);
    await account.remove(MACHINE, (await account.the(MACHINE)).id);
    account.settle();
    expect(await left()).toEqual([stranger]);
  });

  it("are references", async () => {
    const { id } = await vcenter().the(SNAPSHOT);
    expect(id).toMatch(/^snapshot-\d+$/);
  });
});
