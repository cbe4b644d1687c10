import { describe, expect, it } from "vitest";
import type { Attributes } from "../../../sandbox/cloud/object.ts";
import { furnishings } from "../../../sandbox/cloud/vsphere/inventory.ts";
import { functionFactsOf } from "../../../sandbox/facts/load.ts";
import { VSPHERE_FUNCTIONS } from "../../../sandbox/plugin/vsphere/functions.ts";
import type { Account } from "../account.ts";
import { furnished, INVENTORY, vcenter } from "./vcenter.ts";

function call({ cloud, session }: Account, name: string, args: Attributes): Promise<Attributes> {
  const found = VSPHERE_FUNCTIONS.find(({ token }) => token === `vsphere:index/${name}:${name}`);
  if (!found) throw new Error(`there is no function ${name}`);
  return found.run(args, {
    search: (type) => cloud.search(session, type),
    get: (type, id) => cloud.describe(session, type, id),
  });
}

/** How each function is asked for what is there, and what it must find. */
const CALLS: readonly (readonly [string, (account: Account) => Promise<{ args: Attributes; id: string }>])[] =
  [
    [
      "getDatacenter",
      async (account) => ({ args: { name: "DC0" }, id: furnished(account, "vsphere:datacenter").id }),
    ],
    ["getComputeCluster", async (account) => named(account, "DC0_C0", "vsphere:cluster")],
    [
      "getResourcePool",
      async (account) => named(account, "DC0_C0/Resources/hougu", "vsphere:resourcePool", "hougu"),
    ],
    ["getDatastore", async (account) => named(account, "LocalDS_0", "vsphere:datastore", "LocalDS_0")],
    ["getDatastoreCluster", async (account) => named(account, "Pod0", "vsphere:datastoreCluster")],
    ["getNetwork", async (account) => named(account, "VM Network", "vsphere:network")],
    ["getHost", async (account) => named(account, "DC0_C0-esxi-2", "vsphere:host", "DC0_C0-esxi-2")],
    ["getVirtualMachine", async (account) => named(account, "tpl-debian-12", "vsphere:virtualMachine")],
    [
      "getFolder",
      async (account) => ({
        args: { path: "/DC0/vm/hougu-dev" },
        id: (await account.the("vsphere:folder")).id,
      }),
    ],
    [
      "getTag",
      async (account) => ({
        args: { name: "edge", categoryId: (await account.the("vsphere:tagCategory")).id },
        id: (await account.the("vsphere:tag")).id,
      }),
    ],
    [
      "getTagCategory",
      async (account) => ({
        args: { name: "hougu-dev-role" },
        id: (await account.the("vsphere:tagCategory")).id,
      }),
    ],
    [
      "getCustomAttribute",
      async (account) => ({ args: { name: "owner" }, id: (await account.the("vsphere:customAttribute")).id }),
    ],
  ];

function named(account: Account, name: string, type: string, found?: string) {
  const datacenterId = furnished(account, "vsphere:datacenter").id;
  return { args: { name, datacenterId }, id: furnished(account, type, found).id };
}

