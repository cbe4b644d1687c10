import type { EcsDiskArgs } from "@pulumi/alicloud/ecs/ecsDisk.js";
import type { InstanceArgs } from "@pulumi/alicloud/ecs/instance.js";
import { describe, expect, it, test } from "vitest";
import { UNKNOWN } from "../../../../policy/resource.ts";
import { encryptedDisks } from "../../../../policy/rules/encryption/encrypted-disks.ts";
import * as t from "../../../../policy/types.ts";
import { judge, type Props, resource } from "../judge.ts";

const instance = (props: Props<InstanceArgs>) =>
  judge(encryptedDisks, resource<InstanceArgs>(t.ECS_INSTANCE, props));

describe("an ECS instance", () => {
  it("passes with every disk encrypted", () => {
    expect(instance({ systemDiskEncrypted: true, dataDisks: [{ size: 20, encrypted: true }] })).toEqual({
      broken: [],
      undecided: [],
    });
  });
  test.each([false, undefined, "false", null])("fails with systemDiskEncrypted %s", (systemDiskEncrypted) => {
    expect(instance({ systemDiskEncrypted }).broken).toEqual([
      expect.stringContaining("systemDiskEncrypted"),
    ]);
  });
  it("names the data disk that isn't", () => {
    const dataDisks = [{ size: 20, encrypted: true }, { size: 20 }];
    expect(instance({ systemDiskEncrypted: true, dataDisks }).broken).toEqual([
      "dataDisks[1].encrypted is not set, expected true.",
    ]);
  });
  it("waits for what is unknown and still tells what is wrong", () => {
    expect(instance({ systemDiskEncrypted: UNKNOWN, dataDisks: [{ encrypted: false }] })).toEqual({
      broken: ["dataDisks[0].encrypted is false, expected true."],
      undecided: ["systemDiskEncrypted"],
    });
    expect(instance({ systemDiskEncrypted: true, dataDisks: UNKNOWN }).undecided).toEqual(["dataDisks"]);
  });
});

test.each([t.ECS_DISK, t.ECS_DISK_OLD])("a disk of its own: %s", (type) => {
  expect(judge(encryptedDisks, resource<EcsDiskArgs>(type, { encrypted: true })).broken).toEqual([]);
  expect(judge(encryptedDisks, resource<EcsDiskArgs>(type, {})).broken).toEqual([
    "encrypted is not set, expected true.",
  ]);
});

test("a launch template", () => {
  const template = (props: object) => judge(encryptedDisks, resource(t.ECS_LAUNCH_TEMPLATE, props)).broken;
  expect(template({ systemDisk: { encrypted: "true" } })).toEqual([]);
  expect(template({ systemDisk: [{ encrypted: true }], dataDisks: [{ encrypted: true }] })).toEqual([]);
  expect(template({ systemDisk: {}, dataDisks: [{}] })).toHaveLength(2);
  expect(template({})).toHaveLength(1);
});

describe("a vSphere VM", () => {
  const vm = (props: object, settings = {}) =>
    judge(encryptedDisks, resource(t.VSPHERE_VM, props), settings).broken;
  it("passes by a storage policy, its own or its disks'", () => {
    expect(vm({ storagePolicyId: "p", disks: [{}] })).toEqual([]);
    expect(vm({ storagePolicyId: UNKNOWN, disks: [{}] })).toEqual([]);
    expect(vm({ disks: [{ storagePolicyId: "p" }, { storagePolicyId: UNKNOWN }] })).toEqual([]);
  });
  it("fails without", () => {
    expect(vm({ disks: [{ storagePolicyId: "p" }, {}] })).toEqual([expect.stringContaining("disks[1]")]);
    expect(vm({ storagePolicyId: "" })).toHaveLength(1);
  });
  it("passes where the operator states that the datastore is encrypted", () => {
    expect(vm({ disks: [{}] }, { vsphereDatastoreEncrypted: true })).toEqual([]);
  });
});
