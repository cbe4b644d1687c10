// Adds a DNS record, reads it back, and takes it away again, with the official SDK.
import sdk from "@alicloud/alidns20150109";
import { configuration, variable } from "./configuration.ts";

const client = new sdk.default(configuration("ALIDNS") as never);
const domainName = variable("DOMAIN");

const added = await client.addDomainRecord(
  new sdk.AddDomainRecordRequest({ domainName, RR: "www", type: "A", value: "203.0.113.7", TTL: 600 }),
);
const recordId = added.body?.recordId ?? "";

const listed = await client.describeDomainRecords(new sdk.DescribeDomainRecordsRequest({ domainName }));
for (const { RR, type, value, TTL } of listed.body?.domainRecords?.record ?? []) {
  console.log(`${RR}.${domainName} ${TTL} ${type} ${value}`);
}

await client.deleteDomainRecord(new sdk.DeleteDomainRecordRequest({ recordId }));
const after = await client.describeDomainRecords(new sdk.DescribeDomainRecordsRequest({ domainName }));
console.log(`left ${after.body?.totalCount ?? 0}`);
