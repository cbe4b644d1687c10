import { Answer } from "../action.ts";
import { acs3Claim } from "../signature/acs3.ts";
import { roaClaim } from "../signature/roa.ts";
import { jsonAnswer } from "./json.ts";
import type { Style } from "./style.ts";

/** Method and path say what is wanted; the version is in a header; answers in JSON. */
export const ROA_STYLE: Style = {
  recognises: ({ headers, path }) =>
    headers["x-acs-version"] !== undefined && path !== "/" && path !== "" && !isOther(headers.authorization),
  claim: (request) =>
    (request.headers.authorization ?? "").startsWith("ACS3-") ? acs3Claim(request) : roaClaim(request),
  answer: (result, requestId) =>
    result instanceof Answer
      ? { ...result, headers: { "x-acs-request-id": requestId, ...result.headers } }
      : jsonAnswer(200, result, requestId),
  refusal: ({ status, code, message }, requestId) =>
    jsonAnswer(status, { code, message, requestId, status, accessDeniedDetail: null }, requestId),
};

function isOther(authorization = ""): boolean {
  return /^(LOG|SLS4|OSS|OSS4)/.test(authorization);
}
