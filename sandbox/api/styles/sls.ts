import { Answer } from "../action.ts";
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
