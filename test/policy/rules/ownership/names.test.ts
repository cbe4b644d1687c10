import type { InstanceArgs } from "@pulumi/alicloud/ecs/instance.js";
import fc from "fast-check";
import { expect, it, test } from "vitest";
import { UNKNOWN } from "../../../../policy/resource.ts";
import { names } from "../../../../policy/rules/ownership/names.ts";
import * as t from "../../../../policy/types.ts";
import { judge, resource } from "../judge.ts";

const instance = (instanceName: unknown, hostName?: unknown) =>
  judge(names, resource<InstanceArgs>(t.ECS_INSTANCE, { instanceName, hostName }));

test.each(["artist-tomcat-1", "a", "edge-cn-hangzhou-k", "a".repeat(63)])("%s is a name", (name) => {
  expect(instance(name).broken).toEqual([]);
});

test.each([
  "Artist",
  "1artist",
  "artist_1",
  "artist--1",
  "-artist",
  "artist-",
  "artist.1",
  "后古",
  "a b",
  "a".repeat(64),
  "a\n",
])("%j is not", (name) => {
  expect(instance(name).broken).toEqual([expect.stringContaining("instanceName")]);
});

test.each([undefined, ""])("a name that is %j is asked for, a host name isn't", (name) => {
  expect(instance(name, name).broken).toEqual(["instanceName is not set."]);
});

it("judges a host name that is there", () => {
  expect(instance("edge", "Edge").broken).toEqual([expect.stringContaining("hostName")]);
});

it("waits for a name that is unknown", () => {
  expect(instance(UNKNOWN)).toEqual({ broken: [], undecided: ["instanceName"] });
});

test.each([
  [t.VPC, "vpcName", 128],
  [t.VSWITCH, "vswitchName", 128],
  [t.RAM_ROLE, "roleName", 64],
  [t.VSPHERE_VM, "name", 63],
])("%s: %s up to %d characters", (type, property, longest) => {
  expect(judge(names, resource(type, { [property]: "a".repeat(longest) })).broken).toEqual([]);
  expect(judge(names, resource(type, { [property]: "a".repeat(longest + 1) })).broken).toHaveLength(1);
});

it("law: words of lower-case letters and digits, joined by hyphens, are names", () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
      expect(instance(words.join("-")).broken).toEqual([]);
    }),
  );
});
