import { randomInt } from "node:crypto";
import { numeric, text } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";

/** The sandbox's account has the domains that nobody else can have (RFC 2606); records of any other are refused. */
export const DNS_ZONES: readonly string[] = ["example.com", "example.net", "example.org"];

/** What a paid zone takes, in seconds; the free edition begins at 600. */
const TTL_SECONDS = [1, 86_400] as const;
/** 19 digits. */
const SERIAL = 1_000_000_000;

const ADDRESS = /^(\d{1,3}\.){3}\d{1,3}$/;
const HOST = /^([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}\.?$/;
const CAA = /^(0|128) (issue|issuewild|iodef) "[^"]+"$/;
const VALUES: Readonly<Record<string, RegExp>> = { A: ADDRESS, CNAME: HOST, CAA };

export const dnsRecord: ResourceType = {
  type: "alicloud:dnsRecord",
  service: "Alidns",
  actions: {
    create: "AddDomainRecord",
    describe: "DescribeDomainRecordInfo",
    modify: "UpdateDomainRecord",
    remove: "DeleteDomainRecord",
  },
  global: true,
  nameAttribute: "rr",
  id: () => `${randomInt(SERIAL, SERIAL * 9)}${randomInt(SERIAL, SERIAL * 9)}`.slice(0, 19),
  notFound: { code: "DomainRecordNotBelongToUser", message: "The record does not exist." },
  complete: (wanted) => ({
    line: wanted.line ?? "default",
    // What a zone of the free edition takes at least.
    ttl: wanted.ttl ?? 600,
    status: wanted.status ?? "ENABLE",
  }),
  unique: [
    {
      attributes: ["domainName", "rr", "type", "value", "line"],
      taken: { code: "DomainRecordDuplicate", message: "The record exists already." },
    },
  ],
  check(wanted, look, before) {
    const zone = text(wanted, "domainName");
    if (!DNS_ZONES.includes(zone)) {
      look.refuse("IncorrectDomainUser", `The domain name does not belong to you. (${zone})`);
    }
    const [type, value] = [text(wanted, "type"), text(wanted, "value")];
    const form = VALUES[type];
    if (form && !form.test(value))
      look.refuse("DomainRecordValueInvalid", `Not a value of ${type}. (${value})`);
    const ttl = numeric(wanted, "ttl");
    if (ttl !== undefined && (ttl < TTL_SECONDS[0] || ttl > TTL_SECONDS[1])) {
      look.refuse("InvalidTTL", `The TTL must be ${TTL_SECONDS.join(" to ")} seconds. (${ttl})`);
    }
    // Beside an alias stands nothing else (RFC 1034, section 3.6.2).
    const neighbour = look
      .all("alicloud:dnsRecord")
      .find(
        ({ id, attributes }) =>
          id !== before?.id &&
          attributes.domainName === zone &&
          attributes.rr === wanted.rr &&
          (attributes.type === "CNAME" || type === "CNAME"),
      );
    if (neighbour) {
      look.refuse(
        "DomainRecordConflict",
        `The record conflicts with another. (${text(wanted, "rr")}, ${text(neighbour.attributes, "type")})`,
      );
    }
  },
};
