import { BasicDefenseThreshold } from "@pulumi/alicloud/ddos/basicDefenseThreshold.js";
import { DomainResource } from "@pulumi/alicloud/ddos/domainResource.js";
import { EipAddress } from "@pulumi/alicloud/ecs/eipAddress.js";
import { secret } from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { localProvider } from "./two-zones.ts";

/** Thresholds for a public address, and the proxy against floods in front of two hosts. @param changed after some changes in place */
async function ddos(changed: boolean): Promise<void> {
  const opts = { provider: localProvider() };
  const eip = new EipAddress("entry", { addressName: "entry", bandwidth: "10" }, opts);
  new BasicDefenseThreshold(
    "entry",
    {
      ddosType: "defense",
      instanceType: "eip",
      instanceId: eip.id,
      internetIp: eip.ipAddress,
      isAuto: false,
      bps: changed ? 400 : 300,
      pps: 70_000,
    },
    opts,
  );
  const common = {
    instanceIds: ["ddoscoo-cn-hangzhou-1"],
    proxyTypes: [
      { proxyType: "https", proxyPorts: [443] },
      { proxyType: "websockets", proxyPorts: [443] },
      { proxyType: "http", proxyPorts: [80] },
    ],
    httpsExt: JSON.stringify({ Https2http: 0, Http2: 1, Http2https: 1 }),
    cert: secret("CERTIFICATE"),
    key: secret("PRIVATE KEY"),
    sslProtocols: "tls1.2",
    ssl13Enabled: true,
    sslCiphers: "strong",
    ocspEnabled: false,
    ccGlobalSwitch: "open",
    aiMode: "defense",
    aiTemplate: changed ? "level90" : "level60",
  };
  new DomainResource(
    "api",
    {
      ...common,
      domain: "api.example.com",
      rsType: 0,
      realServers: [changed ? "203.0.113.11" : "203.0.113.10"],
    },
    opts,
  );
  new DomainResource(
    "ws",
    { ...common, domain: "ws.example.com", rsType: 1, realServers: ["nlb.example.net"] },
    opts,
  );
}

export const ddosProgram: PulumiFn = () => ddos(false);
export const ddosChanged: PulumiFn = () => ddos(true);
