import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestClock } from "../sandbox/clock.ts";
import type { Answer } from "./official-client.ts";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

const ECS = "2014-05-26";
const VPC = "2016-04-28";
const ZONE = "cn-hangzhou-k";
const IMAGE = "debian_12_8_x64_20G_alibase_20241216.vhd";
const USER_DATA = Buffer.from("#cloud-config\n").toString("base64");
const PASSWORD = "Never-Shown-1";

describe("Ecs", () => {
  const clock = new TestClock();
  let api: RunningApi;
  const ecs = (action: string, parameters?: Readonly<Record<string, unknown>>): Promise<Answer> =>
    api.rpc(ECS, action, parameters);

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

  /** A vSwitch and a security group in one VPC. */
  async function place() {
    const { VpcId } = await api.rpc(VPC, "CreateVpc", { CidrBlock: "10.20.0.0/16" });
    settled();
    const { VSwitchId } = await api.rpc(VPC, "CreateVSwitch", {
      VpcId,
      CidrBlock: "10.20.0.0/20",
      ZoneId: ZONE,
    });
    settled();
    const { SecurityGroupId } = await ecs("CreateSecurityGroup", { VpcId, SecurityGroupName: "edge" });
    return { VpcId, VSwitchId, SecurityGroupId };
  }

  async function run(more: Readonly<Record<string, unknown>> = {}) {
    const { VpcId, VSwitchId, SecurityGroupId } = await place();
    const { InstanceIdSets } = await ecs("RunInstances", {
      ZoneId: ZONE,
      ImageId: IMAGE,
      InstanceType: "ecs.g7.large",
      InstanceName: "edge-1",
      VSwitchId,
      SecurityGroupIds: [SecurityGroupId],
      PrivateIpAddress: "10.20.0.11",
      SystemDisk: { Category: "cloud_essd", Size: "40", DiskName: "edge-1", Encrypted: "true" },
      UserData: USER_DATA,
      Password: PASSWORD,
      HttpTokens: "required",
      Tag: [{ Key: "owner", Value: "platform" }],
      ...more,
    });
    const ids: string[] = InstanceIdSets.InstanceIdSet;
    return { VpcId, VSwitchId, SecurityGroupId, ids, InstanceId: ids[0] as string };
  }

  async function instance(InstanceId: string): Promise<Answer> {
    const { Instances } = await ecs("DescribeInstances", { InstanceIds: JSON.stringify([InstanceId]) });
    return Instances.Instance[0];
  }

  async function systemDisk(InstanceId: string): Promise<Answer> {
    const { Disks } = await ecs("DescribeDisks", { InstanceId, DiskType: "system" });
    return Disks.Disk[0];
  }

  it("gives a machine a whole life, in words that the SDK knows", async () => {
    const { InstanceId, VpcId, VSwitchId, SecurityGroupId } = await run();
    expect((await instance(InstanceId)).Status).toBe("Pending");
    settled();
    expect(await instance(InstanceId)).toMatchObject({
      InstanceId,
      InstanceName: "edge-1",
      Status: "Running",
      Cpu: 2,
      Memory: 8192,
      InstanceTypeFamily: "ecs.g7",
      ImageId: IMAGE,
      OSName: "Debian 12.8 64 bit",
      ZoneId: ZONE,
      VpcAttributes: { VpcId, VSwitchId, PrivateIpAddress: { IpAddress: ["10.20.0.11"] } },
      SecurityGroupIds: { SecurityGroupId: [SecurityGroupId] },
      MetadataOptions: { HttpTokens: "required", HttpEndpoint: "enabled" },
      PublicIpAddress: { IpAddress: [] },
      Tags: { Tag: [{ TagKey: "owner", TagValue: "platform" }] },
    });
    expect((await ecs("DescribeUserData", { InstanceId })).UserData).toBe(USER_DATA);
    expect((await ecs("DescribeInstanceAttribute", { InstanceId })).InstanceId).toBe(InstanceId);
    expect((await ecs("DescribeInstanceStatus")).InstanceStatuses.InstanceStatus).toEqual([
      { InstanceId, Status: "Running" },
    ]);
    await ecs("ModifyInstanceAttribute", { InstanceId, InstanceName: "renamed", DeletionProtection: true });
    await ecs("ModifyInstanceMaintenanceAttributes", {
      InstanceId: [InstanceId],
      ActionOnMaintenance: "AutoRecover",
      NotifyOnMaintenance: true,
      MaintenanceWindow: [{ StartTime: "02:00:00", EndTime: "03:00:00" }],
    });
    await ecs("ModifyInstanceMetadataOptions", {
      InstanceId,
      HttpEndpoint: "enabled",
      HttpTokens: "optional",
    });
    expect(
      (await ecs("DescribeInstanceMaintenanceAttributes", { InstanceId: [InstanceId] })).MaintenanceAttributes
        .MaintenanceAttribute,
    ).toMatchObject([
      {
        NotifyOnMaintenance: true,
        ActionOnMaintenance: { Value: "AutoRecover" },
        MaintenanceWindows: { MaintenanceWindow: [{ StartTime: "02:00:00", EndTime: "03:00:00" }] },
      },
    ]);
    await expect(ecs("DeleteInstance", { InstanceId, Force: true })).rejects.toMatchObject({
      code: "InvalidOperation.DeletionProtection",
    });
    await ecs("ModifyInstanceAttribute", { InstanceId, DeletionProtection: false });
    await expect(ecs("DeleteInstance", { InstanceId })).rejects.toMatchObject({
      code: "IncorrectInstanceStatus",
    });
    await ecs("DeleteInstance", { InstanceId, Force: true });
    settled();
    expect(await instance(InstanceId)).toBeUndefined();
    expect((await ecs("DescribeDisks")).Disks.Disk).toEqual([]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("never shows a password", async () => {
    const { InstanceId } = await run();
    settled();
    await instance(InstanceId);
    await ecs("DescribeInstanceAttribute", { InstanceId });
    expect(JSON.stringify(api.exchanges)).not.toContain(PASSWORD);
    expect(api.log.join()).not.toContain(PASSWORD);
  });

  it("runs the same request once, and several machines at once", async () => {
    const more = { ClientToken: "token", Amount: 3, PrivateIpAddress: undefined };
    const { ids, VSwitchId, SecurityGroupId } = await run(more);
    settled();
    const again = await ecs("RunInstances", {
      ZoneId: ZONE,
      ImageId: IMAGE,
      InstanceType: "ecs.g7.large",
      VSwitchId,
      SecurityGroupIds: [SecurityGroupId],
      ClientToken: "token",
      Amount: 3,
    });
    expect(again.InstanceIdSets.InstanceIdSet).toEqual(ids);
    expect(new Set(ids).size).toBe(3);
    const page = await ecs("DescribeInstances", { PageSize: 2, PageNumber: 2 });
    expect(page).toMatchObject({ TotalCount: 3, PageNumber: 2, PageSize: 2 });
    expect(page.Instances.Instance).toHaveLength(1);
    const first = await ecs("DescribeInstances", { MaxResults: 2 });
    const rest = await ecs("DescribeInstances", { MaxResults: 2, NextToken: first.NextToken });
    expect([...first.Instances.Instance, ...rest.Instances.Instance].map((one) => one.InstanceId)).toEqual(
      ids,
    );
    expect(rest.NextToken).toBe("");
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("judges a dry run and runs nothing", async () => {
    const { VSwitchId, SecurityGroupId } = await place();
    const wanted = {
      ImageId: IMAGE,
      InstanceType: "ecs.g7.large",
      VSwitchId,
      SecurityGroupId,
      DryRun: true,
    };
    await expect(ecs("RunInstances", wanted)).rejects.toMatchObject({ code: "DryRunOperation" });
    await expect(ecs("RunInstances", { ...wanted, ImageId: "none" })).rejects.toMatchObject({
      code: "InvalidImageId.NotFound",
    });
    expect((await ecs("DescribeInstances")).TotalCount).toBe(0);
  });

  it("changes a type, an image and a place only when the machine stands still", async () => {
    const { InstanceId } = await run();
    settled();
    const bigger = { InstanceId, InstanceType: "ecs.g7.xlarge" };
    await expect(ecs("ModifyInstanceSpec", bigger)).rejects.toMatchObject({
      code: "IncorrectInstanceStatus",
    });
    await ecs("StopInstance", { InstanceId });
    expect((await instance(InstanceId)).Status).toBe("Stopping");
    settled();
    await ecs("ModifyInstanceSpec", bigger);
    await ecs("ModifyInstanceVpcAttribute", { InstanceId, PrivateIpAddress: "10.20.0.12" });
    const before = await systemDisk(InstanceId);
    const image = "aliyun_3_x64_20G_alibase_20241218.vhd";
    const { DiskId } = await ecs("ReplaceSystemDisk", { InstanceId, ImageId: image });
    expect(DiskId).not.toBe(before.DiskId);
    await ecs("StartInstance", { InstanceId });
    expect((await instance(InstanceId)).Status).toBe("Starting");
    settled();
    expect(await instance(InstanceId)).toMatchObject({
      Status: "Running",
      Cpu: 4,
      ImageId: image,
      OSName: "Alibaba Cloud Linux 3.2104 LTS 64 bit",
      VpcAttributes: { PrivateIpAddress: { IpAddress: ["10.20.0.12"] } },
    });
    expect((await ecs("DescribeDisks", { InstanceId })).Disks.Disk).toMatchObject([
      { DiskId, Type: "system", Size: 40, Encrypted: true },
    ]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("says of a system disk what its machine says, whichever of them is changed", async () => {
    const { InstanceId } = await run();
    settled();
    const { DiskId } = await systemDisk(InstanceId);
    await ecs("ResizeDisk", { DiskId, NewSize: 60, Type: "online" });
    await ecs("ModifyDiskAttribute", { DiskId, DiskName: "renamed" });
    await ecs("TagResources", {
      ResourceType: "disk",
      ResourceId: [DiskId],
      Tag: [{ Key: "kept", Value: "yes" }],
    });
    expect(api.cloud.list().find(({ id }) => id === InstanceId)?.attributes).toMatchObject({
      systemDiskSize: 60,
      systemDiskName: "renamed",
      volumeTags: { kept: "yes" },
    });
    api.cloud.tamper("alicloud:instance", InstanceId, { systemDiskSize: 80 });
    expect(await systemDisk(InstanceId)).toMatchObject({
      Size: 80,
      DiskName: "renamed",
      Status: "In_use",
      Tags: { Tag: [{ TagKey: "kept", TagValue: "yes" }] },
    });
    await expect(ecs("ResizeDisk", { DiskId, NewSize: 70 })).rejects.toMatchObject({
      code: "InvalidDiskSize.TooSmall",
    });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("keeps a data disk that is to outlive its machine, and lets the other go", async () => {
    const { InstanceId } = await run({
      DataDisk: [
        { Category: "cloud_essd", Size: 100, DiskName: "kept", DeleteWithInstance: false },
        { Category: "cloud_essd", Size: 100, DiskName: "gone" },
      ],
    });
    settled();
    const { DiskId } = await ecs("CreateDisk", { ZoneId: ZONE, Size: 20, DiskName: "late" });
    await ecs("AttachDisk", { DiskId, InstanceId });
    await expect(ecs("DeleteDisk", { DiskId })).rejects.toMatchObject({ code: "IncorrectDiskStatus" });
    expect((await ecs("DescribeDisks", { InstanceId, DiskType: "data" })).Disks.Disk).toHaveLength(3);
    await ecs("DeleteInstance", { InstanceId, Force: true });
    settled();
    const left = (await ecs("DescribeDisks", { Status: "Available" })).Disks.Disk;
    expect(left.map((disk: Answer) => disk.DiskName).sort()).toEqual(["kept", "late"]);
    for (const disk of left) await ecs("DeleteDisk", { DiskId: disk.DiskId });
    expect((await ecs("DescribeDisks")).Disks.Disk).toEqual([]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("gives an interface further addresses", async () => {
    const { InstanceId } = await run();
    settled();
    const { NetworkInterfaces } = await instance(InstanceId);
    const { NetworkInterfaceId } = NetworkInterfaces.NetworkInterface[0];
    await ecs("AssignPrivateIpAddresses", { NetworkInterfaceId, PrivateIpAddress: ["10.20.0.50"] });
    const { AssignedPrivateIpAddressesSet } = await ecs("AssignPrivateIpAddresses", {
      NetworkInterfaceId,
      SecondaryPrivateIpAddressCount: 2,
    });
    expect(AssignedPrivateIpAddressesSet.PrivateIpSet.PrivateIpAddress).toHaveLength(2);
    await expect(
      ecs("AssignPrivateIpAddresses", { NetworkInterfaceId, PrivateIpAddress: ["10.20.0.50"] }),
    ).rejects.toMatchObject({ code: "InvalidIPAddress.AlreadyUsed" });
    await ecs("UnassignPrivateIpAddresses", { NetworkInterfaceId, PrivateIpAddress: ["10.20.0.50"] });
    const { NetworkInterfaceSets } = await ecs("DescribeNetworkInterfaces", {
      NetworkInterfaceId: [NetworkInterfaceId],
    });
    expect(NetworkInterfaceSets.NetworkInterfaceSet[0].PrivateIpSets.PrivateIpSet).toHaveLength(3);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("opens ports and closes them, by what a rule says and by its id", async () => {
    const { SecurityGroupId, VpcId } = await place();
    const https = {
      SecurityGroupId,
      IpProtocol: "tcp",
      PortRange: "443/443",
      SourceCidrIp: "0.0.0.0/0",
      NicType: "intranet",
      Policy: "accept",
      Priority: "1",
    };
    await ecs("AuthorizeSecurityGroup", https);
    await ecs("AuthorizeSecurityGroup", {
      SecurityGroupId,
      Permissions: [
        { IpProtocol: "UDP", PortRange: "53/53", SourceGroupId: SecurityGroupId, Policy: "Accept" },
        { IpProtocol: "tcp", PortRange: "80/80", Ipv6SourceCidrIp: "2001:db8::/32" },
      ],
    });
    await ecs("AuthorizeSecurityGroupEgress", {
      SecurityGroupId,
      IpProtocol: "all",
      PortRange: "-1/-1",
      DestCidrIp: "0.0.0.0/0",
    });
    await ecs("ModifySecurityGroupRule", { ...https, Description: "everybody" });
    const rules = async (Direction: string): Promise<Answer[]> =>
      (await ecs("DescribeSecurityGroupAttribute", { SecurityGroupId, Direction })).Permissions.Permission;
    expect(await rules("all")).toHaveLength(4);
    const ingress = await rules("ingress");
    expect(ingress).toMatchObject([
      { IpProtocol: "TCP", PortRange: "443/443", SourceCidrIp: "0.0.0.0/0", Description: "everybody" },
      { IpProtocol: "UDP", SourceGroupId: SecurityGroupId, Policy: "Accept", Priority: "1" },
      { IpProtocol: "TCP", Ipv6SourceCidrIp: "2001:db8::/32" },
    ]);
    await ecs("ModifySecurityGroupPolicy", { SecurityGroupId, InnerAccessPolicy: "Drop" });
    expect((await ecs("DescribeSecurityGroups", { VpcId })).SecurityGroups.SecurityGroup).toMatchObject([
      { SecurityGroupId, RuleCount: 4, EcsCount: 0 },
    ]);
    await ecs("RevokeSecurityGroup", https);
    // It is gone already.
    await ecs("RevokeSecurityGroup", https);
    await ecs("RevokeSecurityGroup", {
      SecurityGroupId,
      SecurityGroupRuleId: [ingress[1]?.SecurityGroupRuleId],
    });
    await expect(
      ecs("RevokeSecurityGroup", { SecurityGroupId, SecurityGroupRuleId: ["sgr-nobody"] }),
    ).rejects.toMatchObject({ code: "InvalidSecurityGroupRuleId.NotFound" });
    expect(await rules("ingress")).toMatchObject([{ Ipv6SourceCidrIp: "2001:db8::/32" }]);
    await ecs("DeleteSecurityGroup", { SecurityGroupId });
    await expect(ecs("DescribeSecurityGroupAttribute", { SecurityGroupId })).rejects.toMatchObject({
      code: "InvalidSecurityGroupId.NotFound",
    });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("puts machines into groups and takes them out, but for the last", async () => {
    const { InstanceId, VpcId, SecurityGroupId } = await run();
    settled();
    const { SecurityGroupId: other } = await ecs("CreateSecurityGroup", { VpcId, SecurityGroupName: "b" });
    await ecs("JoinSecurityGroup", { InstanceId, SecurityGroupId: other });
    await expect(ecs("JoinSecurityGroup", { InstanceId, SecurityGroupId: other })).rejects.toMatchObject({
      code: "InvalidInstanceId.AlreadyExists",
    });
    await ecs("LeaveSecurityGroup", { InstanceId, SecurityGroupId });
    await expect(ecs("LeaveSecurityGroup", { InstanceId, SecurityGroupId: other })).rejects.toMatchObject({
      code: "InstanceLastSecurityGroup",
    });
    const found = await ecs("DescribeInstances", { SecurityGroupId: other, InstanceName: "edge*" });
    expect(found.Instances.Instance).toMatchObject([{ InstanceId }]);
    expect((await ecs("DescribeInstances", { SecurityGroupId })).TotalCount).toBe(0);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("keeps machines apart, gives them a role, and backs them up", async () => {
    const { DeploymentSetId } = await ecs("CreateDeploymentSet", {
      DeploymentSetName: "edge",
      Strategy: "Availability",
    });
    const { InstanceId } = await run({ DeploymentSetId });
    settled();
    const { DeploymentSets } = await ecs("DescribeDeploymentSets", {
      DeploymentSetIds: JSON.stringify([DeploymentSetId]),
    });
    expect(DeploymentSets.DeploymentSet).toMatchObject([
      {
        DeploymentSetName: "edge",
        DeploymentStrategy: "Availability",
        InstanceIds: { InstanceId: [InstanceId] },
      },
    ]);
    await ecs("ModifyDeploymentSetAttribute", { DeploymentSetId, Description: "apart" });
    await expect(ecs("DeleteDeploymentSet", { DeploymentSetId })).rejects.toMatchObject({
      code: "DependencyViolation.NotEmpty",
    });
    const empty = await ecs("CreateDeploymentSet", {
      DeploymentSetName: "spare",
      Strategy: "Availability",
    });
    expect((await ecs("DescribeDeploymentSets", {})).TotalCount).toBe(2);
    await ecs("DeleteDeploymentSet", { DeploymentSetId: empty.DeploymentSetId });
    expect((await ecs("DescribeDeploymentSets", {})).TotalCount).toBe(1);

    await api.cloud.create({ region: "cn-hangzhou" }, "alicloud:ramRole", {
      roleName: "Edge",
      assumeRolePolicyDocument: JSON.stringify({
        Version: "1",
        Statement: [
          { Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: ["ecs.aliyuncs.com"] } },
        ],
      }),
    });
    const role = { RamRoleName: "Edge", InstanceIds: JSON.stringify([InstanceId]) };
    const attached = await ecs("AttachInstanceRamRole", role);
    expect(attached).toMatchObject({
      RamRoleName: "Edge",
      AttachInstanceRamRoleResults: { AttachInstanceRamRoleResult: [{ InstanceId, Success: true }] },
    });
    const roles = { InstanceIds: JSON.stringify([InstanceId]) };
    expect((await ecs("DescribeInstanceRamRole", roles)).InstanceRamRoleSets.InstanceRamRoleSet).toEqual([
      { InstanceId, RamRoleName: "Edge" },
    ]);
    await ecs("DetachInstanceRamRole", role);
    expect((await ecs("DescribeInstanceRamRole", roles)).TotalCount).toBe(0);

    const { DiskId } = await systemDisk(InstanceId);
    const daily = { repeatWeekdays: '["1","7"]', timePoints: '["3"]', retentionDays: 7 };
    const { AutoSnapshotPolicyId } = await ecs("CreateAutoSnapshotPolicy", {
      autoSnapshotPolicyName: "daily",
      ...daily,
      Tag: [{ Key: "owner", Value: "platform" }],
    });
    const diskIds = JSON.stringify([DiskId]);
    await ecs("ApplyAutoSnapshotPolicy", { autoSnapshotPolicyId: AutoSnapshotPolicyId, diskIds });
    expect((await ecs("DescribeDisks", { AutoSnapshotPolicyId })).Disks.Disk).toMatchObject([
      { DiskId, AutoSnapshotPolicyId, EnableAutomatedSnapshotPolicy: true },
    ]);
    await ecs("ModifyAutoSnapshotPolicyEx", {
      autoSnapshotPolicyId: AutoSnapshotPolicyId,
      timePoints: '["4"]',
    });
    expect(
      (await ecs("DescribeAutoSnapshotPolicyEx", { AutoSnapshotPolicyId })).AutoSnapshotPolicies
        .AutoSnapshotPolicy,
    ).toMatchObject([
      {
        AutoSnapshotPolicyName: "daily",
        RepeatWeekdays: '["1","7"]',
        TimePoints: '["4"]',
        RetentionDays: 7,
        DiskNums: 1,
        Tags: { Tag: [{ TagKey: "owner", TagValue: "platform" }] },
      },
    ]);
    await ecs("CancelAutoSnapshotPolicy", { diskIds });
    await ecs("DeleteAutoSnapshotPolicy", { autoSnapshotPolicyId: AutoSnapshotPolicyId });
    expect((await ecs("DescribeAutoSnapshotPolicyEx")).TotalCount).toBe(0);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("runs commands on machines", async () => {
    const { InstanceId } = await run();
    settled();
    const script = "echo {{name}}\n";
    const { CommandId } = await ecs("CreateCommand", {
      Name: "greet",
      Type: "RunShellScript",
      CommandContent: script,
      ContentEncoding: "PlainText",
      EnableParameter: true,
    });
    expect((await ecs("DescribeCommands", { CommandId })).Commands.Command).toMatchObject([
      {
        Name: "greet",
        CommandContent: Buffer.from(script).toString("base64"),
        ParameterNames: { ParameterName: ["name"] },
        Timeout: 60,
      },
    ]);
    await ecs("ModifyCommand", { CommandId, Description: "says hello" });
    const { InvokeId } = await ecs("InvokeCommand", {
      CommandId,
      InstanceId: [InstanceId],
      Parameters: JSON.stringify({ name: "hougu" }),
    });
    settled();
    expect((await ecs("DescribeInvocations", { InvokeId })).Invocations.Invocation).toMatchObject([
      {
        CommandId,
        InvocationStatus: "Success",
        Parameters: '{"name":"hougu"}',
        InvokeInstances: { InvokeInstance: [{ InstanceId, InvocationStatus: "Success", ExitCode: 0 }] },
      },
    ]);
    const ran = await ecs("RunCommand", {
      Type: "RunShellScript",
      CommandContent: Buffer.from("true\n").toString("base64"),
      InstanceId: [InstanceId],
    });
    settled();
    expect(
      (await ecs("DescribeInvocationResults", { InvokeId: ran.InvokeId })).Invocation.InvocationResults
        .InvocationResult,
    ).toMatchObject([{ InstanceId, InvokeRecordStatus: "Finished" }]);
    await ecs("StopInvocation", { InvokeId });
    expect((await ecs("DescribeInvocations", { InvokeId })).TotalCount).toBe(0);
    await ecs("DeleteCommand", { CommandId });
    expect((await ecs("DescribeCommands")).TotalCount).toBe(0);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("tells what can be had", async () => {
    expect((await ecs("DescribeRegions")).Regions.Region).toContainEqual(
      expect.objectContaining({ RegionId: "cn-hangzhou" }),
    );
    expect((await ecs("DescribeZones")).Zones.Zone).toContainEqual(expect.objectContaining({ ZoneId: ZONE }));
    const { InstanceTypes } = await ecs("DescribeInstanceTypes", { InstanceTypes: ["ecs.u1-c1m2.large"] });
    expect(InstanceTypes.InstanceType).toMatchObject([
      { InstanceTypeId: "ecs.u1-c1m2.large", InstanceTypeFamily: "ecs.u1", CpuCoreCount: 2, MemorySize: 4 },
    ]);
    expect(
      (await ecs("DescribeInstanceTypeFamilies")).InstanceTypeFamilies.InstanceTypeFamily,
    ).toContainEqual({
      InstanceTypeFamilyId: "ecs.g8i",
      Generation: "ecs-8",
    });
    expect((await ecs("DescribeImages", { ImageId: IMAGE })).Images.Image).toMatchObject([
      { ImageId: IMAGE, Size: 20, ImageOwnerAlias: "system" },
    ]);
    const { AvailableZones } = await ecs("DescribeAvailableResource", {
      DestinationResource: "InstanceType",
      InstanceType: "ecs.g7.large",
      ZoneId: ZONE,
    });
    expect(AvailableZones.AvailableZone).toMatchObject([
      {
        ZoneId: ZONE,
        AvailableResources: {
          AvailableResource: [
            { SupportedResources: { SupportedResource: [{ Value: "ecs.g7.large", Status: "Available" }] } },
          ],
        },
      },
    ]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("tags and untags whatever has tags", async () => {
    const { InstanceId, SecurityGroupId } = await run();
    settled();
    for (const [ResourceType, id] of [
      ["instance", InstanceId],
      ["securitygroup", SecurityGroupId],
    ]) {
      const resource = { ResourceType, ResourceId: [id] };
      await ecs("TagResources", { ...resource, Tag: [{ Key: "env", Value: "dev" }] });
      await ecs("UntagResources", { ...resource, TagKey: ["owner"] });
      const { TagResources } = await ecs("ListTagResources", resource);
      expect(TagResources.TagResource).toEqual([
        { ResourceId: id, ResourceType, TagKey: "env", TagValue: "dev" },
      ]);
    }
    expect((await ecs("DescribeInstances", { Tag: [{ Key: "env", Value: "dev" }] })).TotalCount).toBe(1);
    expect((await ecs("DescribeInstances", { Tag: [{ Key: "env", Value: "prod" }] })).TotalCount).toBe(0);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("gives a machine a public address with bandwidth to the internet", async () => {
    const { InstanceId } = await run();
    settled();
    await expect(ecs("AllocatePublicIpAddress", { InstanceId })).rejects.toMatchObject({
      code: "InvalidInternetMaxBandwidthOut.ValueNotSupported",
    });
    await ecs("ModifyInstanceNetworkSpec", {
      InstanceId,
      InternetMaxBandwidthOut: 5,
      NetworkChargeType: "PayByBandwidth",
    });
    const { IpAddress } = await ecs("AllocatePublicIpAddress", { InstanceId });
    expect(await instance(InstanceId)).toMatchObject({
      PublicIpAddress: { IpAddress: [IpAddress] },
      InternetMaxBandwidthOut: 5,
      InternetChargeType: "PayByBandwidth",
    });
    await ecs("ModifyInstanceNetworkSpec", { InstanceId, InternetMaxBandwidthOut: 0 });
    expect((await instance(InstanceId)).PublicIpAddress.IpAddress).toEqual([]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("changes how a machine is paid for, reached, placed and kept", async () => {
    const { InstanceId } = await run();
    settled();
    const { DeploymentSetId } = await ecs("CreateDeploymentSet", { DeploymentSetName: "edge" });
    const InstanceIds = JSON.stringify([InstanceId]);
    await ecs("ModifyInstanceDeployment", { InstanceId, DeploymentSetId });
    await ecs("AttachKeyPair", { InstanceIds, KeyPairName: "operators" });
    await ecs("ModifyInstanceAutoReleaseTime", { InstanceId, AutoReleaseTime: "2027-01-01T00:00:00Z" });
    await ecs("ModifyInstanceChargeType", { InstanceIds, InstanceChargeType: "PrePaid" });
    await ecs("ModifyInstanceAutoRenewAttribute", {
      InstanceId,
      RenewalStatus: "AutoRenewal",
      Duration: 1,
      PeriodUnit: "Month",
    });
    await ecs("ModifyInstanceAttachmentAttributes", {
      InstanceId,
      PrivatePoolOptions: { MatchCriteria: "Open" },
    });
    await ecs("JoinResourceGroup", {
      ResourceType: "instance",
      ResourceId: InstanceId,
      ResourceGroupId: "rg-1",
    });
    expect(await instance(InstanceId)).toMatchObject({
      DeploymentSetId,
      KeyPairName: "operators",
      AutoReleaseTime: "2027-01-01T00:00:00Z",
      InstanceChargeType: "PrePaid",
      ResourceGroupId: "rg-1",
    });
    expect(
      (await ecs("DescribeInstanceAutoRenewAttribute", { InstanceId })).InstanceRenewAttributes
        .InstanceRenewAttribute,
    ).toMatchObject([{ InstanceId, RenewalStatus: "AutoRenewal", AutoRenewEnabled: true, Duration: 1 }]);
    expect(
      (await ecs("DescribeInstanceAttachmentAttributes", { InstanceIds })).Instances.Instance,
    ).toMatchObject([{ InstanceId, PrivatePoolOptionsMatchCriteria: "Open" }]);
    await ecs("DetachKeyPair", { InstanceIds, KeyPairName: "operators" });
    await ecs("ModifyInstanceDeployment", {
      InstanceId,
      DeploymentSetId,
      RemoveFromDeploymentSet: true,
    });
    expect(await instance(InstanceId)).toMatchObject({ KeyPairName: "", DeploymentSetId: "" });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("gives the same order to several machines", async () => {
    const { ids } = await run({ Amount: 2, PrivateIpAddress: undefined });
    settled();
    const states = async () =>
      (await ecs("DescribeInstanceStatus")).InstanceStatuses.InstanceStatus.map(
        ({ Status }: Answer) => Status,
      );
    await ecs("RebootInstances", { InstanceId: ids });
    expect(await states()).toEqual(["Starting", "Starting"]);
    settled();
    await ecs("RebootInstance", { InstanceId: ids[0] });
    settled();
    const stopped = await ecs("StopInstances", { InstanceId: ids, StoppedMode: "StopCharging" });
    expect(stopped.InstanceResponses.InstanceResponse[0]).toMatchObject({
      PreviousStatus: "Running",
      CurrentStatus: "Stopping",
    });
    settled();
    await ecs("ModifyPrepayInstanceSpec", { InstanceId: ids[0], InstanceType: "ecs.g7.xlarge" });
    expect(await instance(ids[0] as string)).toMatchObject({ StoppedMode: "StopCharging", Cpu: 4 });
    await ecs("StartInstances", { InstanceId: ids });
    settled();
    expect(await states()).toEqual(["Running", "Running"]);
    await ecs("DeleteInstances", { InstanceId: ids, Force: true });
    settled();
    expect(await states()).toEqual([]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("takes a disk off a machine and makes it another kind of disk", async () => {
    const { InstanceId } = await run();
    settled();
    const { DiskId } = await ecs("CreateDisk", { InstanceId, Size: 100, DiskCategory: "cloud_essd" });
    await ecs("ModifyDiskAttribute", { DiskId, DeleteWithInstance: true });
    await ecs("ModifyDiskSpec", { DiskId, PerformanceLevel: "PL2" });
    const disk = async () =>
      (await ecs("DescribeDisks", { DiskIds: JSON.stringify([DiskId]) })).Disks.Disk[0];
    expect(await disk()).toMatchObject({
      PerformanceLevel: "PL2",
      DeleteWithInstance: true,
      InstanceId,
      Status: "In_use",
    });
    await ecs("DetachDisk", { DiskId, InstanceId });
    expect(await disk()).toMatchObject({ InstanceId: "", Status: "Available" });
    await expect(ecs("DetachDisk", { DiskId, InstanceId })).rejects.toMatchObject({
      code: "DependencyViolation",
    });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("renames a group, and closes what leads out", async () => {
    const { SecurityGroupId } = await place();
    const out = { SecurityGroupId, IpProtocol: "tcp", PortRange: "443/443", DestCidrIp: "0.0.0.0/0" };
    await ecs("AuthorizeSecurityGroupEgress", out);
    const egress = async (): Promise<Answer[]> =>
      (await ecs("DescribeSecurityGroupAttribute", { SecurityGroupId, Direction: "egress" })).Permissions
        .Permission;
    const [{ SecurityGroupRuleId } = {}] = await egress();
    await ecs("ModifySecurityGroupEgressRule", {
      SecurityGroupId,
      SecurityGroupRuleId,
      Description: "updates",
    });
    expect(await egress()).toMatchObject([{ Description: "updates", DestCidrIp: "0.0.0.0/0" }]);
    await expect(ecs("ModifySecurityGroupEgressRule", { ...out, PortRange: "80/80" })).rejects.toMatchObject({
      code: "InvalidSecurityGroupRule.RuleNotExist",
    });
    await ecs("RevokeSecurityGroupEgress", out);
    expect(await egress()).toEqual([]);
    await ecs("ModifySecurityGroupAttribute", { SecurityGroupId, SecurityGroupName: "border" });
    expect(
      (await ecs("DescribeSecurityGroups", { SecurityGroupId })).SecurityGroups.SecurityGroup,
    ).toMatchObject([{ SecurityGroupName: "border" }]);
    expect(objections(api.exchanges)).toEqual([]);
  });
});
