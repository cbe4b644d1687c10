import { createHash } from "node:crypto";
import type { ApiRequest } from "../request.ts";
import type { Claim } from "./claim.ts";
import { encoded, hmac256, same, sha1, sha256Hex } from "./encoding.ts";

const V4 = "OSS4-HMAC-SHA256";

/** Parameters that are signed in version 1: those that name a part of a resource. Others only steer a list. */
const SIGNED = new Set([
  ...["acl", "append", "bucketArchiveDirectRead", "bucketInfo", "callback", "callback-var", "cname", "comp"],
  ...[
    "continuation-token",
    "cors",
    "delete",
    "encryption",
    "endTime",
    "httpsConfig",
    "inventory",
    "inventoryId",
  ],
  ...[
    "lifecycle",
    "live",
    "location",
    "logging",
    "metaQuery",
    "objectMeta",
    "partNumber",
    "policy",
    "position",
  ],
  ...[
    "publicAccessBlock",
    "referer",
    "replication",
    "requestPayment",
    "resourceGroup",
    "restore",
    "security-token",
  ],
  ...["startTime", "stat", "status", "symlink", "tagging", "transferAcceleration", "uploadId", "uploads"],
  ...["versionId", "versioning", "versions", "website", "worm", "wormExtend", "wormId", "x-oss-process"],
]);

/**
 * The object storage's own ways: `OSS KEY:signature` with HMAC-SHA1, and version 4 with a key derived from date and
 * region. Both sign the bucket with the path, wherever the request names it.
 * @param resource `/bucket/key`, decoded
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4
 */
export function ossClaim(request: ApiRequest, resource: string): Claim | undefined {
  return v1(request, resource) ?? v4(request, resource);
}

const ossHeaders = ({ headers }: ApiRequest): readonly string[] =>
  Object.keys(headers)
    .filter((name) => name.startsWith("x-oss-"))
    .sort();

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : 1);

const parameter = ([name, value]: readonly [string, string]): string =>
  value === "" ? name : `${name}=${value}`;

function v1(request: ApiRequest, resource: string): Claim | undefined {
  const { headers } = request;
  const found = /^OSS ([^:]+):(.+)$/.exec(headers.authorization ?? "");
  if (!found) return undefined;
  const [, accessKeyId = "", signature = ""] = found;
  const query = request.query
    .filter(([name]) => SIGNED.has(name))
    .sort(byName)
    .map(parameter)
    .join("&");
  const date = headers["x-oss-date"] ?? headers.date ?? "";
  const text = [
    request.method,
    headers["content-md5"] ?? "",
    headers["content-type"] ?? "",
    date,
    ...ossHeaders(request).map((name) => `${name}:${(headers[name] ?? "").trim()}`),
    `${resource}${query === "" ? "" : `?${query}`}`,
  ].join("\n");
  return {
    accessKeyId,
    isSignedBy: (secret) => isBodyOf(request) && same(signature, sha1(secret, text)),
    at: time(date),
  };
}

/** A digest is not needed; one that is there must be right. */
function isBodyOf({ headers, body }: ApiRequest): boolean {
  const digest = headers["content-md5"];
  return digest === undefined || digest === createHash("md5").update(body).digest("base64");
}

function v4(request: ApiRequest, resource: string): Claim | undefined {
  const { headers } = request;
  const found =
    /^OSS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?(?:AdditionalHeaders=([^,]+), ?)?Signature=(\w+)$/.exec(
      headers.authorization ?? "",
    );
  if (!found) return undefined;
  const [, accessKeyId = "", scope = "", more = "", signature = ""] = found;
  const additional = more.split(";").filter(Boolean);
  const signed = [
    ...new Set([
      ...additional,
      ...ossHeaders(request),
      ...["content-type", "content-md5"].filter((name) => headers[name] !== undefined),
    ]),
  ].sort();
  const canonical = [
    request.method,
    encoded(resource).replaceAll("%2F", "/"),
    [...request.query]
      .map(([name, value]) => [encoded(name), encoded(value)] as const)
      .sort(byName)
      .map(parameter)
      .join("&"),
    ...signed.map((name) => `${name}:${(headers[name] ?? "").trim()}`),
    "",
    additional.join(";"),
    headers["x-oss-content-sha256"] ?? "",
  ].join("\n");
  const stamp = headers["x-oss-date"] ?? "";
  const isSignedBy = (secret: string): boolean => {
    const key = scope
      .split("/")
      .reduce<string | Buffer>((outer, part) => hmac256(outer, part), `aliyun_v4${secret}`);
    const text = `${V4}\n${stamp}\n${scope}\n${sha256Hex(canonical)}`;
    return isBodyOf(request) && same(signature, hmac256(key, text).toString("hex"));
  };
  return { accessKeyId, isSignedBy, at: time(stamp) };
}

/** `Wed, 25 Nov 2026 02:30:00 GMT`, or `20261125T023000Z`. */
function time(text: string): number | undefined {
  const at = Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  return Number.isNaN(at) ? undefined : at;
}
