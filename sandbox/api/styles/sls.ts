import { Answer } from "../action.ts";
import type { ApiRequest } from "../request.ts";
import { slsClaim } from "../signature/sls.ts";
import { jsonAnswer } from "./json.ts";
import type { HttpAnswer, Style } from "./style.ts";

/** The log service: the project is the host's first label, and errors have names of their own. */
export const SLS_STYLE: Style = {
  recognises: ({ headers }) => /^(LOG |SLS4-)/.test(headers.authorization ?? ""),
  claim: slsClaim,
  answer: (result, requestId) => {
    const answer = result instanceof Answer ? result : jsonAnswer(200, result, requestId);
    return { ...answer, headers: { ...answer.headers, "x-log-requestid": requestId } };
  },
  refusal: ({ status, code, message }, requestId): HttpAnswer => {
    const answer = jsonAnswer(
      status,
      { errorCode: code, errorMessage: message, requestID: requestId },
      requestId,
    );
    return { ...answer, headers: { ...answer.headers, "x-log-requestid": requestId } };
  },
};

/**
 * The log service puts a project's name before the host, which then must lead here: it does through the proxy that
 * `HTTP_PROXY` names, the sandbox's server. The name begins with `http` because the provider takes an endpoint that does
 * for one with a scheme, and would otherwise insist on HTTPS.
 */
export const LOG_HOST = "http-log.hougu.internal";

/** Hosts that name no project: the sandbox's, a region's, and those of whoever reaches the server directly. */
const BARE = /^(http-log\.hougu\.internal|[a-z0-9-]+\.log\.aliyuncs\.com|localhost|[\d.]+)$/;

/** The path with the project before it: `/projects/access-logs/logstores`. */
export function slsPath({ host, path }: ApiRequest): string {
  return BARE.test(host) ? path : `/projects/${host.split(".")[0]}${path}`;
}
