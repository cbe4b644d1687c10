import type { InstanceArgs } from "@pulumi/alicloud/ecs/instance.js";
import { describe, expect, it, test } from "vitest";
import { UNKNOWN } from "../../../../policy/resource.ts";
import { deletionProtection } from "../../../../policy/rules/availability/deletion-protection.ts";
import * as t from "../../../../policy/types.ts";
import { judge, type Props, resource } from "../judge.ts";

test.each([t.EIP, t.NAT_GATEWAY])("%s is protected by the cloud", (type) => {
  expect(judge(deletionProtection, resource(type, { deletionProtection: true })).broken).toEqual([]);
  for (const value of [false, undefined]) {
    expect(judge(deletionProtection, resource(type, { deletionProtection: value })).broken).toHaveLength(1);
  }
  // Only the cloud's own switch stops somebody who is not using Pulumi.
  expect(judge(deletionProtection, resource(type, {}, { protect: true })).broken).toHaveLength(1);
  expect(judge(deletionProtection, resource(type, { deletionProtection: UNKNOWN })).undecided).toEqual([
    "deletionProtection",
  ]);
});

test.each([t.VPC, t.VSWITCH, t.VSPHERE_DISK])("%s is protected by the engine", (type) => {
  expect(judge(deletionProtection, resource(type, {}, { protect: true })).broken).toEqual([]);
  expect(judge(deletionProtection, resource(type, {})).broken).toEqual([expect.stringContaining("protect")]);
});

describe("an instance", () => {
  const instance = (role: unknown, props: Props<InstanceArgs> = {}) =>
    judge(deletionProtection, resource<InstanceArgs>(t.ECS_INSTANCE, { tags: { role }, ...props }));
  it("of another role needs it", () => {
    expect(instance("database", { deletionProtection: true }).broken).toEqual([]);
    expect(instance("database").broken).toHaveLength(1);
  });
  it.each(["edge", "tomcat", "rabbitmq"])(
    "of the role %s does not, since it rolls by replacement",
    (role) => {
      expect(instance(role)).toEqual({ broken: [], undecided: [] });
    },
  );
  it("with data disks needs it, whatever it is called", () => {
    expect(instance("tomcat", { dataDisks: [{ size: 20 }] }).broken).toHaveLength(1);
  });
  it("without a role needs it", () => {
    expect(instance(undefined).broken).toHaveLength(1);
    expect(instance(UNKNOWN).undecided).toEqual(["tags"]);
  });
});
