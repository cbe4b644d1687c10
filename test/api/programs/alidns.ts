import { AlidnsRecord } from "@pulumi/alicloud/dns/alidnsRecord.js";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { localProvider } from "./two-zones.ts";

/** Names, of each kind that the program makes. @param changed after some changes in place */
async function alidns(changed: boolean): Promise<void> {
  const opts = { provider: localProvider() };
  const common = { domainName: "example.com", ttl: changed ? 900 : 600, remark: changed ? "later" : "first" };
  new AlidnsRecord(
    "address",
    { ...common, rr: "api", type: "A", value: changed ? "203.0.113.11" : "203.0.113.10" },
    opts,
  );
  new AlidnsRecord("alias", { ...common, rr: "ws", type: "CNAME", value: "nlb.example.net" }, opts);
  new AlidnsRecord("authority", { ...common, rr: "@", type: "CAA", value: '0 issue "digicert.com"' }, opts);
}

export const alidnsProgram: PulumiFn = () => alidns(false);
export const alidnsChanged: PulumiFn = () => alidns(true);
