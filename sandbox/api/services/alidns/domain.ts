import { DNS_ZONES } from "../../../cloud/alicloud/dns.ts";
import type { Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { pageOf } from "../../paging.ts";
import { ApiError } from "../../problem.ts";

/** The servers of the free edition, which every domain of an account is given two of. */
const SERVERS = ["dns1.hichina.com", "dns2.hichina.com"];

function described(domain: string): Record<string, Value> {
  return {
    DomainName: domain,
    PunyCode: domain,
    AliDomain: false,
    DnsServers: { DnsServer: SERVERS },
  };
}

async function countOf(call: Call, domain: string): Promise<number> {
  const records = await call.all("alicloud:dnsRecord");
  return records.filter(({ attributes }) => attributes.domainName === domain).length;
}

/** The account's domains, which are there from the start. */
export const DOMAIN_ACTIONS: Readonly<Record<string, Action>> = {
  DescribeDomains: async (call) => {
    const { parameters } = call;
    const word = parameters.text("KeyWord") ?? "";
    const found = DNS_ZONES.filter((zone) =>
      parameters.text("SearchMode") === "EXACT" ? zone === word : zone.includes(word),
    );
    const { items, total, number, size } = pageOf(found, parameters, { usual: 20 });
    const domains = await Promise.all(
      items.map(async (domain) => ({ ...described(domain), RecordCount: await countOf(call, domain) })),
    );
    return { TotalCount: total, PageNumber: number, PageSize: size, Domains: { Domain: domains } };
  },
  DescribeDomainInfo: (call) => {
    const domain = call.parameters.required("DomainName");
    if (!DNS_ZONES.includes(domain)) {
      throw new ApiError(404, "InvalidDomainName.NoExist", "The specified domain name does not exist.");
    }
    return described(domain);
  },
};
