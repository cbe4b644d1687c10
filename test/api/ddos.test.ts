import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf, furnished } from "./network.ts";
import type { Answer } from "./official-client.ts";
import { type RunningApi, runningApi } from "./running-api.ts";

const BASIC = "2017-05-18";
const PROXY = "2020-01-01";

describe("Anti-DDoS", () => {
  let api: RunningApi;

  beforeEach(async () => {
    api = await runningApi();
  });

  afterEach(async () => {
    await api.close();
  });

  it("has thresholds for every public address, and takes others", async () => {
    const { id, attributes } = await furnished(api, "alicloud:eip", {});
    const described = async () =>
      (
        await api.rpc(BASIC, "DescribeDdosThreshold", {
          InstanceIds: [id, "eip-nobody"],
          InstanceType: "eip",
          DdosType: "defense",
        })
      ).Thresholds.Threshold;
    const own = { InstanceId: id, InternetIp: attributes.ipAddress, DdosType: "defense" };
    expect(await described()).toMatchObject([{ ...own, IsAuto: true, MaxBps: 5000 }]);
    const change = (more: object) =>
      api.rpc(BASIC, "ModifyDefenseThreshold", { InstanceId: id, InstanceType: "eip", ...more });
    await change({ Bps: 300, Pps: 70_000, IsAuto: false });
    await change({ Bps: 400 });
    expect(await described()).toMatchObject([{ ...own, Bps: 400, Pps: 70_000, IsAuto: false }]);
    expect(await codeOf(change({ Bps: 9000 }))).toBe("InvalidThreshold");
    const one = (InstanceId: string) =>
      api.rpc(BASIC, "DescribeIpDdosThreshold", { InstanceId, InstanceType: "eip", DdosType: "defense" });
    expect((await one(id)).Threshold).toMatchObject({ ...own, Bps: 400 });
    expect(await codeOf(one("eip-nobody"))).toBe("InvalidInstance.NotFound");
  });

  it("puts the proxy in front of a host, and never shows its key", async () => {
    const call = (action: string, query: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
      api.rpc(PROXY, action, query);
    const Domain = "api.example.com";
    const proxied = {
      Domain,
      RsType: 0,
      RealServers: ["203.0.113.10"],
      InstanceIds: ["ddoscoo-cn-1"],
      ProxyTypes: [{ ProxyType: "https", ProxyPorts: [443] }],
    };
    await call("CreateDomainResource", proxied);
    expect(await codeOf(call("CreateDomainResource", proxied))).toBe("WebRuleExists");
    await call("ModifyDomainResource", { ...proxied, RealServers: ["203.0.113.11"] });
    await call("AssociateWebCert", { Domain, Cert: "CERTIFICATE", Key: "PRIVATE KEY" });
    await call("ModifyOcspStatus", { Domain, Enable: 1 });
    await call("ModifyTlsConfig", {
      Domain,
      Config: JSON.stringify({ ssl_protocols: "tls1.2", ssl_ciphers: "strong", ssl_13_enabled: true }),
    });
    await call("ModifyHeaders", { Domain, CustomHeaders: JSON.stringify({ "X-Proxy": "yes" }) });
    await call("ModifyWebAIProtectMode", {
      Domain,
      Config: JSON.stringify({ AiMode: "watch", AiTemplate: "level90" }),
    });
    await call("ConfigDomainSecurityProfile", { Domain, Config: JSON.stringify({ bwlist_enable: 0 }) });
    await call("ConfigWebIpSet", { Domain, BlackList: ["198.51.100.7"] });
    await call("ModifyWebCCGlobalSwitch", { Domain, CcGlobalSwitch: "close" });
    expect((await call("DescribeDomainResource", { Domain })).WebRules).toMatchObject([
      {
        ...proxied,
        RealServers: ["203.0.113.11"],
        Cname: expect.stringMatching(/\.aliyunddos1001\.com$/),
        OcspEnabled: true,
        SslProtocols: "tls1.2",
        SslCiphers: "strong",
        Ssl13Enabled: true,
        BlackList: ["198.51.100.7"],
        WhiteList: [],
      },
    ]);
    expect((await call("DescribeWebRules", { InstanceIds: ["ddoscoo-cn-1"] })).WebRules).toMatchObject([
      { Domain, UserCertName: Domain },
    ]);
    expect((await call("DescribeDomainCcProtectSwitch", { Domains: [Domain] })).ProtectSwitchList).toEqual([
      { Domain, AiMode: "watch", AiTemplate: "level90", BlackWhiteListEnable: 0, CcGlobalSwitch: "close" },
    ]);
    expect((await call("DescribeHeaders", { Domain })).CustomHeader).toEqual({
      Domain,
      Headers: { "X-Proxy": "yes" },
    });
    expect(await codeOf(call("ModifyHeaders", { Domain, CustomHeaders: "[1]" }))).toBe(
      "InvalidCustomHeaders.Malformed",
    );
    expect(JSON.stringify(api.exchanges)).not.toContain("PRIVATE KEY");
    await call("DeleteDomainResource", { Domain });
    expect((await call("DescribeDomainResource", { Domain })).WebRules).toEqual([]);
    expect(await codeOf(call("DescribeHeaders", { Domain }))).toBe("WebRuleNotExist");
  });
});
