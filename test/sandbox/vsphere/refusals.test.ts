import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { VSPHERE_TYPES } from "../../../sandbox/cloud/vsphere/types.ts";
import { refusalOf } from "../account.ts";
import { codesIn } from "../rules.ts";
import { FOLDER_PROGRAMS } from "./programs/folder.ts";
import { INVENTORY_PROGRAMS } from "./programs/inventory.ts";
import { MACHINE_PROGRAMS } from "./programs/machine.ts";
import { RESOURCE_POOL_PROGRAMS } from "./programs/resource-pool.ts";
import { RULE_PROGRAMS } from "./programs/rules.ts";
import { TAG_PROGRAMS } from "./programs/tags.ts";
import { VIRTUAL_DISK_PROGRAMS } from "./programs/virtual-disk.ts";
import { INVENTORY, vcenter } from "./vcenter.ts";

const PROGRAMS = [
  ...FOLDER_PROGRAMS,
  ...TAG_PROGRAMS,
  ...RESOURCE_POOL_PROGRAMS,
  ...MACHINE_PROGRAMS,
  ...VIRTUAL_DISK_PROGRAMS,
  ...RULE_PROGRAMS,
  ...INVENTORY_PROGRAMS,
];

describe("vCenter accepts", () => {
  it.each(VSPHERE_TYPES.map(({ type }) => type))("a right %s, and lets it go again", async (type) => {
    const account = vcenter();
    const { id, attributes, scope } = await account.the(type);
    // A vCenter has no regions: it is one.
    expect(scope).toBe(INVENTORY.server);
    expect(attributes).toMatchObject(
      await account.wanted(type, { virtualMachineIds: null, networkInterfaces: null, disks: null }),
    );
    expect(account.cloud.isSettled()).toBe(true);
    await account.remove(type, id);
    account.settle();
    expect(await account.exists(type, id)).toBe(false);
  });
});

describe("vCenter refuses", () => {
  it.each(PROGRAMS)("$type $what: $code", async ({ code, run }) => {
    const refusal = await refusalOf(run(vcenter()));
    expect(refusal.code, refusal.message).toBe(code);
    expect(refusal.service).toBe("vCenter");
  });

  it("something about every type", () => {
    const types = new Set(PROGRAMS.map(({ type }) => type));
    expect([...types].sort()).toEqual(VSPHERE_TYPES.map(({ type }) => type).sort());
  });

  it("by no rule that no program here breaks", () => {
    const broken = new Set(PROGRAMS.map(({ code }) => code));
    const rules = codesIn(join(import.meta.dirname, "../../../sandbox/cloud/vsphere"));
    expect([...rules].filter((code) => !broken.has(code)).sort()).toEqual([]);
  });
});
