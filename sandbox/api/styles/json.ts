import type { HttpAnswer } from "./style.ts";

export function jsonAnswer(status: number, body: unknown, requestId: string): HttpAnswer {
  return {
    status,
    headers: { "content-type": "application/json;charset=utf-8", "x-acs-request-id": requestId },
    content: JSON.stringify(body),
  };
}
