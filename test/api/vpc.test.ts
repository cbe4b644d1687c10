import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestClock } from "../sandbox/clock.ts";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

const VERSION = "2016-04-28";

describe("Vpc", () => {
  const clock = new TestClock();
  let api: RunningApi;

  beforeEach(async () => {
    api = await runningApi({ now: clock.now });
  });

  /** Lets everything that is on its way arrive. */
  function settled(): void {
    clock.advance(10_000);
    expect(api.cloud.isSettled()).toBe(true);
  }

  afterEach(async () => {
    await api.close();
  });

  it("gives a VPC with vSwitches a whole life, in words that the SDK knows", async () => {
    const { VpcId } = await api.rpc(VERSION, "CreateVpc", {
      VpcName: "hougu",
      CidrBlock: "10.0.0.0/8",
      Tag: [{ Key: "owner", Value: "platform" }],
    });
    settled();
    const { VSwitchId } = await api.rpc(VERSION, "CreateVSwitch", {
      VpcId,
      CidrBlock: "10.0.0.0/24",
      ZoneId: "cn-hangzhou-k",
      VSwitchName: "edge",
    });
    settled();
    await api.rpc(VERSION, "ModifyVpcAttribute", { VpcId, VpcName: "renamed" });
    await api.rpc(VERSION, "ModifyVSwitchAttribute", { VSwitchId, VSwitchName: "border" });
    expect(await api.rpc(VERSION, "DescribeVSwitchAttributes", { VSwitchId })).toMatchObject({
      VSwitchName: "border",
    });
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
    for (const [action, enabled] of [
      ["EnableVpcClassicLink", true],
      ["DisableVpcClassicLink", false],
    ] as const) {
      await api.rpc(VERSION, action, { VpcId });
      expect(await api.rpc(VERSION, "DescribeVpcAttribute", { VpcId })).toMatchObject({
        ClassicLinkEnabled: enabled,
      });
    }
    const RouteTableId = api.cloud.list().find(({ id }) => id === VpcId)?.attributes.routeTableId;
    await api.rpc(VERSION, "ModifyRouteTableAttributes", { RouteTableId, RouteTableName: "main" });
    expect(
      (await api.rpc(VERSION, "DescribeRouteTableList", { RouteTableId })).RouterTableList
        .RouterTableListType,
    ).toMatchObject([{ RouteTableName: "main" }]);
    await expect(api.rpc(VERSION, "DeleteVpc", { VpcId })).rejects.toMatchObject({
      code: "DependencyViolation.VSwitch",
    });
    await api.rpc(VERSION, "DeleteVSwitch", { VSwitchId });
    settled();
    await api.rpc(VERSION, "DeleteVpc", { VpcId });
    settled();
    expect(api.cloud.list()).toEqual([]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("tags, lists by tag, and takes tags away", async () => {
    const { VpcId } = await api.rpc(VERSION, "CreateVpc", { VpcName: "a" });
    settled();
    await api.rpc(VERSION, "CreateVpc", { VpcName: "b" });
    const resource = { ResourceType: "VPC", ResourceId: [VpcId] };
    settled();
    await api.rpc(VERSION, "TagResources", { ...resource, Tag: [{ Key: "env", Value: "dev" }] });
    const listed = await api.rpc(VERSION, "ListTagResources", { ResourceType: "VPC", Tag: [{ Key: "env" }] });
    expect(listed.TagResources.TagResource).toEqual([
      { ResourceId: VpcId, ResourceType: "VPC", TagKey: "env", TagValue: "dev" },
    ]);
    await api.rpc(VERSION, "UnTagResources", { ...resource, TagKey: ["env"] });
    expect((await api.rpc(VERSION, "ListTagResources", resource)).TagResources.TagResource).toEqual([]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  const rpc = (action: string, parameters?: Readonly<Record<string, unknown>>) =>
    api.rpc(VERSION, action, parameters);

  /** A vSwitch in a VPC. */
  async function place(CidrBlock = "10.20.0.0/24") {
    const { VpcId } = await rpc("CreateVpc", { CidrBlock: "10.20.0.0/16" });
    settled();
    const { VSwitchId } = await rpc("CreateVSwitch", { VpcId, CidrBlock, ZoneId: "cn-hangzhou-k" });
    settled();
    return { VpcId, VSwitchId };
  }

  it("leads out through a NAT gateway, and in", async () => {
    const { VpcId, VSwitchId } = await place();
    const { NatGatewayId, SnatTableIds, ForwardTableIds } = await rpc("CreateNatGateway", {
      VpcId,
      VSwitchId,
      Name: "nat",
      NatType: "Enhanced",
      InstanceChargeType: "PostPaid",
      InternetChargeType: "PayByLcu",
      NetworkType: "internet",
      Tag: [{ Key: "owner", Value: "platform" }],
    });
    const { AllocationId, EipAddress } = await rpc("AllocateEipAddress", {
      Name: "nat",
      Bandwidth: "20",
      InternetChargeType: "PayByTraffic",
      InstanceChargeType: "PostPaid",
    });
    settled();
    const association = { AllocationId, InstanceId: NatGatewayId, InstanceType: "Nat" };
    await rpc("AssociateEipAddress", association);
    const [SnatTableId] = SnatTableIds.SnatTableId;
    const [ForwardTableId] = ForwardTableIds.ForwardTableId;
    const { SnatEntryId } = await rpc("CreateSnatEntry", {
      SnatTableId,
      SourceVSwitchId: VSwitchId,
      SnatIp: EipAddress,
      SnatEntryName: "app",
    });
    const { ForwardEntryId } = await rpc("CreateForwardEntry", {
      ForwardTableId,
      ForwardEntryName: "entry",
      ExternalIp: EipAddress,
      ExternalPort: "8443",
      InternalIp: "10.20.0.11",
      InternalPort: "443",
      IpProtocol: "tcp",
    });
    const snat = { SnatTableId, SnatEntryId };
    const forward = { ForwardTableId, ForwardEntryId };
    expect((await rpc("DescribeSnatTableEntries", snat)).SnatTableEntries.SnatTableEntry).toMatchObject([
      { Status: "Pending", NatGatewayId },
    ]);
    settled();
    await rpc("ModifySnatEntry", { ...snat, SnatEntryName: "renamed" });
    await rpc("ModifyForwardEntry", { ...forward, ExternalPort: "9443" });
    await rpc("ModifyNatGatewayAttribute", { NatGatewayId, Name: "renamed" });
    await rpc("ModifyNatGatewaySpec", { NatGatewayId, Spec: "Small" });
    expect((await rpc("DescribeSnatTableEntries", { NatGatewayId })).SnatTableEntries.SnatTableEntry).toEqual(
      [
        expect.objectContaining({
          SnatEntryName: "renamed",
          SnatIp: EipAddress,
          SourceVSwitchId: VSwitchId,
          SourceCIDR: "10.20.0.0/24",
          Status: "Available",
        }),
      ],
    );
    expect(
      (await rpc("DescribeForwardTableEntries", forward)).ForwardTableEntries.ForwardTableEntry,
    ).toMatchObject([{ ExternalPort: "9443", InternalIp: "10.20.0.11", NatGatewayId, Status: "Available" }]);
    expect((await rpc("DescribeNatGateways", { NatGatewayId })).NatGateways.NatGateway).toMatchObject([
      {
        Name: "renamed",
        Spec: "Small",
        VpcId,
        InstanceChargeType: "PostPaid",
        NatGatewayPrivateInfo: { VswitchId: VSwitchId, IzNo: "cn-hangzhou-k" },
        IpLists: { IpList: [{ IpAddress: EipAddress, SnatEntryEnabled: true }] },
        Tags: { Tag: [{ TagKey: "owner", TagValue: "platform" }] },
      },
    ]);
    expect(await rpc("GetNatGatewayAttribute", { NatGatewayId })).toMatchObject({
      SnatTable: { SnatEntryCount: 1 },
      ForwardTable: { ForwardEntryCount: 1 },
    });
    await expect(rpc("DeleteNatGateway", { NatGatewayId })).rejects.toMatchObject({
      code: expect.stringMatching(/^DependencyViolation/),
    });
    await rpc("DeletionProtection", { Type: "NATGW", InstanceId: NatGatewayId, ProtectionEnable: true });
    await rpc("DeleteSnatEntry", snat);
    await rpc("DeleteForwardEntry", forward);
    settled();
    await rpc("UnassociateEipAddress", association);
    await expect(rpc("DeleteNatGateway", { NatGatewayId })).rejects.toMatchObject({
      code: "InvalidOperation.DeletionProtection",
    });
    await rpc("DeletionProtection", { Type: "NATGW", InstanceId: NatGatewayId, ProtectionEnable: false });
    await rpc("DeleteNatGateway", { NatGatewayId, Force: true });
    await rpc("ReleaseEipAddress", { AllocationId });
    settled();
    expect((await rpc("DescribeNatGateways")).TotalCount).toBe(0);
    expect((await rpc("DescribeEipAddresses")).TotalCount).toBe(0);
    await expect(rpc("DescribeSnatTableEntries", { NatGatewayId })).rejects.toMatchObject({
      code: "InvalidNatGatewayId.NotFound",
    });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("takes what stands on a gateway with it when it is forced to", async () => {
    const { VpcId, VSwitchId } = await place();
    const { NatGatewayId, SnatTableIds } = await rpc("CreateNatGateway", { VpcId, VSwitchId });
    const { AllocationId, EipAddress } = await rpc("AllocateEipAddress");
    settled();
    await rpc("AssociateEipAddress", { AllocationId, InstanceId: NatGatewayId });
    await rpc("CreateSnatEntry", {
      SnatTableId: SnatTableIds.SnatTableId[0],
      SourceVSwitchId: VSwitchId,
      SnatIp: EipAddress,
    });
    settled();
    await rpc("DeleteNatGateway", { NatGatewayId, Force: true });
    settled();
    expect((await rpc("DescribeNatGateways")).TotalCount).toBe(0);
    expect((await rpc("DescribeEipAddresses")).EipAddresses.EipAddress).toMatchObject([
      { AllocationId, Status: "Available", InstanceId: "" },
    ]);
  });

  it("lends addresses of the internet", async () => {
    const { VSwitchId } = await place();
    const { AllocationId, EipAddress } = await rpc("AllocateEipAddress", {
      Name: "edge",
      Bandwidth: "5",
      Tag: [{ Key: "owner", Value: "platform" }],
    });
    const { HaVipId } = await rpc("CreateHaVip", { VSwitchId });
    settled();
    const association = { AllocationId, InstanceId: HaVipId, InstanceType: "HaVip" };
    await expect(rpc("UnassociateEipAddress", association)).rejects.toMatchObject({
      code: "IncorrectEipStatus",
    });
    await rpc("AssociateEipAddress", association);
    await rpc("ModifyEipAddressAttribute", { AllocationId, Name: "renamed", Bandwidth: "10" });
    await rpc("ModifyEipForwardMode", { InstanceId: AllocationId, Mode: "NAT" });
    await rpc("MoveResourceGroup", {
      ResourceType: "EIP",
      ResourceId: AllocationId,
      NewResourceGroupId: "rg-1",
    });
    await rpc("SetHighDefinitionMonitorLogStatus", {
      InstanceId: AllocationId,
      InstanceType: "EIP",
      Status: "ON",
      LogProject: "hougu",
      LogStore: "eip",
    });
    expect(
      await rpc("DescribeHighDefinitionMonitorLogAttribute", { InstanceId: AllocationId }),
    ).toMatchObject({ LogProject: "hougu", LogStore: "eip" });
    const filters = { AssociatedInstanceId: HaVipId, EipAddress, Tag: [{ Key: "owner" }] };
    expect((await rpc("DescribeEipAddresses", filters)).EipAddresses.EipAddress).toMatchObject([
      {
        AllocationId,
        Name: "renamed",
        Bandwidth: "10",
        Status: "InUse",
        InstanceId: HaVipId,
        InstanceType: "HaVip",
        ChargeType: "PostPaid",
        HDMonitorStatus: "ON",
        ResourceGroupId: "rg-1",
        Tags: { Tag: [{ Key: "owner", Value: "platform" }] },
      },
    ]);
    await expect(rpc("ReleaseEipAddress", { AllocationId })).rejects.toMatchObject({
      code: "IncorrectEipStatus",
    });
    await rpc("UnassociateEipAddress", association);
    await rpc("ReleaseEipAddress", { AllocationId });
    settled();
    expect((await rpc("DescribeEipAddresses", { AllocationId })).TotalCount).toBe(0);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("moves an address between machines", async () => {
    const { VpcId, VSwitchId } = await place();
    const { HaVipId, IpAddress } = await rpc("CreateHaVip", {
      VSwitchId,
      Name: "edge",
      IpAddress: "10.20.0.100",
      Tag: [{ Key: "owner", Value: "platform" }],
    });
    expect(IpAddress).toBe("10.20.0.100");
    settled();
    const session = { region: "cn-hangzhou" };
    const group = await api.cloud.create(session, "alicloud:securityGroup", { vpcId: VpcId });
    const instance = await api.cloud.create(session, "alicloud:instance", {
      vswitchId: VSwitchId,
      securityGroups: [group.id],
      instanceType: "ecs.g7.large",
      imageId: "debian_12_8_x64_20G_alibase_20241216.vhd",
    });
    settled();
    const attachment = { HaVipId, InstanceId: instance.id, InstanceType: "EcsInstance" };
    const asked = { Filter: [{ Key: "HaVipId", Value: [HaVipId] }] };
    const now = async () => (await rpc("DescribeHaVips", asked)).HaVips.HaVip[0];
    await rpc("AssociateHaVip", attachment);
    expect(await now()).toMatchObject({ Status: "Associating" });
    settled();
    await rpc("ModifyHaVipAttribute", { HaVipId, Name: "renamed", Description: "the pair's" });
    expect(await now()).toMatchObject({
      Name: "renamed",
      Description: "the pair's",
      Status: "InUse",
      VpcId,
      AssociatedInstances: { associatedInstance: [instance.id] },
      MasterInstanceId: instance.id,
    });
    await expect(rpc("DeleteHaVip", { HaVipId })).rejects.toMatchObject({ code: "IncorrectHaVipStatus" });
    await rpc("UnassociateHaVip", attachment);
    settled();
    expect(await now()).toMatchObject({
      Status: "Available",
      AssociatedInstances: { associatedInstance: [] },
    });
    await expect(
      rpc("DescribeHaVips", { Filter: [{ Key: "Colour", Value: ["red"] }] }),
    ).rejects.toMatchObject({
      code: "InvalidFilterKey.ValueNotSupported",
    });
    await rpc("DeleteHaVip", { HaVipId });
    settled();
    expect((await rpc("DescribeHaVips")).TotalCount).toBe(0);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("tells which regions and zones there are", async () => {
    expect((await rpc("DescribeRegions")).Regions.Region).toContainEqual(
      expect.objectContaining({ RegionId: "cn-hangzhou" }),
    );
    expect((await rpc("DescribeZones")).Zones.Zone).toContainEqual(
      expect.objectContaining({ ZoneId: "cn-hangzhou-k" }),
    );
    expect(objections(api.exchanges)).toEqual([]);
  });
});
