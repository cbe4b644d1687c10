import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "./official-client.ts";
import { type RunningApi, runningApi } from "./running-api.ts";

const VERSION = "2018-01-01";

// No registry in reach serves the SDK's models of this service: the provider's own reading judges it in its lives.
describe("pvtz", () => {
  let api: RunningApi;

  beforeEach(async () => {
    api = await runningApi();
  });

  afterEach(async () => {
    await api.close();
  });

  const call = (action: string, query: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
    api.rpc(VERSION, action, query);

  it("gives a zone a whole life: names, the VPC that asks for them, tags", async () => {
    const { VpcId } = await api.rpc("2016-04-28", "CreateVpc", { VpcName: "asks" });
    await expect.poll(() => api.cloud.isSettled()).toBe(true);
    const { ZoneId } = await call("AddZone", { ZoneName: "messaging.hougu.internal" });
    await call("UpdateZoneRemark", { ZoneId, Remark: "brokers" });
    await call("SetProxyPattern", { ZoneId, ProxyPattern: "RECORD" });
    await call("TagResources", {
      ResourceType: "ZONE",
      ResourceId: [ZoneId],
      Tag: [{ Key: "owner", Value: "platform" }],
    });
    const { RecordId } = await call("AddZoneRecord", {
      ZoneId,
      Rr: "one",
      Type: "A",
      Value: "10.0.0.1",
      Ttl: 60,
    });
    await call("UpdateZoneRecord", { RecordId, Rr: "one", Type: "A", Value: "10.0.0.2", Ttl: 30 });
    await call("UpdateRecordRemark", { RecordId, Remark: "first" });
    await call("SetZoneRecordStatus", { RecordId, Status: "DISABLE" });
    await call("BindZoneVpc", { ZoneId, Vpcs: [{ RegionId: "cn-hangzhou", VpcId }] });

    expect(await call("DescribeZoneInfo", { ZoneId })).toMatchObject({
      ZoneName: "messaging.hougu.internal",
      Remark: "brokers",
      ProxyPattern: "RECORD",
      RecordCount: 1,
      BindVpcs: { Vpc: [{ VpcId, RegionId: "cn-hangzhou", VpcName: "asks" }] },
    });
    expect((await call("DescribeZoneRecords", { ZoneId })).Records.Record).toEqual([
      {
        ZoneId,
        RecordId,
        Rr: "one",
        Type: "A",
        Value: "10.0.0.2",
        Ttl: 30,
        Remark: "first",
        Status: "DISABLE",
      },
    ]);
    expect((await call("DescribeZones", { Keyword: "messaging" })).Zones.Zone).toHaveLength(1);
    expect((await call("DescribeZones", { Keyword: "other" })).Zones.Zone).toEqual([]);
    const tagged = { ResourceType: "ZONE", ResourceId: [ZoneId] };
    expect((await call("ListTagResources", tagged)).TagResources).toMatchObject([
      { TagKey: "owner", TagValue: "platform" },
    ]);
    await call("UnTagResources", { ...tagged, TagKey: ["owner"] });

    await expect(call("DeleteZone", { ZoneId })).rejects.toMatchObject({ code: "Zone.VpcExists" });
    await call("BindZoneVpc", { ZoneId });
    await call("DeleteZoneRecord", { RecordId });
    await call("DeleteZone", { ZoneId });
    await expect(call("DescribeZoneInfo", { ZoneId })).rejects.toMatchObject({ code: "Zone.NotExists" });
  });

  it("knows no task that writes host names", async () => {
    const { ZoneId } = await call("AddZone", { ZoneName: "hosts.internal" });
    await expect(call("DescribeSyncEcsHostTask", { ZoneId })).rejects.toMatchObject({
      code: "Ecs.SyncTask.NotExists",
    });
  });

  it("refuses what the cloud does", async () => {
    await expect(call("AddZone", { ZoneName: "no zone" })).rejects.toMatchObject({
      code: "Zone.Invalid.Name",
    });
    const { ZoneId } = await call("AddZone", { ZoneName: "a.internal" });
    await expect(
      call("AddZoneRecord", { ZoneId, Rr: "one", Type: "A", Value: "nowhere" }),
    ).rejects.toMatchObject({ code: "Record.Invalid.Value" });
    await expect(
      call("BindZoneVpc", { ZoneId, Vpcs: [{ RegionId: "cn-hangzhou", VpcId: "vpc-none" }] }),
    ).rejects.toMatchObject({ code: "ZoneVpc.NotExists.VpcId" });
    await expect(call("DeleteZoneRecord", { RecordId: "1" })).rejects.toMatchObject({
      code: "Record.NotExists",
    });
  });
});
