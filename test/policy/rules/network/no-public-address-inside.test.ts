import type { EipAssociationArgs } from "@pulumi/alicloud/ecs/eipAssociation.js";
import type { InstanceArgs } from "@pulumi/alicloud/ecs/instance.js";
import { describe, expect, it, test } from "vitest";
import { type StackResource, UNKNOWN } from "../../../../policy/resource.ts";
import { noPublicAddressInside } from "../../../../policy/rules/network/no-public-address-inside.ts";
import * as t from "../../../../policy/types.ts";
import { judge, judgeStack, type Props, resource } from "../judge.ts";

const instance = (role: unknown, props: Props<InstanceArgs> = {}, id = "i-1") =>
  resource<InstanceArgs>(t.ECS_INSTANCE, { tags: { role }, ...props }, { name: `host-${id}`, id });

describe("an instance's own public address", () => {
  test.each([{ internetMaxBandwidthOut: 0 }, { allocatePublicIp: false }, {}])(
    "inside: %o is fine",
    (props) => {
      expect(judge(noPublicAddressInside, instance("tomcat", props)).broken).toEqual([]);
    },
  );
  test.each([{ internetMaxBandwidthOut: 5 }, { allocatePublicIp: true }])("inside: %o is not", (props) => {
    expect(judge(noPublicAddressInside, instance("tomcat", props)).broken).toEqual([
      expect.stringContaining('"tomcat"'),
    ]);
  });
  it("is allowed on the edge only", () => {
    expect(judge(noPublicAddressInside, instance("edge", { internetMaxBandwidthOut: 5 })).broken).toEqual([]);
  });
  it("is refused on a host that doesn't say what it is", () => {
    expect(
      judge(noPublicAddressInside, resource(t.ECS_INSTANCE, { internetMaxBandwidthOut: 1 })).broken,
    ).toHaveLength(1);
  });
  it("waits for a bandwidth or a role that is not known yet", () => {
    expect(
      judge(noPublicAddressInside, instance("tomcat", { internetMaxBandwidthOut: UNKNOWN })).undecided,
    ).toEqual(["internetMaxBandwidthOut"]);
    expect(judge(noPublicAddressInside, instance(UNKNOWN, { internetMaxBandwidthOut: 5 })).undecided).toEqual(
      ["tags"],
    );
    expect(judge(noPublicAddressInside, instance(UNKNOWN)).undecided).toEqual([]);
  });
});

describe("an EIP", () => {
  const association = (props: Props<EipAssociationArgs>, to?: StackResource) =>
    resource<EipAssociationArgs>(t.EIP_ASSOCIATION, props, {
      name: "association",
      madeOf: to === undefined ? {} : { instanceId: [to] },
    });
  const unknown = { allocationId: UNKNOWN, instanceId: UNKNOWN };

  it("may lead to the edge and to a NAT gateway, also while ids are unknown", () => {
    const edge = instance("edge");
    const nat = resource(t.NAT_GATEWAY, {});
    expect(judgeStack(noPublicAddressInside, [edge, association(unknown, edge)]).broken).toEqual([]);
    expect(judgeStack(noPublicAddressInside, [nat, association(unknown, nat)]).broken).toEqual([]);
  });
  it("may not lead inside, whether the engine or only the id tells", () => {
    const inner = instance("tomcat");
    const found = judgeStack(noPublicAddressInside, [inner, association(unknown, inner)]);
    expect(found.broken).toEqual(['The EIP leads to host-i-1, whose role is "tomcat".']);
    expect(found.urns).toEqual([association(unknown).urn]);
    expect(
      judgeStack(noPublicAddressInside, [inner, association({ instanceId: "i-1" })]).broken,
    ).toHaveLength(1);
  });
  it("may lead to a HaVip of the edge, not to one that an inner host shares", () => {
    const havip = resource(t.HAVIP, {}, { name: "vip" });
    const attach = (host: StackResource) =>
      resource(t.HAVIP_ATTACHMENT, {}, { name: host.name, madeOf: { haVipId: [havip], instanceId: [host] } });
    const [one, two] = [instance("edge", {}, "i-1"), instance("tomcat", {}, "i-2")];
    const common = [havip, one, two, association(unknown, havip), attach(one)];
    expect(judgeStack(noPublicAddressInside, common).broken).toEqual([]);
    expect(judgeStack(noPublicAddressInside, [...common, attach(two)]).broken).toEqual([
      expect.stringContaining("host-i-2"),
    ]);
  });
  it("may not lead to something that the stack doesn't know", () => {
    expect(judgeStack(noPublicAddressInside, [association({ instanceId: "eni-9" })]).broken).toHaveLength(1);
  });
});
