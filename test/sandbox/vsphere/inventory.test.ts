import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { text } from "../../../sandbox/cloud/object.ts";
import { furnishings, type VcenterInventory } from "../../../sandbox/cloud/vsphere/inventory.ts";
import { providerOn } from "../../../sandbox/plugin/provider.ts";
import { furnished, INVENTORY, vcenter } from "./vcenter.ts";

/** A name as people give one, or a path of some. */
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,12}$/).filter((one) => one !== "Resources");
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join("/"));
const inventory: fc.Arbitrary<VcenterInventory> = fc
  .record({
    server: name,
    datacenter: path,
    cluster: path,
    pool: path,
    datastore: path,
    portGroup: path,
    template: path,
  })
  .map(({ pool, ...names }) => ({ ...names, resourcePool: `${names.cluster}/Resources/${pool}` }));

describe("a vCenter's inventory", () => {
  it("is the same for the same names, whoever furnishes, and puts nothing there twice", () => {
    fc.assert(
      fc.property(inventory, (names) => {
        const once = furnishings(names);
        expect(furnishings({ ...names })).toEqual(once);
        const ids = once.map(({ type, id }) => `${type} ${id}`);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 50 },
    );
  });

  it("stands where its paths say", () => {
    fc.assert(
      fc.property(inventory, (names) => {
        const account = vcenter(names);
        const paths = (type: string) =>
          account.cloud
            .list()
            .filter((object) => object.type === type)
            .map(({ attributes }) => text(attributes, "inventoryPath"));
        const root = `/${names.datacenter}`;
        expect(paths("vsphere:datacenter")).toEqual([root]);
        expect(paths("vsphere:cluster")).toEqual([`${root}/host/${names.cluster}`]);
        expect(paths("vsphere:resourcePool")).toContain(`${root}/host/${names.resourcePool}`);
        expect(paths("vsphere:datastore")).toEqual([`${root}/datastore/${names.datastore}`]);
        expect(paths("vsphere:network")).toEqual([`${root}/network/${names.portGroup}`]);
        expect(paths("vsphere:virtualMachine")).toEqual([`${root}/vm/${names.template}`]);
        const hosts = [1, 2, 3].map((number) => `${names.cluster.split("/").at(-1)}-esxi-${number}`);
        expect(paths("vsphere:host")).toEqual(hosts.map((host) => `${root}/host/${names.cluster}/${host}`));
      }),
      { numRuns: 30 },
    );
  });

  it("of another server is another one, whatever its names", async () => {
    const ids = (server: string) =>
      furnishings({ ...INVENTORY, server }).map(({ type, id }) => `${type} ${id}`);
    expect(ids("a.example.com").filter((id) => ids("b.example.com").includes(id))).toEqual([]);
  });

  it("is seen from its own vCenter only: a datacenter of the same name elsewhere isn't meant", async () => {
    const { cloud } = vcenter();
    const other = { ...INVENTORY, server: "vcenter-b.example.com" };
    cloud.furnish(furnishings(other));
    const { functions } = providerOn(cloud, "vsphere");
    const datacenterOf = async ({ server }: VcenterInventory) => {
      const at = { region: server };
      const found = await functions.get("vsphere:index/getDatacenter:getDatacenter")?.run(
        { name: INVENTORY.datacenter },
        {
          search: (type) => cloud.search(at, type),
          get: (type, id) => cloud.describe(at, type, id),
        },
      );
      return text(found ?? {}, "id");
    };
    const [here, there] = [await datacenterOf(INVENTORY), await datacenterOf(other)];
    expect(here).toMatch(/^datacenter-\d+$/);
    expect(there).toMatch(/^datacenter-\d+$/);
    expect(there).not.toBe(here);
    // What is made in one of them isn't in the other, and takes no name there.
    const folder = (server: string, datacenterId: string) =>
      cloud.create({ region: server }, "vsphere:folder", { path: "hougu", type: "vm", datacenterId });
    const made = await folder(INVENTORY.server, here);
    await expect(folder(other.server, there)).resolves.toMatchObject({ attributes: { path: "hougu" } });
    expect(await cloud.describe({ region: other.server }, "vsphere:folder", made.id)).toBeUndefined();
    await expect(folder(other.server, here)).rejects.toMatchObject({ code: "ManagedObjectNotFound" });
  });

  it("is shared by stacks as far as their names agree", () => {
    const account = vcenter();
    const before = account.cloud.list().length;
    account.cloud.furnish(furnishings({ ...INVENTORY, template: "tpl-debian-13" }));
    expect(account.cloud.list()).toHaveLength(before + 1);
  });

  it("looks like a vCenter's", () => {
    const account = vcenter();
    expect(furnished(account, "vsphere:cluster").id).toMatch(/^domain-c\d+$/);
    expect(furnished(account, "vsphere:datastoreCluster").id).toMatch(/^group-p\d+$/);
    expect(furnished(account, "vsphere:datastore", "Pod0-1").attributes).toMatchObject({
      inventoryPath: "/DC0/datastore/Pod0/Pod0-1",
    });
    const template = furnished(account, "vsphere:virtualMachine");
    expect(template.id).toMatch(/^42[0-9a-f]{6}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    expect(template.attributes).toMatchObject({
      template: true,
      powerState: "poweredOff",
      uuid: template.id,
    });
  });

  it("has a datastore in a cluster when its path says so", () => {
    const account = vcenter({ ...INVENTORY, datastore: "Pod0/SSD_0" });
    expect(furnished(account, "vsphere:datastore", "SSD_0").attributes).toMatchObject({
      inventoryPath: "/DC0/datastore/Pod0/SSD_0",
      datastoreClusterId: furnished(account, "vsphere:datastoreCluster").id,
    });
  });
});
