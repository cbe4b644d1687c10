import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "./official-client.ts";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

const VERSION = "2015-01-01";
const VPC = "2016-04-28";

describe("R-kvstore", () => {
  let api: RunningApi;
  let VSwitchId: string;

  const call = (action: string, query: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
    api.rpc(VERSION, action, query);

  const settled = () => expect.poll(() => api.cloud.isSettled()).toBe(true);

  const cache = async (more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    const { InstanceId } = await call("CreateInstance", {
      InstanceName: "artist",
      InstanceClass: "redis.shard.small.2.ce",
      InstanceType: "Redis",
      EngineVersion: "7.0",
      ChargeType: "PostPaid",
      NetworkType: "VPC",
      VSwitchId,
      Password: "Aa1_0123456789",
      ...more,
    });
    await settled();
    return InstanceId;
  };

  const attribute = async (InstanceId: string): Promise<Answer> =>
    (await call("DescribeInstanceAttribute", { InstanceId })).Instances.DBInstanceAttribute[0];

  beforeEach(async () => {
    api = await runningApi();
    const { VpcId } = await api.rpc(VPC, "CreateVpc", { CidrBlock: "10.20.0.0/16" });
    await settled();
    const made = { VpcId, CidrBlock: "10.20.1.0/24", ZoneId: "cn-hangzhou-k" };
    VSwitchId = (await api.rpc(VPC, "CreateVSwitch", made)).VSwitchId;
    await settled();
  });

  afterEach(async () => {
    await api.close();
  });

  it("gives a cache a whole life, in words that the SDK knows", async () => {
    const InstanceId = await cache();
    expect(await attribute(InstanceId)).toMatchObject({
      InstanceStatus: "Normal",
      ZoneId: "cn-hangzhou-k",
      PrivateIp: expect.stringMatching(/^10\.20\.1\./),
      VpcAuthMode: "Open",
      RealInstanceClass: "redis.shard.small.2.ce",
    });
    await call("ModifyInstanceAttribute", {
      InstanceId,
      InstanceName: "renamed",
      NewPassword: "Aa1_9876543210",
    });
    await call("ModifyInstanceConfig", { InstanceId, Config: JSON.stringify({ timeout: "600" }) });
    await call("ModifyInstanceSSL", { InstanceId, SSLEnabled: "Enable" });
    await call("ModifyInstanceMaintainTime", {
      InstanceId,
      MaintainStartTime: "18:00Z",
      MaintainEndTime: "19:00Z",
    });
    await call("ModifyBackupPolicy", {
      InstanceId,
      PreferredBackupPeriod: "Monday,Friday",
      PreferredBackupTime: "19:00Z-20:00Z",
    });
    await call("ModifyInstanceSpec", { InstanceId, InstanceClass: "redis.shard.mid.2.ce" });
    const changed = await attribute(InstanceId);
    expect(changed).toMatchObject({
      InstanceName: "renamed",
      InstanceClass: "redis.shard.mid.2.ce",
      MaintainEndTime: "19:00Z",
    });
    expect(JSON.parse(changed.Config)).toMatchObject({ timeout: "600", "maxmemory-policy": "volatile-lru" });
    expect(await call("DescribeInstanceSSL", { InstanceId })).toMatchObject({ SSLEnabled: "Enable" });
    expect(await call("DescribeBackupPolicy", { InstanceId })).toMatchObject({
      PreferredBackupPeriod: "Monday,Friday",
      PreferredBackupTime: "19:00Z-20:00Z",
    });
    for (const action of [
      "DescribeDBInstanceNetInfo",
      "DescribeEngineVersion",
      "DescribeInstanceConfig",
      "DescribeSecurityGroupConfiguration",
    ]) {
      await call(action, { InstanceId });
    }
    await call("DescribeParameters", { DBInstanceId: InstanceId });
    expect(JSON.stringify(api.exchanges)).not.toMatch(/Aa1_/);
    await call("DeleteInstance", { InstanceId });
    await settled();
    await expect(attribute(InstanceId)).rejects.toMatchObject({ code: "InvalidInstanceId.NotFound" });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("keeps the list of clients, and whom it protects", async () => {
    const InstanceId = await cache();
    const clients = async (): Promise<string> =>
      (await call("DescribeSecurityIps", { InstanceId })).SecurityIpGroups.SecurityIpGroup[0].SecurityIpList;
    expect(await clients()).toBe("127.0.0.1");
    await call("ModifySecurityIps", { InstanceId, SecurityIps: "10.20.1.0/24", ModifyMode: "Cover" });
    await call("ModifySecurityIps", { InstanceId, SecurityIps: "10.20.2.0/24", ModifyMode: "Append" });
    expect(await clients()).toBe("10.20.1.0/24,10.20.2.0/24");
    await expect(
      call("ModifySecurityIps", { InstanceId, SecurityIps: "10.20.1.0/33" }),
    ).rejects.toMatchObject({ code: "InvalidSecurityIPs.Format" });
    await call("ModifySecurityIps", { InstanceId, SecurityIps: "0.0.0.0/0" });
    await expect(
      call("ModifyInstanceVpcAuthMode", { InstanceId, VpcAuthMode: "Close" }),
    ).rejects.toMatchObject({
      code: "InvalidSecurityIps.NoAuth",
    });
    await call("ModifyInstanceAttribute", { InstanceId, InstanceReleaseProtection: true });
    await expect(call("DeleteInstance", { InstanceId })).rejects.toMatchObject({
      code: "InstanceReleaseProtection",
    });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("makes one cache of one token, lists by page, name and tag", async () => {
    const first = await cache({ Token: "once" });
    expect(await cache({ Token: "once" })).toBe(first);
    const second = await cache({ InstanceName: "food" });
    await call("TagResources", {
      ResourceType: "INSTANCE",
      ResourceId: [second],
      Tag: [{ Key: "owner", Value: "platform" }],
    });
    const ids = ({ Instances }: Answer) => Instances.KVStoreInstance.map((one: Answer) => one.InstanceId);
    const page = await call("DescribeInstances", { PageSize: 1, PageNumber: 2 });
    expect(page).toMatchObject({ TotalCount: 2, PageNumber: 2, PageSize: 1 });
    expect(ids(page)).toEqual([second]);
    expect(ids(await call("DescribeInstances", { SearchKey: "artist" }))).toEqual([first]);
    expect(ids(await call("DescribeInstances", { Tag: [{ Key: "owner", Value: "platform" }] }))).toEqual([
      second,
    ]);
    await call("UntagResources", { ResourceType: "INSTANCE", ResourceId: [second], TagKey: ["owner"] });
    expect(
      (await call("ListTagResources", { ResourceType: "INSTANCE", ResourceId: [second] })).TagResources
        .TagResource,
    ).toEqual([]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("changes whatever can be changed of a cache, in words that the SDK knows", async () => {
    const InstanceId = await cache({ EngineVersion: "6.0" });
    await call("ModifyInstanceMajorVersion", { InstanceId, MajorVersion: "7.0" });
    await call("MigrateToOtherZone", {
      DBInstanceId: InstanceId,
      SecondaryZoneId: "cn-hangzhou-j",
      VSwitchId,
    });
    await call("ModifyResourceGroup", { InstanceId, ResourceGroupId: "rg-other" });
    await call("ModifyInstanceBandwidth", { InstanceId, TargetIntranetBandwidth: "192" });
    const { ConnectionDomain } = await attribute(InstanceId);
    await call("ModifyDBInstanceConnectionString", {
      DBInstanceId: InstanceId,
      CurrentConnectionString: ConnectionDomain,
      NewConnectionString: "artist-cache",
      IPType: "Private",
      Port: "6380",
    });
    expect(await attribute(InstanceId)).toMatchObject({
      EngineVersion: "7.0",
      SecondaryZoneId: "cn-hangzhou-j",
      ResourceGroupId: "rg-other",
      Bandwidth: 192,
      ConnectionDomain: "artist-cache.redis.rds.aliyuncs.com",
    });
    const { NetInfoItems } = await call("DescribeDBInstanceNetInfo", { InstanceId });
    expect(NetInfoItems.InstanceNetInfo).toMatchObject([{ DBInstanceNetType: "2", Port: "6380" }]);
    await call("ModifyDBInstanceAutoUpgrade", { DBInstanceId: InstanceId, Value: "0" });
    expect((await call("DescribeEngineVersion", { InstanceId })).IsAutoUpgradeOpen).toBe("0");
    await call("ModifySecurityGroupConfiguration", { DBInstanceId: InstanceId, SecurityGroupId: "sg-one" });
    expect(
      (await call("DescribeSecurityGroupConfiguration", { InstanceId })).Items.EcsSecurityGroupRelation,
    ).toMatchObject([{ SecurityGroupId: "sg-one" }]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("encrypts the data of Tair's Enterprise Edition, and of no other, for good", async () => {
    const InstanceId = await cache({ InstanceClass: "tair.rdb.1g" });
    const encryption = (id: string): Promise<Answer> => call("DescribeInstanceTDEStatus", { InstanceId: id });
    expect((await attribute(InstanceId)).IsSupportTDE).toBe(true);
    expect((await encryption(InstanceId)).TDEStatus).toBe("Disabled");
    await call("ModifyInstanceTDE", { InstanceId, TDEStatus: "Enabled" });
    expect((await encryption(InstanceId)).TDEStatus).toBe("Enabled");
    expect(await call("DescribeEncryptionKey", { InstanceId })).toMatchObject({
      EncryptionName: "AES-CTR-256",
      EncryptionKey: expect.stringMatching(/.+/),
    });
    await expect(call("ModifyInstanceTDE", { InstanceId, TDEStatus: "Disabled" })).rejects.toMatchObject({
      code: "InvalidTDEStatus",
    });
    const open = await cache();
    expect((await attribute(open)).IsSupportTDE).toBe(false);
    await expect(call("ModifyInstanceTDE", { InstanceId: open, TDEStatus: "Enabled" })).rejects.toMatchObject(
      { code: "IncorrectDBInstanceType" },
    );
    expect(objections(api.exchanges)).toEqual([]);
  });
});
