import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf } from "./network.ts";
import type { Answer } from "./official-client.ts";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

const VERSION = "2015-01-09";

describe("Alidns", () => {
  let api: RunningApi;

  beforeEach(async () => {
    api = await runningApi();
  });

  afterEach(async () => {
    await api.close();
  });

  const call = (action: string, query: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
    api.rpc(VERSION, action, query);

  const add = async (RR: string, Type: string, Value: string): Promise<string> =>
    (await call("AddDomainRecord", { DomainName: "example.com", RR, Type, Value })).RecordId;

  it("gives a record a whole life", async () => {
    const RecordId = await add("api", "A", "203.0.113.10");
    expect(await call("DescribeDomainRecordInfo", { RecordId })).toMatchObject({
      RecordId,
      DomainName: "example.com",
      RR: "api",
      Type: "A",
      Value: "203.0.113.10",
      TTL: 600,
      Line: "default",
      Status: "ENABLE",
      Locked: false,
    });
    await call("UpdateDomainRecord", { RecordId, RR: "api", Type: "A", Value: "203.0.113.11", TTL: 60 });
    await call("UpdateDomainRecordRemark", { RecordId, Remark: "entry" });
    expect(await call("SetDomainRecordStatus", { RecordId, Status: "Disable" })).toMatchObject({
      RecordId,
      Status: "Disable",
    });
    expect(await codeOf(call("SetDomainRecordStatus", { RecordId, Status: "off" }))).toBe("InvalidStatus");
    expect(await call("DescribeDomainRecordInfo", { RecordId })).toMatchObject({
      Value: "203.0.113.11",
      TTL: 60,
      Remark: "entry",
      Status: "DISABLE",
    });
    await call("DeleteDomainRecord", { RecordId });
    expect(await codeOf(call("DescribeDomainRecordInfo", { RecordId }))).toBe("DomainRecordNotBelongToUser");
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("refuses what the zone can't hold", async () => {
    const RecordId = await add("ws", "CNAME", "nlb.example.net");
    expect(await codeOf(add("ws", "A", "203.0.113.10"))).toBe("DomainRecordConflict");
    expect(await codeOf(add("api", "A", "nlb.example.net"))).toBe("DomainRecordValueInvalid");
    expect(
      await codeOf(
        call("AddDomainRecord", { DomainName: "aliyun.com", RR: "a", Type: "A", Value: "1.2.3.4" }),
      ),
    ).toBe("IncorrectDomainUser");
    expect(
      await codeOf(
        call("UpdateDomainRecord", { RecordId, RR: "ws", Type: "CNAME", Value: "x.example", TTL: 90_000 }),
      ),
    ).toBe("InvalidTTL");
  });

  it("finds records by name, type, word and page, and the domains of the account", async () => {
    for (const host of [1, 2, 3]) await add("api", "A", `203.0.113.${host}`);
    await add("@", "CAA", '0 issue "digicert.com"');
    const zone = { DomainName: "example.com" };
    const found = async (action: string, query: object) => {
      const { DomainRecords, TotalCount } = await call(action, { ...query });
      expect(DomainRecords.Record).toHaveLength(TotalCount);
      return DomainRecords.Record.map(({ RR, Type }: Answer) => `${RR} ${Type}`);
    };
    expect(await found("DescribeDomainRecords", { ...zone, Type: "CAA" })).toEqual(["@ CAA"]);
    expect(await found("DescribeDomainRecords", { ...zone, RRKeyWord: "ap", ValueKeyWord: ".2" })).toEqual([
      "api A",
    ]);
    expect(await found("DescribeDomainRecords", { ...zone, KeyWord: "digicert" })).toEqual(["@ CAA"]);
    expect(await found("DescribeSubDomainRecords", { SubDomain: "api.example.com" })).toHaveLength(3);
    expect(await found("DescribeSubDomainRecords", { SubDomain: "example.com" })).toEqual(["@ CAA"]);
    const page = await call("DescribeDomainRecords", { ...zone, PageSize: 3, PageNumber: 2 });
    expect(page).toMatchObject({ TotalCount: 4, PageNumber: 2, PageSize: 3 });
    expect(page.DomainRecords.Record).toHaveLength(1);
    expect((await call("DescribeDomains", { KeyWord: "example.com" })).Domains.Domain).toMatchObject([
      { DomainName: "example.com", RecordCount: 4 },
    ]);
    expect(await call("DescribeDomainInfo", zone)).toMatchObject(zone);
    expect(await codeOf(call("DescribeDomainInfo", { DomainName: "aliyun.com" }))).toBe(
      "InvalidDomainName.NoExist",
    );
    expect(objections(api.exchanges)).toEqual([]);
  });
});
