import type { ApiRequest } from "../request.ts";
import type { Claim } from "./claim.ts";
import { encoded, hmac256, same, sha1, sha256Hex } from "./encoding.ts";

const V4 = "SLS4-HMAC-SHA256";

/**
 * The log service's own ways: `LOG KEY:signature` with HMAC-SHA1, and version 4 with a key derived from date and region.
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
    `${own}${decodeURIComponent(request.path)}${query === "" ? "" : `?${query}`}`,
  ].join("\n");
  return {
    accessKeyId,
    isSignedBy: (secret) => same(signature, sha1(secret, text)),
    at: time(headers.date ?? headers["x-log-date"]),
  };
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
    .map(([name, value]) => (value === "" ? encoded(name) : `${encoded(name)}=${encoded(value)}`))
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
    const key = ["aliyun_v4_request"].reduce(
      (inner, part) => hmac256(inner, part),
      hmac256(hmac256(hmac256(`aliyun_v4${secret}`, day), region), "sls"),
    );
    const text = `${V4}\n${stamp}\n${scope}\n${sha256Hex(canonical)}`;
    return same(signature, hmac256(key, text).toString("hex"));
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
