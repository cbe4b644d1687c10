import type { ApiRequest } from "../request.ts";
import type { Claim } from "./claim.ts";
import { same, sha1 } from "./encoding.ts";

/**
 * ROA, signature version 1.0: `acs KEY:base64(HMAC-SHA1(secret, method, Accept, Content-MD5, Content-Type, Date, x-acs-
 * headers, path and query))`.
 * @see https://www.alibabacloud.com/help/en/sdk/product-overview/roa-mechanism
 */
export function roaClaim(request: ApiRequest): Claim | undefined {
  const { headers } = request;
  const found = /^acs ([^:]+):(.+)$/.exec(headers.authorization ?? "");
  if (!found) return undefined;
  const [, accessKeyId = "", signature = ""] = found;
  const acs = Object.keys(headers)
    .filter((name) => name.startsWith("x-acs-"))
    .sort()
    .map((name) => `${name}:${headers[name]}\n`)
    .join("");
  const query = [...request.query]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === "" ? name : `${name}=${value}`))
    .join("&");
  const text = [
    request.method,
    headers.accept ?? "",
    headers["content-md5"] ?? "",
    headers["content-type"] ?? "",
    headers.date ?? "",
    `${acs}${request.path}${query === "" ? "" : `?${query}`}`,
  ].join("\n");
  const at = Date.parse(headers.date ?? "");
  const nonce = headers["x-acs-signature-nonce"];
  return {
    accessKeyId,
    isSignedBy: (secret) => same(signature, sha1(secret, text)),
    at: Number.isNaN(at) ? undefined : at,
    ...(nonce !== undefined && { nonce }),
  };
}
