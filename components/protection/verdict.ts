import { addressToNumber, contains, parseBlock } from "../config/ipv4.ts";
import type { ProtectionRule } from "./rules.ts";

/** What the rules look at. */
export interface ClientRequest {
  /** The client's IPv4 address. */
  readonly address: string;
  readonly method: string;
  /** As sent, still encoded, without the query. */
  readonly path: string;
  /** Length of the body in bytes. */
  readonly bodyBytes: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export type Verdict =
  | { readonly passes: true }
  | { readonly passes: false; readonly status: 403 | 413; readonly rule: string };

const MEBIBYTE = 2 ** 20;

/**
 * What becomes of one request, by the rules that need no memory and no knowledge of attacks: rate limits and the core
 * rule set are not in it. Pure; test/protection holds ModSecurity to it.
 */
export function verdictOf(rules: readonly ProtectionRule[], request: ClientRequest): Verdict {
  for (const rule of rules) {
    if (!catches(rule, request)) continue;
    return { passes: false, status: rule.kind === "maxBody" ? 413 : 403, rule: rule.name };
  }
  return { passes: true };
}

function catches(
  rule: ProtectionRule,
  { address, method, path, bodyBytes, headers }: ClientRequest,
): boolean {
  const seen = canonicalPath(path);
  switch (rule.kind) {
    case "maxBody":
      return bodyBytes > rule.mebibytes * MEBIBYTE;
    case "blockedAddresses":
      return rule.cidrs.some((cidr) => contains(parseBlock(cidr), addressToNumber(address)));
    case "forbiddenInPath":
      return decoded(path).includes(rule.text);
    case "forbiddenPaths":
      return rule.paths.some((forbidden) => isBelow(seen, forbidden));
    case "allowedMethods":
      return !rule.methods.some((allowed) => allowed === method);
    case "methodsOfPath":
      return isBelow(seen, rule.path) && !rule.methods.some((allowed) => allowed === method);
    case "contentTypeOfPath":
      return isBelow(seen, rule.path) && !isOfType(headers["content-type"] ?? "", rule.contentType);
    case "webSocketsOnly":
      return isBelow(seen, rule.path) && headers.upgrade?.toLowerCase() !== "websocket";
    case "rateLimit":
    case "coreRules":
      return false;
  }
}

/** `application/json; charset=utf-8` is of the type `application/json`. */
function isOfType(given: string, wanted: string): boolean {
  return given.toLowerCase().split(";")[0]?.trim() === wanted;
}

/** True for a path and everything below it. */
function isBelow(path: string, top: string): boolean {
  return path === top || path.startsWith(`${top}/`);
}

/** A path as the server behind reads it: decoded once, without empty segments, `.` and `..`. */
export function canonicalPath(path: string): string {
  const segments: string[] = [];
  const parts = decoded(path).split("/");
  for (const part of parts) {
    if (part === "..") segments.pop();
    else if (part !== "" && part !== ".") segments.push(part);
  }
  const isFolder = ["", ".", ".."].includes(parts.at(-1) ?? "") && segments.length > 0;
  return `/${segments.join("/")}${isFolder ? "/" : ""}`;
}

/** Percent-encoding undone once, byte by byte; what is no encoding stays. */
function decoded(path: string): string {
  return path.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
