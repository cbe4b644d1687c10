import { expect, it, test } from "vitest";
import { instanceTypeOf, machinesOf, sizeInName } from "../../../../components/config/instance-families.ts";
import { UNKNOWN } from "../../../../policy/resource.ts";
import { allowedSizes } from "../../../../policy/rules/cost/allowed-sizes.ts";
import * as t from "../../../../policy/types.ts";
import { judge, resource } from "../judge.ts";

const instance = (instanceType: unknown, settings = {}) =>
  judge(allowedSizes, resource(t.ECS_INSTANCE, { instanceType }), settings);

test.each(["ecs.g7.large", "ecs.u1-c1m2.large", "ecs.u1-c1m4.2xlarge", "ecs.g8i.xlarge"])(
  "%s is allowed",
  (type) => {
    expect(instance(type).broken).toEqual([]);
  },
);

test.each([
  "ecs.t6-c1m1.large",
  "ecs.ebmg7.48xlarge",
  "ecs.g7ne.large",
  "ecs.g5.large",
  "g7.large",
  "ecs",
  "",
  undefined,
])("%s is not", (type) => {
  expect(instance(type).broken).toHaveLength(1);
});

it("takes the families from the configuration", () => {
  expect(instance("ecs.g5.large", { instanceFamilies: ["ecs.g5"] }).broken).toEqual([]);
});

test.each([
  [{ instanceType: "ecs.g7.4xlarge" }, []],
  [{ instanceType: "ecs.c7.8xlarge" }, ["instanceType ecs.c7.8xlarge is 32 vCPU, expected at most 16 vCPU."]],
  [{ instanceType: "ecs.r7.3xlarge" }, ["instanceType ecs.r7.3xlarge is 96 GiB, expected at most 64 GiB."]],
  [
    { instanceType: "ecs.u1-c1m8.4xlarge" },
    ["instanceType ecs.u1-c1m8.4xlarge is 128 GiB, expected at most 64 GiB."],
  ],
  [
    { instanceType: "ecs.g7.large", systemDiskSize: 501, dataDisks: [{ size: 500 }, { size: 2000 }] },
    [
      "systemDiskSize is 501 GiB, expected at most 500 GiB.",
      "dataDisks[1].size is 2000 GiB, expected at most 500 GiB.",
    ],
  ],
])("an instance of %o", (props, broken) => {
  expect(judge(allowedSizes, resource(t.ECS_INSTANCE, props)).broken).toEqual(broken);
});

test("the size in a type's name is the size that it was chosen for", () => {
  for (const family of ["ecs.u1", "ecs.e", "ecs.c7", "ecs.g8i", "ecs.r6"]) {
    for (const machine of machinesOf(family)) {
      const type = instanceTypeOf(machine, [family]) ?? "";
      expect([type, sizeInName(type)]).toEqual([type, machine]);
    }
  }
});

it("waits for a type that is unknown", () => {
  expect(instance(UNKNOWN)).toEqual({ broken: [], undecided: ["instanceType"] });
});

test.each([
  [{ numCpus: 16, memory: 65536, disks: [{ size: 500 }] }, []],
  [{ numCpus: 17 }, ["numCpus is 17, expected at most 16."]],
  [{ memory: 65537 }, [expect.stringContaining("memory is 64.")]],
  [{ disks: [{ size: 40 }, { size: 501 }] }, ["disks[1].size is 501 GiB, expected at most 500 GiB."]],
  [{}, []],
])("a vSphere VM of %o", (props, broken) => {
  expect(judge(allowedSizes, resource(t.VSPHERE_VM, props)).broken).toEqual(broken);
});

it("waits for a VM's unknown size", () => {
  expect(judge(allowedSizes, resource(t.VSPHERE_VM, { numCpus: UNKNOWN })).undecided).toEqual(["numCpus"]);
});