describe("a function", () => {
  it.each(CALLS)(
    "%s finds what is there, and answers everything that its facts name",
    async (name, prepare) => {
      const account = vcenter();
      const { args, id } = await prepare(account);
      const result = await call(account, name, args);
      expect(result).toMatchObject({ ...args, id });
      const facts = functionFactsOf(`vsphere:index/${name}:${name}`) ?? {};
      const missing = Object.entries(facts)
        .filter(([property, { computed }]) => computed && result[property] === undefined)
        .map(([property]) => property);
      expect(missing).toEqual([]);
    },
  );

  it("is here for each that is listed, and no other", () => {
    const listed = CALLS.map(([name]) => `vsphere:index/${name}:${name}`).sort();
    expect(VSPHERE_FUNCTIONS.map(({ token }) => token).sort()).toEqual(listed);
    expect(listed.filter((token) => functionFactsOf(token) === undefined)).toEqual([]);
  });

  it("finds by absolute path and by the last part of one", async () => {
    const account = vcenter({ ...INVENTORY, template: "templates/tpl-debian-12" });
    const { id } = furnished(account, "vsphere:virtualMachine");
    const datacenterId = furnished(account, "vsphere:datacenter").id;
    for (const name of ["templates/tpl-debian-12", "tpl-debian-12", "/DC0/vm/templates/tpl-debian-12"]) {
      expect((await call(account, "getVirtualMachine", { name, datacenterId })).id, name).toBe(id);
    }
    const absolute = { name: "/DC0/vm/templates/tpl-debian-12" };
    expect((await call(account, "getVirtualMachine", absolute)).id).toBe(id);
  });

  it("shows of a template what a clone must know, and vCenter's defaults for the rest", async () => {
    const account = vcenter();
    const { args, id } = named(account, "tpl-debian-12", "vsphere:virtualMachine");
    expect(await call(account, "getVirtualMachine", args)).toEqual({
      ...args,
      id,
      uuid: id,
      alternateGuestName: "",
      annotation: "",
      bootDelay: 0,
      bootRetryDelay: 10_000,
      bootRetryEnabled: false,
      changeVersion: "",
      cpuHotAddEnabled: false,
      cpuHotRemoveEnabled: false,
      cpuLimit: -1,
      cpuPerformanceCountersEnabled: false,
      cpuReservation: 0,
      cpuShareCount: 2000,
      cpuShareLevel: "normal",
      disks: [{ label: "Hard disk 1", size: 10, thinProvisioned: true, eagerlyScrub: false, unitNumber: 0 }],
      efiSecureBootEnabled: false,
      enableDiskUuid: false,
      enableLogging: false,
      eptRviMode: "automatic",
      firmware: "efi",
      guestId: "debian12_64Guest",
      guestIpAddresses: [],
      hardwareVersion: 19,
      hvMode: "hvAuto",
      ideControllerScanCount: 2,
      latencySensitivity: "normal",
      memory: 2048,
      memoryHotAddEnabled: false,
      memoryLimit: -1,
      memoryReservation: 0,
      memoryShareCount: 20_480,
      memoryShareLevel: "normal",
      nestedHvEnabled: false,
      networkInterfaceTypes: ["vmxnet3"],
      numCoresPerSocket: 1,
      numCpus: 2,
      runToolsScriptsAfterPowerOn: true,
      runToolsScriptsAfterResume: true,
      runToolsScriptsBeforeGuestReboot: false,
      runToolsScriptsBeforeGuestShutdown: true,
      runToolsScriptsBeforeGuestStandby: true,
      sataControllerScanCount: 0,
      scsiBusSharing: "noSharing",
      scsiControllerScanCount: 1,
      scsiType: "pvscsi",
      storagePolicyId: "",
      swapPlacementPolicy: "inherit",
      syncTimeWithHost: false,
      vappTransports: [],
    });
  });

  it("looks in one datacenter", async () => {
    const account = vcenter();
    account.cloud.furnish(furnishings({ ...INVENTORY, datacenter: "DC9" }));
    const found = new Set<unknown>();
    for (const dc of ["DC0", "DC9"]) {
      const datacenterId = furnished(account, "vsphere:datacenter", dc).id;
      found.add((await call(account, "getNetwork", { name: "VM Network", datacenterId })).id);
    }
    expect(found.size).toBe(2);
  });

  const REFUSED: readonly (readonly [string, Attributes, string])[] = [
    ["getDatacenter", { name: "X" }, "error fetching datacenter: datacenter 'X' not found"],
    [
      "getComputeCluster",
      { name: "X", datacenterId: "" },
      "error loading cluster: please specify a datacenter",
    ],
    ["getComputeCluster", { name: "/X" }, "error loading cluster: cluster '/X' not found"],
    ["getResourcePool", {}, "name cannot be empty when using vCenter"],
    ["getResourcePool", { name: "/X" }, "error fetching resource pool: resource pool '/X' not found"],
    ["getDatastore", { name: "/X" }, "error fetching datastore: datastore '/X' not found"],
    [
      "getDatastoreCluster",
      { name: "/X" },
      "error loading datastore cluster: datastore cluster '/X' not found",
    ],
    ["getNetwork", { name: "/X" }, "error fetching network: network '/X' not found"],
    ["getHost", { name: "/X" }, "error fetching host: host '/X' not found"],
    ["getFolder", { path: "/X" }, "cannot locate folder: folder '/X' not found"],
    ["getTag", { name: "x", categoryId: "urn:x" }, 'could not get tag for name "x": 404 Not Found: urn:x'],
    ["getTagCategory", { name: "x" }, 'category name "x" not found'],
    ["getCustomAttribute", { name: "x" }, "key name not found"],
    ["getVirtualMachine", { name: "/X" }, "error fetching virtual machine: vm '/X' not found"],
  ];

  it.each(REFUSED)("%s of %j fails in the provider's words", async (name, args, message) => {
    await expect(call(vcenter(), name, args)).rejects.toThrow(new Error(message));
  });

  it("says which datacenter it couldn't find", async () => {
    const lost = call(vcenter(), "getNetwork", { name: "VM Network", datacenterId: "datacenter-9" });
    await expect(lost).rejects.toThrow("could not find datacenter with id: datacenter-9");
  });

  it("says a tag isn't in its category, and that a name means several", async () => {
    const account = vcenter();
    const categoryId = (await account.the("vsphere:tagCategory")).id;
    const lost = call(account, "getTag", { name: "x", categoryId });
    await expect(lost).rejects.toThrow(`tag name "x" not found in category ID "${categoryId}"`);
    account.cloud.furnish(furnishings({ ...INVENTORY, datacenter: "DC9" }));
    const two = call(account, "getDatacenter", {});
    await expect(two).rejects.toThrow("default datacenter resolves to multiple instances, please specify");
    const datacenterId = furnished(account, "vsphere:datacenter", "DC0").id;
    const hosts = call(account, "getHost", { datacenterId });
    await expect(hosts).rejects.toThrow("default host resolves to multiple instances, please specify");
  });

  it("takes the only datacenter when nobody names one", async () => {
    const account = vcenter();
    expect((await call(account, "getDatacenter", {})).id).toBe(furnished(account, "vsphere:datacenter").id);
  });
});
