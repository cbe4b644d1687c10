import { describe, expect, it } from "vitest";
import { type StackResource, UNKNOWN } from "../../../../policy/resource.ts";
import { twoZones } from "../../../../policy/rules/availability/two-zones.ts";
import * as t from "../../../../policy/types.ts";
import { judgeStack, resource } from "../judge.ts";

const vswitch = (zoneId: unknown, name = String(zoneId)) => resource(t.VSWITCH, { zoneId }, { name });
const tomcat = (name: string, service: string, at: StackResource) =>
  resource(
    t.ECS_INSTANCE,
    { tags: { service, role: "tomcat" }, vswitchId: UNKNOWN },
    { name, madeOf: { vswitchId: [at] } },
  );

const [h, k] = [vswitch("cn-hangzhou-h"), vswitch("cn-hangzhou-k")];

describe("on Alibaba Cloud", () => {
  it("passes with vSwitches and each service's Tomcats in two zones", () => {
    const nodes = ["artist", "food"].flatMap((service) => [
      tomcat(`${service}-1`, service, h),
      tomcat(`${service}-2`, service, k),
    ]);
    expect(judgeStack(twoZones, [h, k, ...nodes])).toMatchObject({ broken: [], undecided: [] });
  });
  it("fails with vSwitches in one zone", () => {
    expect(judgeStack(twoZones, [h, vswitch("cn-hangzhou-h", "other")]).broken).toEqual([
      "vSwitches: 2 in 1 zone (cn-hangzhou-h), expected 2 zones or more.",
    ]);
  });
  it("fails for the one service that stands in one zone", () => {
    const nodes = [
      tomcat("a1", "artist", h),
      tomcat("a2", "artist", k),
      tomcat("f1", "food", k),
      tomcat("f2", "food", k),
    ];
    expect(judgeStack(twoZones, [h, k, ...nodes]).broken).toEqual([
      "food tomcat: 2 in 1 zone (cn-hangzhou-k), expected 2 zones or more.",
    ]);
  });
  it("fails with a single Tomcat", () => {
    expect(judgeStack(twoZones, [h, k, tomcat("a1", "artist", h)]).broken).toHaveLength(1);
  });
  it("reads the zone of an instance whose vSwitch is not of the stack", () => {
    const node = (name: string, availabilityZone: string) =>
      resource(t.ECS_INSTANCE, { tags: { service: "artist", role: "tomcat" }, availabilityZone }, { name });
    expect(judgeStack(twoZones, [node("a1", "x"), node("a2", "y")]).broken).toEqual([]);
    expect(judgeStack(twoZones, [node("a1", "x"), node("a2", "x")]).broken).toHaveLength(1);
  });
  it("waits while a zone is unknown", () => {
    expect(judgeStack(twoZones, [h, vswitch(UNKNOWN, "later")])).toMatchObject({
      broken: [],
      undecided: ["zoneId"],
    });
  });
  it("doesn't mind the zones of others", () => {
    const nat = resource(t.ECS_INSTANCE, {
      tags: { service: "platform", role: "bastion" },
      availabilityZone: "x",
    });
    expect(judgeStack(twoZones, [h, k, nat]).broken).toEqual([]);
  });
});

describe("on vSphere", () => {
  const tag = (key: string, name: string) =>
    resource(
      t.VSPHERE_TAG,
      { name },
      { name: `${key}-${name}`, madeOf: { categoryId: [resource(t.VSPHERE_TAG_CATEGORY, { name: key })] } },
    );
  const vm = (name: string) =>
    resource(t.VSPHERE_VM, {}, { name, madeOf: { tags: [tag("service", "food"), tag("role", "tomcat")] } });
  const rule = (members: readonly StackResource[], props = {}) =>
    resource(t.VSPHERE_ANTI_AFFINITY, props, { madeOf: { virtualMachineIds: members } });
  const [one, two] = [vm("food-tomcat-1"), vm("food-tomcat-2")];

  it("passes with a rule that keeps the VMs apart", () => {
    expect(judgeStack(twoZones, [one, two, rule([one, two])]).broken).toEqual([]);
  });
  it("fails without, with one that is off, or with one that leaves a VM out", () => {
    expect(judgeStack(twoZones, [one, two]).broken).toHaveLength(1);
    expect(judgeStack(twoZones, [one, two, rule([one, two], { enabled: false })]).broken).toHaveLength(1);
    expect(judgeStack(twoZones, [one, two, rule([one])]).broken).toHaveLength(1);
  });
});

it("has nothing to say about an empty stack", () => {
  expect(judgeStack(twoZones, [])).toMatchObject({ broken: [], undecided: [] });
});
