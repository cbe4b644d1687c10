import { describe, expect, it } from "vitest";
import { VSPHERE_TYPES } from "../../../sandbox/cloud/vsphere/types.ts";
import { computedOf, factsOf } from "../../../sandbox/facts/facts.ts";
import { Resources } from "../../../sandbox/plugin/resources.ts";
import { VSPHERE_MAPPINGS } from "../../../sandbox/plugin/vsphere/mappings.ts";
import { type Account, refusalOf } from "../account.ts";
import { vcenter } from "./vcenter.ts";

const SEED = new Uint8Array(32);
const PATIENCE = { seconds: 600, signal: new AbortController().signal };

/** The provider at a vCenter whose clock runs ahead of every wait. */
function provider(account: Account) {
  const resources = new Resources(account.cloud, VSPHERE_MAPPINGS);
  const ticking = setInterval(() => account.settle(), 1);
  return {
    resources,
    create: async (token: string, given: Record<string, unknown>) => {
      const { inputs, problems } = resources.check(token, "one", {}, given, SEED);
      expect(problems).toEqual([]);
      const state = await resources.create(account.session, token, inputs, PATIENCE);
      return { inputs, ...state };
    },
    stop: () => clearInterval(ticking),
  };
}

describe("vSphere's resource types", () => {
  it("are types of the provider and of the cloud", () => {
    const types = VSPHERE_TYPES.map(({ type }) => type);
    for (const { token, type, providerOnly = [] } of VSPHERE_MAPPINGS) {
      const facts = factsOf(token);
      expect(facts, token).toBeDefined();
      expect(types).toContain(type);
      expect(Object.keys(facts ?? {}), token).toEqual(expect.arrayContaining([...providerOnly]));
    }
  });

  it.each(VSPHERE_MAPPINGS)("$token lives a whole life, and settles at once", async ({ token, type }) => {
    const account = vcenter();
    const wanted = await account.wanted(type);
    const { resources, create, stop } = provider(account);
    try {
      const { id, inputs, properties } = await create(token, wanted);
      expect(computedOf(token).filter((name) => properties[name] === undefined)).toEqual([]);
      const seen = await resources.read(account.session, token, id, inputs, PATIENCE);
      expect(seen?.properties).toEqual(properties);
      expect(seen?.inputs).toEqual(inputs);
      expect(resources.diff(token, "one", seen?.inputs ?? {}, inputs).changes).toEqual([]);
      await resources.remove(account.session, token, id, PATIENCE);
      expect(await resources.read(account.session, token, id, inputs, PATIENCE)).toBeUndefined();
      // What is gone already counts as deleted.
      await resources.remove(account.session, token, id, PATIENCE);
    } finally {
      stop();
    }
  });

  it("take folders' paths with or without slashes around them", async () => {
    const account = vcenter();
    const { create, stop } = provider(account);
    const wanted = await account.wanted("vsphere:folder");
    try {
      const folder = await create("vsphere:index/folder:Folder", { ...wanted, path: "/a//" });
      expect(folder.properties.path).toBe("a");
      const machine = await account.wanted("vsphere:virtualMachine");
      const made = await create("vsphere:index/virtualMachine:VirtualMachine", { ...machine, folder: "/a/" });
      expect(made.properties.folder).toBe("a");
    } finally {
      stop();
    }
  });

  it("update a machine in place and keep what vCenter gave it", async () => {
    const account = vcenter();
    const { resources, create, stop } = provider(account);
    const token = "vsphere:index/virtualMachine:VirtualMachine";
    try {
      const made = await create(token, await account.wanted("vsphere:virtualMachine"));
      const news = { ...made.inputs, memory: 4096 };
      const after = await resources.update(account.session, token, made.id, made.inputs, news, PATIENCE);
      expect(after).toMatchObject({ memory: 4096, uuid: made.id, moid: made.properties.moid });
      expect(after.networkInterfaces).toEqual(made.properties.networkInterfaces);
      expect(after.disks).toEqual(made.properties.disks);
    } finally {
      stop();
    }
  });

  it("wait for a task that is in progress", async () => {
    const account = vcenter();
    const { id } = await account.begin("vsphere:virtualMachine");
    const busy = await refusalOf(account.remove("vsphere:virtualMachine", id));
    expect(busy).toMatchObject({ code: "TaskInProgress", retryable: true });
  });
});
