import { AlidnsRecord } from "@pulumi/alicloud/dns/alidnsRecord.js";
import * as pulumi from "@pulumi/pulumi";
import type { DnsSettings } from "../config/entry.ts";
import { planRecords } from "./plan-records.ts";

/** A host name and where its clients go. */
export interface HostTarget {
  /** Short name for the records, e.g. `api`. */
  readonly name: string;
  readonly host: string;
  readonly target:
    | { readonly kind: "addresses"; readonly addresses: readonly pulumi.Input<string>[] }
    /** The name of a balancer or proxy, whose addresses may change. */
    | { readonly kind: "alias"; readonly name: pulumi.Input<string> };
}

/** What {@link DomainRecords} are made of. */
export interface DomainRecordsArgs {
  readonly settings: DnsSettings;
  readonly hosts: readonly HostTarget[];
  /** What people read in the console. */
  readonly remark: string;
}

/** The records of a mini-program in Alibaba Cloud DNS. */
export class DomainRecords extends pulumi.ComponentResource {
  constructor(name: string, args: DomainRecordsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:dns:DomainRecords", name, {}, opts);
    const { settings, hosts, remark } = args;
    const planned = planRecords(
      settings,
      hosts.map(({ name: host, host: domain, target }) => ({
        name: host,
        host: domain,
        target:
          target.kind === "alias" ? { kind: "alias" } : { kind: "addresses", count: target.addresses.length },
      })),
    );
    for (const record of planned) {
      new AlidnsRecord(
        `${name}-${record.name}`,
        {
          domainName: settings.zone,
          rr: record.rr,
          type: record.type,
          value: "text" in record.value ? record.value.text : targetValue(hosts, record.value),
          ttl: settings.ttlSeconds,
          remark,
        },
        // An address and an alias can't stand side by side: when the entry changes its kind the old record goes first.
        // A new value for the same name and type is written in place.
        { parent: this, deleteBeforeReplace: true },
      );
    }
    this.registerOutputs({});
  }
}

function targetValue(
  hosts: readonly HostTarget[],
  { of, index }: { readonly of: string; readonly index: number },
): pulumi.Input<string> {
  const target = hosts.find(({ host }) => host === of)?.target;
  const value = target?.kind === "alias" ? target.name : target?.addresses[index];
  if (value === undefined) throw new Error(`no value for ${of}: a defect of plan-records.ts`);
  return value;
}
