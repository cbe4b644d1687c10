import type { DnsSettings } from "../config/entry.ts";

/** Where clients of a host name go. */
export type Target = { readonly kind: "addresses"; readonly count: number } | { readonly kind: "alias" };

/** One record, before its value is known. */
export interface RecordPlan {
  /** Stable logical name behind the mini-program's, e.g. `api-1` or `caa-digicert-com`. */
  readonly name: string;
  /** Host name without its zone; `@` for the zone itself. */
  readonly rr: string;
  readonly type: "A" | "CNAME" | "CAA";
  /** Which value: of the host's target, or the text itself. */
  readonly value: { readonly of: string; readonly index: number } | { readonly text: string };
}

/**
 * Records of a mini-program's host names. Pure. A name that is an alias may have no other records, so the
 * certificate authorities stand at the name above it: whoever issues climbs there (RFC 8659, section 3).
 */
export function planRecords(
  { zone, caaIssuers }: DnsSettings,
  hosts: readonly { readonly name: string; readonly host: string; readonly target: Target }[],
): RecordPlan[] {
  const leading = hosts.flatMap(({ name, host, target }): RecordPlan[] =>
    target.kind === "alias"
      ? [{ name, rr: rrOf(host, zone), type: "CNAME", value: { of: host, index: 0 } }]
      : Array.from({ length: target.count }, (_, index) => ({
          name: `${name}-${index + 1}`,
          rr: rrOf(host, zone),
          type: "A" as const,
          value: { of: host, index },
        })),
  );
  const above = [...new Set(hosts.map(({ host }) => rrOf(parentOf(host, zone), zone)))];
  const authorities = above.flatMap((rr, place) =>
    caaIssuers.map(
      (issuer): RecordPlan => ({
        name: `caa-${place === 0 ? "" : `${place + 1}-`}${issuer.replaceAll(".", "-")}`,
        rr,
        type: "CAA",
        value: { text: `0 issue "${issuer}"` },
      }),
    ),
  );
  return [...leading, ...authorities];
}

/** The name that a host's certificate authorities stand at: the one above, and never above the zone. */
function parentOf(host: string, zone: string): string {
  return host === zone ? zone : host.slice(host.indexOf(".") + 1);
}

/** A host name without its zone. */
export function rrOf(host: string, zone: string): string {
  return host === zone ? "@" : host.slice(0, -zone.length - 1);
}
