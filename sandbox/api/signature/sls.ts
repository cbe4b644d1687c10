import { createHash, createHmac } from "node:crypto";
import type { ApiRequest } from "../request.ts";
import type { Claim } from "./claim.ts";
import { encoded, hmac256, same, sha256Hex } from "./encoding.ts";

const V4 = "SLS4-HMAC-SHA256";

/**
 * The log service's own ways: `LOG KEY:signature` with HMAC-SHA1 (its own SDKs) or HMAC-SHA256 (the common SDKs'
 * gateway), and version 4 with a key derived from date and region.
 * @see https://www.alibabacloud.com/help/en/sls/developer-reference/request-signatures
 */
export function slsClaim(request: ApiRequest): Claim | undefined {
  return v1(request) ?? v4(request);
}

function v1(request: ApiRequest): Claim | undefined {
  const { headers } = request;
  const found = /^LOG ([^:]+):(.+)$/.exec(headers.authorization ?? "");
  if (!found) return undefined;
  const [, accessKeyId = "", signature = ""] = found;
  const algorithm = headers["x-log-signaturemethod"] === "hmac-sha256" ? "sha256" : "sha1";
  const own = Object.keys(headers)
    .filter((name) => name.startsWith("x-log-") || name.startsWith("x-acs-"))
    .sort()
    .map((name) => `${name}:${(headers[name] ?? "").trim()}\n`)
    .join("");
  const query = [...request.query]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const text = [
    request.method,
    headers["content-md5"] ?? "",
    headers["content-type"] ?? "",
    headers.date ?? headers["x-log-date"] ?? "",
    `${own}${request.path}${query === "" ? "" : `?${query}`}`,
  ].join("\n");
  return {
    accessKeyId,
    isSignedBy: (secret) =>
      isBodyOf(headers["content-md5"] ?? "", request.body) &&
      same(signature, createHmac(algorithm, secret).update(text).digest("base64")),
    at: time(headers.date ?? headers["x-log-date"]),
  };
}

/** An empty body needs no digest. */
function isBodyOf(digest: string, body: Uint8Array): boolean {
  if (digest === "" && body.length === 0) return true;
  return digest === createHash("md5").update(body).digest("hex").toUpperCase();
}

function v4(request: ApiRequest): Claim | undefined {
  const { headers } = request;
  const found = /^SLS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?Signature=(\w+)$/.exec(
    headers.authorization ?? "",
  );
  if (!found) return undefined;
  const [, accessKeyId = "", scope = "", signature = ""] = found;
  const [day = "", region = ""] = scope.split("/");
  const signed = Object.keys(headers)
    .filter(
      (name) =>
        name.startsWith("x-log-") || name.startsWith("x-acs-") || name === "host" || name === "content-type",
    )
    .sort();
  const digest = headers["x-log-content-sha256"] ?? "";
  const query = [...request.query]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === "" ? name : `${name}=${encoded(value)}`))
    .join("&");
  const canonical = [
    request.method,
    request.path,
    query,
    ...signed.map((name) => `${name}:${(headers[name] ?? "").trim()}`),
    "",
    signed.join(";"),
    digest,
  ].join("\n");
  const stamp = headers["x-log-date"] ?? "";
  const isSignedBy = (secret: string): boolean => {
    const key = [day, region, "sls", "aliyun_v4_request"].reduce<string | Buffer>(
      (outer, part) => hmac256(outer, part),
      `aliyun_v4${secret}`,
    );
    const text = `${V4}\n${stamp}\n${scope}\n${sha256Hex(canonical)}`;
    return digest === sha256Hex(request.body) && same(signature, hmac256(key, text).toString("hex"));
  };
  return { accessKeyId, isSignedBy, at: time(basic(stamp)) };
}

/** `20261125T023000Z` as a date that can be parsed. */
function basic(stamp: string): string {
  return stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
}

function time(text = ""): number | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
