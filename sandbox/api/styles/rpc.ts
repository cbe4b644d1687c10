import { Answer } from "../action.ts";
import type { ApiRequest } from "../request.ts";
import { formOf } from "../request.ts";
import { acs3Claim } from "../signature/acs3.ts";
import { rpcClaim } from "../signature/rpc.ts";
import { jsonAnswer } from "./json.ts";
import type { Style } from "./style.ts";

/** Action and version in the query, the form or the headers; answers in JSON. */
export const RPC_STYLE: Style = {
  recognises: (request) => {
    const { headers, path } = request;
    if (path !== "/" && path !== "") return false;
    return headers["x-acs-action"] !== undefined || pairsOf(request).some(([name]) => name === "Action");
  },
  claim: (request) =>
    (request.headers.authorization ?? "").startsWith("ACS3-") ? acs3Claim(request) : rpcClaim(request),
  answer: (result, requestId) =>
    result instanceof Answer
      ? { ...result, headers: { "x-acs-request-id": requestId, ...result.headers } }
      : jsonAnswer(200, { ...result, RequestId: requestId }, requestId),
  refusal: ({ status, code, message }, requestId, host) =>
    jsonAnswer(
      status,
      {
        RequestId: requestId,
        HostId: host,
        Code: code,
        Message: message,
        Recommend: `https://api.alibabacloud.com/troubleshoot?q=${encodeURIComponent(code)}`,
      },
      requestId,
    ),
};

/** Parameters of a request, wherever they stand; those that sign it are among them. */
export function pairsOf(request: ApiRequest): readonly (readonly [string, string])[] {
  return [...request.query, ...formOf(request)];
}
