import type { ApiRequest } from "../request.ts";
import type { Claim } from "./claim.ts";
import { hmac256, same, sha256Hex, sortedQuery } from "./encoding.ts";

const ALGORITHM = "ACS3-HMAC-SHA256";

/**
 * V3: `ACS3-HMAC-SHA256 Credential=..,SignedHeaders=..,Signature=..` over method, path, query, headers and the body's
 * digest, for RPC and ROA alike.
 * @see https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
export function acs3Claim(request: ApiRequest): Claim | undefined {
  const { headers } = request;
  const [algorithm, rest = ""] = split(headers.authorization ?? "");
  if (algorithm !== ALGORITHM) return undefined;
  const parts = new Map(
    rest.split(",").map((part) => {
      const [name = "", ...value] = part.trim().split("=");
      return [name, value.join("=")];
    }),
  );
  const signed = (parts.get("SignedHeaders") ?? "").split(";").filter(Boolean);
  const digest = headers["x-acs-content-sha256"] ?? "";
  const canonical = [
    request.method,
    request.path || "/",
    sortedQuery(request.query),
    ...signed.map((name) => `${name}:${(headers[name] ?? "").trim()}`),
    "",
    signed.join(";"),
    digest,
  ].join("\n");
  const at = Date.parse(headers["x-acs-date"] ?? "");
  const nonce = headers["x-acs-signature-nonce"];
  return {
    accessKeyId: parts.get("Credential") ?? "",
    isSignedBy: (secret) =>
      digest === sha256Hex(request.body) &&
      same(
        parts.get("Signature") ?? "",
        hmac256(secret, `${ALGORITHM}\n${sha256Hex(canonical)}`).toString("hex"),
      ),
    at: Number.isNaN(at) ? undefined : at,
    ...(nonce !== undefined && { nonce }),
  };
}

function split(authorization: string): readonly [string, string] {
  const at = authorization.indexOf(" ");
  return at < 0 ? [authorization, ""] : [authorization.slice(0, at), authorization.slice(at + 1)];
}
