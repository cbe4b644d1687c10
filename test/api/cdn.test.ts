import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "./official-client.ts";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

const VERSION = "2018-05-10";
const DomainName = "pictures.artist.example.com";

describe("Cdn", () => {
  let api: RunningApi;

  const call = (action: string, query: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
    api.rpc(VERSION, action, query);

  const settled = () => expect.poll(() => api.cloud.isSettled()).toBe(true);

  const add = async (name = DomainName): Promise<void> => {
    await call("AddCdnDomain", {
      DomainName: name,
      CdnType: "web",
      Sources: JSON.stringify([
        { type: "domain", content: "origin.example.com", port: 443, priority: 20, Weight: 10 },
      ]),
      Tag: [{ Key: "owner", Value: "platform" }],
    });
    await settled();
  };

  const detail = async (): Promise<Answer> =>
    (await call("DescribeCdnDomainDetail", { DomainName })).GetDomainDetailModel;

  const setFunctions = (functions: readonly object[]) =>
    call("BatchSetCdnDomainConfig", { DomainNames: DomainName, Functions: JSON.stringify(functions) });

  beforeEach(async () => {
    api = await runningApi();
  });

  afterEach(async () => {
    await api.close();
  });

  it("gives a domain a whole life, in words that the SDK knows", async () => {
    await add();
    expect(await detail()).toMatchObject({
      DomainStatus: "online",
      Cname: `${DomainName}.w.kunlunaq.com`,
      Scope: "domestic",
      ServerCertificateStatus: "off",
      SourceModels: {
        SourceModel: [
          { Type: "domain", Content: "origin.example.com", Port: 443, Priority: "20", Weight: "10" },
        ],
      },
    });
    await call("ModifyCdnDomain", {
      DomainName,
      Sources: JSON.stringify([{ Type: "ipaddr", Content: "192.0.2.7", Port: 80, Priority: 20, Weight: 15 }]),
    });
    await call("ModifyCdnDomainSchdmByProperty", {
      DomainName,
      Property: JSON.stringify({ coverage: "global" }),
    });
    expect(await detail()).toMatchObject({
      Scope: "global",
      SourceModels: { SourceModel: [{ Type: "ipaddr", Weight: "15" }] },
    });
    await call("SetCdnDomainSSLCertificate", {
      DomainName,
      SSLProtocol: "on",
      CertType: "upload",
      CertName: "pictures",
      SSLPub: "public part",
      SSLPri: "private part",
    });
    const certificate = await call("DescribeDomainCertificateInfo", { DomainName });
    expect(certificate.CertInfos.CertInfo).toMatchObject([
      { CertName: "pictures", ServerCertificateStatus: "on", ServerCertificate: "public part" },
    ]);
    expect(JSON.stringify([certificate, api.cloud.list()])).not.toContain("private part");
    await call("StopCdnDomain", { DomainName });
    expect((await detail()).DomainStatus).toBe("offline");
    await call("StartCdnDomain", { DomainName });
    await call("DeleteCdnDomain", { DomainName });
    await settled();
    await expect(detail()).rejects.toMatchObject({ code: "InvalidDomain.NotFound" });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("sets functions, once each, and takes them away", async () => {
    await add();
    const https = (enable: string, more: object = {}) => ({
      functionName: "https_force",
      functionArgs: [{ argName: "enable", argValue: enable }],
      ...more,
    });
    const hsts = {
      functionName: "HSTS",
      functionArgs: [
        { argName: "enabled", argValue: "on" },
        { argName: "https_hsts_max_age", argValue: "31536000" },
      ],
    };
    const [made] = (await setFunctions([https("on"), hsts])).DomainConfigList.DomainConfigModel;
    expect(made).toMatchObject({ DomainName, FunctionName: "https_force", ConfigId: expect.any(Number) });
    const [again] = (await setFunctions([https("off", { configId: String(made.ConfigId) })])).DomainConfigList
      .DomainConfigModel;
    expect(again).toEqual(made);
    const configs = async (more: object = {}): Promise<Answer[]> =>
      (await call("DescribeCdnDomainConfigs", { DomainName, ...more })).DomainConfigs.DomainConfig;
    expect(await configs({ FunctionNames: "https_force" })).toMatchObject([
      {
        ConfigId: String(made.ConfigId),
        Status: "success",
        FunctionArgs: { FunctionArg: [{ ArgName: "enable", ArgValue: "off" }] },
      },
    ]);
    await call("DeleteSpecificConfig", { DomainName, ConfigId: String(made.ConfigId) });
    expect((await configs()).map(({ FunctionName }) => FunctionName)).toEqual(["HSTS"]);
    await expect(setFunctions([https("on", { configId: "1" })])).rejects.toMatchObject({
      code: "ConfigNotFound",
    });
    await expect(setFunctions([{ functionName: "no_such_thing", functionArgs: [] }])).rejects.toMatchObject({
      code: "InvalidFunctions.Malformed",
    });
    await expect(call("DeleteSpecificConfig", { DomainName, ConfigId: "1" })).rejects.toMatchObject({
      code: "ConfigNotFound",
    });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("lists by page and name, and tags", async () => {
    await add();
    await add("cdn.food.example.com");
    const names = ({ Domains }: Answer) => Domains.PageData.map((one: Answer) => one.DomainName);
    const page = await call("DescribeUserDomains", { PageSize: 1, PageNumber: 2 });
    expect(page).toMatchObject({ TotalCount: 2, PageNumber: 2 });
    expect(names(page)).toEqual(["cdn.food.example.com"]);
    expect(names(await call("DescribeUserDomains", { DomainName: "artist" }))).toEqual([DomainName]);
    const domain = { ResourceType: "DOMAIN", ResourceId: [DomainName] };
    await call("TagResources", { ...domain, Tag: [{ Key: "env", Value: "dev" }] });
    await call("UntagResources", { ...domain, TagKey: ["owner"] });
    expect((await call("DescribeTagResources", domain)).TagResources).toEqual([
      { ResourceId: DomainName, Tag: [{ Key: "env", Value: "dev" }] },
    ]);
    // The provider asks in the usual way, which the SDK doesn't know.
    const listed = await call("ListTagResources", domain);
    expect(listed.TagResources.TagResource).toMatchObject([{ ResourceId: DomainName, TagKey: "env" }]);
    await expect(add()).rejects.toMatchObject({ code: "DomainAlreadyExist" });
    expect(objections(api.exchanges.filter(({ action }) => action !== "ListTagResources"))).toEqual([]);
  });
});
