import type { IncomingMessage, ServerResponse } from "node:http";

/** An answer before it is sent. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that gets a refusal instead of an answer (RFC 9457: application/problem+json). */
export class Problem extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.name = "Problem";
    this.status = status;
    this.headers = headers;
  }
}

/** Reads a body of JSON. @throws Problem 415, 413, 400 */
export async function readJson(request: IncomingMessage, mostBytes: number): Promise<unknown> {
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new Problem(415, "content-type must be application/json");
  const tooLarge = new Problem(413, `a body has at most ${mostBytes} bytes`, { connection: "close" });
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw tooLarge;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new Problem(400, "the body is no JSON");
  }
}

export function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  const isProblem = status >= 400;
  response.writeHead(status, {
    "cache-control": "no-store",
    ...(body === undefined
      ? {}
      : { "content-type": isProblem ? "application/problem+json" : "application/json; charset=utf-8" }),
    ...headers,
  });
  response.end(body === undefined ? undefined : `${JSON.stringify(body)}\n`);
}

/** A refusal in the words of RFC 9457. */
export function problemAnswer({ status, message, headers }: Problem): Answer {
  return { status, body: { status, detail: message }, headers };
}
