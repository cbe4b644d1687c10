import type { ApiRequest } from "../request.ts";
import { formOf } from "../request.ts";
import type { Claim } from "./claim.ts";
import { encoded, same, sha1, sortedQuery } from "./encoding.ts";

/**
 * RPC, signature version 1.0: `HMAC-SHA1(secret + "&", METHOD & %2F & encoded sorted parameters)`, where the parameters
 * are those of query and form without the signature itself.
 * @see https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism
 */
export function rpcClaim(request: ApiRequest): Claim | undefined {
  const pairs = [...request.query, ...formOf(request)];
  const all = new Map(pairs);
  const signature = all.get("Signature");
  const accessKeyId = all.get("AccessKeyId");
  if (signature === undefined || accessKeyId === undefined) return undefined;
  const at = Date.parse(all.get("Timestamp") ?? "");
  const nonce = all.get("SignatureNonce");
  const text = [
    request.method,
    encoded("/"),
    encoded(sortedQuery(pairs.filter(([name]) => name !== "Signature"))),
  ].join("&");
  return {
    accessKeyId,
    isSignedBy: (secret) => same(signature, sha1(`${secret}&`, text)),
    at: Number.isNaN(at) ? undefined : at,
    ...(nonce !== undefined && { nonce }),
  };
}
