import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { numeric, records, text, texts } from "../../../sandbox/cloud/object.ts";
import { DATASTORE_GIB, HOST, TEMPLATE, THIN_DISK_GIB } from "../../../sandbox/cloud/vsphere/capacity.ts";
import { changesBetween } from "../../../sandbox/facts/facts.ts";
import { refusalOf } from "../account.ts";
import { attached } from "./programs/virtual-disk.ts";
import { furnished, otherCluster, vcenter } from "./vcenter.ts";

const TYPE = "vsphere:virtualMachine";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const disk = { label: "disk0", size: 20, unitNumber: 0, thinProvisioned: true } as const;

describe("a machine", () => {
  it("has what vCenter gives it", async () => {
    const account = vcenter();
    const { id, attributes } = await account.the(TYPE);
    expect(id).toMatch(UUID);
    expect(attributes).toMatchObject({
      uuid: id,
      moid: expect.stringMatching(/^vm-\d+$/),
      powerState: "poweredOn",
      vmwareToolsStatus: "guestToolsRunning",
      vmxPath: "edge-1/edge-1.vmx",
      hostSystemId: expect.stringMatching(/^host-\d+$/),
      hardwareVersion: TEMPLATE.hardwareVersion,
      cpuShareCount: 2 * 1000,
      memoryShareCount: 2048 * 10,
      changeVersion: expect.stringMatching(/^2026-11-24T/),
      folder: "hougu-dev",
      inventoryPath: "/DC0/vm/hougu-dev/edge-1",
    });
    expect<unknown>(attributes.disks).toEqual([
      expect.objectContaining({
        ...disk,
        key: 2000,
        deviceAddress: "scsi:0:0",
        path: "edge-1/edge-1.vmdk",
        datastoreId: text(attributes, "datastoreId"),
        uuid: expect.stringMatching(/^6000C29[0-9a-f]-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
      }),
    ]);
    expect<unknown>(attributes.networkInterfaces).toEqual([
      expect.objectContaining({
        key: 4000,
        deviceAddress: "pci:0:7",
        adapterType: "vmxnet3",
        bandwidthShareCount: 50,
        macAddress: expect.stringMatching(/^00:50:56:[89ab][0-9a-f]:[0-9a-f]{2}:[0-9a-f]{2}$/),
      }),
    ]);
  });

  it("is off and silent until its clone is made and booted", async () => {
    const account = vcenter();
    const { attributes } = await account.begin(TYPE);
    expect(attributes).toMatchObject({
      powerState: "poweredOff",
      vmwareToolsStatus: "guestToolsNotRunning",
      guestIpAddresses: [],
      defaultIpAddress: "",
    });
  });

  it("has its template's disk when nobody says one", async () => {
    const { attributes } = await vcenter().create(TYPE, { disks: null });
    expect(records(attributes, "disks")).toMatchObject([{ size: TEMPLATE.disk, thinProvisioned: true }]);
  });

  it("is replaced by a clone of another template, and keeps running when only the patience differs", async () => {
    const account = vcenter();
    const { id, attributes } = await account.the(TYPE);
    const clone = { templateUuid: furnished(account, TYPE).id };
    const changes = (after: object) =>
      changesBetween("vsphere:index/virtualMachine:VirtualMachine", { clone }, { clone: after });
    expect(changes({ templateUuid: "another" })).toEqual([
      { path: "clone.templateUuid", kind: "update", replaces: true },
    ]);
    expect(changes({ ...clone, linkedClone: true })).toMatchObject([{ replaces: true }]);
    expect(changes({ ...clone, timeout: 60 })).toEqual([
      { path: "clone.timeout", kind: "add", replaces: false },
    ]);
    await account.modify(TYPE, id, { clone: { ...clone, timeout: 60 } });
    await account.modify(TYPE, id, { clone: null });
    expect((await account.the(TYPE)).attributes).toMatchObject({ uuid: attributes.uuid ?? "" });
  });

  it("matches its template's disks by their places, not by their order", async () => {
    const account = vcenter();
    const first = { ...disk, size: 10 };
    const second = { ...disk, label: "disk1", size: 30, unitNumber: 1 };
    account.cloud.tamper(TYPE, furnished(account, TYPE).id, { disks: [second, first] });
    await expect(account.create(TYPE, { disks: [first, second] })).resolves.toBeDefined();
    const swapped = [
      { ...first, size: 30 },
      { ...second, size: 10 },
    ];
    const refusal = await refusalOf(account.create(TYPE, { name: "edge-2", disks: swapped }));
    expect(refusal).toMatchObject({
      code: "InvalidDeviceOperation",
      message: expect.stringContaining(">= 30 GiB, got 10"),
    });
  });

  it("keeps its devices' identities when they change, and gets new ones for new devices", async () => {
    const account = vcenter();
    const { id, attributes } = await account.the(TYPE);
    const networkId = furnished(account, "vsphere:network").id;
    account.clock.advance(1);
    const after = await account.modify(TYPE, id, {
      disks: [
        { ...disk, size: 40 },
        { label: "data", size: 5, unitNumber: 1 },
      ],
      networkInterfaces: [{ networkId }, { networkId, bandwidthShareLevel: "high" }],
      numCpus: 4,
    });
    const [before] = records(attributes, "disks");
    const [grown, added] = records(after.attributes, "disks");
    expect(grown).toMatchObject({
      size: 40,
      uuid: before?.uuid ?? "",
      key: before?.key ?? 0,
      path: before?.path ?? "",
    });
    expect(added).toMatchObject({ size: 5, key: 2001, path: "edge-1/edge-1_1.vmdk" });
    expect(added?.uuid).not.toBe(before?.uuid);
    const macs = records(after.attributes, "networkInterfaces").map(({ macAddress }) => macAddress);
    expect(macs[0]).toBe(records(attributes, "networkInterfaces")[0]?.macAddress);
    expect(macs[1]).not.toBe(macs[0]);
    expect(records(after.attributes, "networkInterfaces")[1]).toMatchObject({
      key: 4001,
      bandwidthShareCount: 100,
    });
    expect(after.attributes).toMatchObject({ cpuShareCount: 4000, uuid: id, moid: attributes.moid });
    expect(after.attributes.changeVersion).not.toBe(attributes.changeVersion);
  });

  it("leaves an attached disk where it is when it goes, for the next machine", async () => {
    const account = vcenter();
    const data = await account.the("vsphere:virtualDisk");
    const first = await account.create(TYPE, { disks: [disk, attached] });
    expect(records(first.attributes, "disks")[1]).toMatchObject({ path: attached.path, key: 2001 });
    await account.remove(TYPE, first.id);
    account.settle();
    expect(await account.exists("vsphere:virtualDisk", data.id)).toBe(true);
    const second = await account.create(TYPE, { disks: [disk, attached] });
    expect(records(second.attributes, "disks")[1]).toMatchObject({ path: attached.path });
    // Nobody counts its room twice.
    const datastore = await account.describe("vsphere:datastore", text(second.attributes, "datastoreId"));
    const without = DATASTORE_GIB - (numeric(datastore.attributes, "freeSpace") ?? 0);
    await account.modify(TYPE, second.id, { disks: [disk] });
    const detached = await account.describe("vsphere:datastore", text(second.attributes, "datastoreId"));
    expect(DATASTORE_GIB - (numeric(detached.attributes, "freeSpace") ?? 0)).toBe(without);
  });

  it("may be renamed and tagged while it is suspended, and a template may be destroyed", async () => {
    const account = vcenter();
    const { id } = await account.the(TYPE);
    account.cloud.tamper(TYPE, id, { powerState: "suspended" });
    const tag = await account.the("vsphere:tag");
    const after = await account.modify(TYPE, id, { name: "edge-9", tags: [tag.id] });
    expect(after.attributes).toMatchObject({
      name: "edge-9",
      tags: [tag.id],
      inventoryPath: "/DC0/vm/hougu-dev/edge-9",
    });
    const template = furnished(account, TYPE);
    await expect(account.remove(TYPE, template.id)).resolves.toBeUndefined();
    // Its clones live on.
    account.settle();
    expect((await account.describe(TYPE, id)).attributes.clone).toEqual({ templateUuid: template.id });
  });

  it("of the same name can stand in another folder", async () => {
    const account = vcenter();
    await account.the(TYPE);
    const { attributes } = await account.create(TYPE, { folder: "" });
    expect(attributes).toMatchObject({ folder: "", inventoryPath: "/DC0/vm/edge-1" });
  });

  it("moves to another folder", async () => {
    const account = vcenter();
    const { id } = await account.the(TYPE);
    await account.create("vsphere:folder", { path: "hougu-dev/inner" });
    const after = await account.modify(TYPE, id, { folder: "hougu-dev/inner" });
    expect(after.attributes.inventoryPath).toBe("/DC0/vm/hougu-dev/inner/edge-1");
  });

  it("keeps its secrets out of the store's files", async () => {
    const account = vcenter();
    expect(account.cloud.type(TYPE).sealed).toEqual(expect.arrayContaining(["extraConfig", "clone"]));
  });
});

describe("a guest", () => {
  const metadata = stringify({
    network: {
      version: 2,
      ethernets: { ens192: { dhcp4: false, addresses: ["192.168.50.23/24", "fd00::23/64"] } },
    },
  });

  it.each([
    ["base64", Buffer.from(metadata).toString("base64")],
    ["gzip+base64", gzipSync(metadata).toString("base64")],
    ["", metadata],
  ])("reports the address that its metadata gives it (encoding %j)", async (encoding, content) => {
    const { attributes } = await vcenter().create(TYPE, {
      extraConfig: { "guestinfo.metadata": content, "guestinfo.metadata.encoding": encoding },
    });
    expect(attributes).toMatchObject({
      defaultIpAddress: "192.168.50.23",
      guestIpAddresses: ["192.168.50.23"],
    });
  });

  it("reports the address that vCenter's customization gives it", async () => {
    const account = vcenter();
    const clone = {
      templateUuid: furnished(account, TYPE).id,
      customize: { networkInterfaces: [{ ipv4Address: "192.168.50.24", ipv4Netmask: 24 }] },
    };
    expect((await account.create(TYPE, { clone })).attributes.defaultIpAddress).toBe("192.168.50.24");
  });

  it("leases an address of its own without one", async () => {
    const account = vcenter();
    const leased = new Set<string>();
    for (let count = 0; count < 20; count += 1) {
      const { attributes } = await account.create(TYPE, { name: `edge-${count}` });
      expect(texts(attributes, "guestIpAddresses")).toEqual([attributes.defaultIpAddress]);
      leased.add(text(attributes, "defaultIpAddress"));
    }
    expect(leased.size).toBe(20);
  });

  it("with another firmware than its template's doesn't come up", async () => {
    const { attributes } = await vcenter().create(TYPE, { firmware: "bios" });
    expect(attributes).toMatchObject({
      powerState: "poweredOn",
      vmwareToolsStatus: "guestToolsNotRunning",
      guestIpAddresses: [],
    });
  });

  it("isn't there on a machine that was made from nothing", async () => {
    const unsaid = {
      clone: null,
      guestId: null,
      numCpus: null,
      memory: null,
      firmware: null,
      scsiType: null,
    };
    const { attributes } = await vcenter().create(TYPE, unsaid);
    expect(attributes).toMatchObject({
      guestId: "otherGuest64",
      vmwareToolsStatus: "guestToolsNotRunning",
      numCpus: 1,
      numCoresPerSocket: 1,
      memory: 1024,
      firmware: "bios",
      scsiType: "pvscsi",
      swapPlacementPolicy: "inherit",
      cpuReservation: 0,
      cpuLimit: -1,
      memoryReservation: 0,
      memoryLimit: -1,
    });
  });
});

describe("placement", () => {
  it("spreads machines over the hosts of the cluster", async () => {
    const account = vcenter();
    const hosts = new Map<string, number>();
    // The template stands on one of them.
    for (let count = 0; count < 8; count += 1) {
      const host = text((await account.create(TYPE, { name: `edge-${count}` })).attributes, "hostSystemId");
      hosts.set(host, (hosts.get(host) ?? 0) + 1);
    }
    expect([...hosts.values()].toSorted()).toEqual([2, 3, 3]);
  });

  it("takes the host that is wanted", async () => {
    const account = vcenter();
    const { id } = await account.the("vsphere:host");
    expect((await account.create(TYPE, { hostSystemId: id })).attributes.hostSystemId).toBe(id);
  });

  it("takes the emptiest datastore of a cluster, and stays there", async () => {
    const account = vcenter();
    const datastoreClusterId = furnished(account, "vsphere:datastoreCluster").id;
    const onCluster = { datastoreId: null, datastoreClusterId };
    const used = new Set<string>();
    for (let count = 0; count < 3; count += 1) {
      used.add(
        text((await account.create(TYPE, { name: `m-${count}`, ...onCluster })).attributes, "datastoreId"),
      );
    }
    expect(used.size).toBe(3);
    const { id, attributes } = await account.create(TYPE, { name: "m-9", ...onCluster });
    const after = await account.modify(TYPE, id, { numCpus: 4 });
    expect(after.attributes.datastoreId).toBe(attributes.datastoreId);
  });

  it("moves disks with their machine to another datastore", async () => {
    const account = vcenter();
    const { id } = await account.the(TYPE);
    const other = furnished(account, "vsphere:datastore", "Pod0-1").id;
    const after = await account.modify(TYPE, id, { datastoreId: other });
    expect(records(after.attributes, "disks").map(({ datastoreId }) => datastoreId)).toEqual([other]);
  });

  it("leaves a disk behind that has a datastore of its own", async () => {
    const account = vcenter();
    const [own, other] = ["Pod0-1", "Pod0-2"].map((name) => furnished(account, "vsphere:datastore", name).id);
    const data = { label: "data", size: 5, unitNumber: 14, datastoreId: own ?? "" };
    const { id } = await account.create(TYPE, { disks: [disk, data] });
    const after = await account.modify(TYPE, id, { datastoreId: other ?? "" });
    expect(records(after.attributes, "disks").map(({ datastoreId }) => datastoreId)).toEqual([other, own]);
  });

  it("moves a machine to a host of the cluster whose pool it goes to", async () => {
    const account = vcenter();
    const { id } = await account.the(TYPE);
    const { host, pool } = await otherCluster(account);
    const after = await account.modify(TYPE, id, { resourcePoolId: pool.id });
    expect(after.attributes.hostSystemId).toBe(host.id);
  });
});

describe("a datastore", () => {
  it("has what its machines leave of it", async () => {
    const account = vcenter();
    const { id } = furnished(account, "vsphere:datastore", "LocalDS_0");
    const free = async () =>
      numeric((await account.describe("vsphere:datastore", id)).attributes, "freeSpace");
    // The template's thin disk.
    expect(await free()).toBe(DATASTORE_GIB - THIN_DISK_GIB);
    const machine = await account.the(TYPE);
    // A thin disk, and swap for two GiB of memory.
    expect(await free()).toBe(DATASTORE_GIB - 2 * THIN_DISK_GIB - 2);
    const thick = { label: "data", size: 100, unitNumber: 1, thinProvisioned: false };
    await account.modify(TYPE, machine.id, { disks: [disk, thick], memoryReservation: 1024 });
    expect(await free()).toBe(DATASTORE_GIB - 2 * THIN_DISK_GIB - 1 - 100);
    await account.remove(TYPE, machine.id);
    account.settle();
    expect(await free()).toBe(DATASTORE_GIB - THIN_DISK_GIB);
  });

  it("that is full lets a machine become smaller, and no new one in", async () => {
    const account = vcenter();
    const machine = await account.the(TYPE);
    account.cloud.tamper("vsphere:datastore", text(machine.attributes, "datastoreId"), { capacity: 1 });
    await expect(account.modify(TYPE, machine.id, { memory: 1024 })).resolves.toBeDefined();
    expect((await refusalOf(account.create(TYPE, { name: "edge-2" }))).code).toBe("NoDiskSpace");
  });
});

describe("reservations", () => {
  it("may use up the cluster, and not a MiB more", async () => {
    const account = vcenter();
    const reserved = { memory: HOST.memory, memoryReservation: HOST.memory };
    for (const name of ["a", "b", "c"]) await account.create(TYPE, { name, ...reserved });
    const more = account.create(TYPE, { name: "d", memory: 2048, memoryReservation: 1 });
    expect((await refusalOf(more)).code).toBe("InsufficientResourcesFault");
    await expect(account.create(TYPE, { name: "d" })).resolves.toBeDefined();
    const power = { cpuReservation: 3 * HOST.cores * HOST.cpuMhz, cpuLimit: 3 * HOST.cores * HOST.cpuMhz };
    await expect(account.create("vsphere:resourcePool", power)).resolves.toBeDefined();
    const last = account.create(TYPE, { name: "e", cpuReservation: 1 });
    expect((await refusalOf(last)).code).toBe("InsufficientResourcesFault");
  });

  it("can be borrowed from the pool above, and then are nobody else's", async () => {
    const account = vcenter();
    const pool = await account.the("vsphere:resourcePool");
    await account.create(TYPE, {
      resourcePoolId: pool.id,
      memory: HOST.memory,
      memoryReservation: HOST.memory,
    });
    const rest = {
      parentResourcePoolId: furnished(account, "vsphere:resourcePool", "Resources").id,
      name: "rest",
    };
    const all = account.create("vsphere:resourcePool", { ...rest, memoryReservation: 2 * HOST.memory + 1 });
    expect((await refusalOf(all)).code).toBe("InsufficientResourcesFault");
    await expect(
      account.create("vsphere:resourcePool", { ...rest, memoryReservation: 2 * HOST.memory }),
    ).resolves.toBeDefined();
  });

  it("may be kept when something else changes", async () => {
    const account = vcenter();
    const { id } = await account.create(TYPE, { memory: HOST.memory, memoryReservation: HOST.memory });
    const pool = await account.create("vsphere:resourcePool", { memoryReservation: 2 * HOST.memory });
    await expect(account.modify(TYPE, id, { numCpus: 4 })).resolves.toBeDefined();
    await expect(account.modify("vsphere:resourcePool", pool.id, { name: "renamed" })).resolves.toBeDefined();
  });
});
