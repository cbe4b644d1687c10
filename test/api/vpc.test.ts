import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

const VERSION = "2016-04-28";

describe("Vpc", () => {
  let api: RunningApi;

  beforeEach(async () => {
    api = await runningApi();
  });

  afterEach(async () => {
    await api.close();
  });

  it("gives a VPC with vSwitches a whole life, in words that the SDK knows", async () => {
    const { VpcId } = await api.rpc(VERSION, "CreateVpc", {
      VpcName: "hougu",
      CidrBlock: "10.0.0.0/8",
      Tag: [{ Key: "owner", Value: "platform" }],
    });
    await expect.poll(() => api.cloud.isSettled()).toBe(true);
    const { VSwitchId } = await api.rpc(VERSION, "CreateVSwitch", {
      VpcId,
      CidrBlock: "10.0.0.0/24",
      ZoneId: "cn-hangzhou-k",
      VSwitchName: "edge",
    });
    await expect.poll(() => api.cloud.isSettled()).toBe(true);
    await api.rpc(VERSION, "ModifyVpcAttribute", { VpcId, VpcName: "renamed" });
    await api.rpc(VERSION, "ModifyVSwitchAttribute", { VSwitchId, VSwitchName: "border" });
    const vpc = await api.rpc(VERSION, "DescribeVpcAttribute", { VpcId });
    expect(vpc).toMatchObject({
      VpcName: "renamed",
      Status: "Available",
      VSwitchIds: { VSwitchId: [VSwitchId] },
      Tags: { Tag: [{ Key: "owner", Value: "platform" }] },
    });
    expect((await api.rpc(VERSION, "DescribeVSwitches", { VpcId })).VSwitches.VSwitch).toMatchObject([
      { VSwitchId, VSwitchName: "border", AvailableIpAddressCount: 252 },
    ]);
    expect((await api.rpc(VERSION, "DescribeVpcs")).Vpcs.Vpc).toHaveLength(1);
    expect(
      (await api.rpc(VERSION, "DescribeRouteTableList", { VpcId })).RouterTableList.RouterTableListType,
    ).toMatchObject([{ VpcId, RouteTableId: expect.stringMatching(/^vtb-/) }]);
    await expect(api.rpc(VERSION, "DeleteVpc", { VpcId })).rejects.toMatchObject({
      code: "DependencyViolation.VSwitch",
    });
    await api.rpc(VERSION, "DeleteVSwitch", { VSwitchId });
    await expect.poll(() => api.cloud.isSettled()).toBe(true);
    await api.rpc(VERSION, "DeleteVpc", { VpcId });
    await expect.poll(() => api.cloud.list()).toEqual([]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("tags, lists by tag, and takes tags away", async () => {
    const { VpcId } = await api.rpc(VERSION, "CreateVpc", { VpcName: "a" });
    await expect.poll(() => api.cloud.isSettled()).toBe(true);
    await api.rpc(VERSION, "CreateVpc", { VpcName: "b" });
    const resource = { ResourceType: "VPC", ResourceId: [VpcId] };
    await expect.poll(() => api.cloud.isSettled()).toBe(true);
    await api.rpc(VERSION, "TagResources", { ...resource, Tag: [{ Key: "env", Value: "dev" }] });
    const listed = await api.rpc(VERSION, "ListTagResources", { ResourceType: "VPC", Tag: [{ Key: "env" }] });
    expect(listed.TagResources.TagResource).toEqual([
      { ResourceId: VpcId, ResourceType: "VPC", TagKey: "env", TagValue: "dev" },
    ]);
    await api.rpc(VERSION, "UnTagResources", { ...resource, TagKey: ["env"] });
    expect((await api.rpc(VERSION, "ListTagResources", resource)).TagResources.TagResource).toEqual([]);
    expect(objections(api.exchanges)).toEqual([]);
  });
});
