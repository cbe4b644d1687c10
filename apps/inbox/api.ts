import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { NotConfirmed, type Outgoing } from "hougu-app-runtime/broker/publisher.ts";
import { type Answer, Problem, problemAnswer, readJson, send } from "hougu-app-runtime/http/json.ts";
import type { Log } from "hougu-app-runtime/log.ts";
import { openSpan, SpanKind } from "hougu-app-runtime/spans.ts";
import { TokenRefused, type Tokens } from "hougu-app-runtime/tokens.ts";
import { type Trace, traceOf } from "hougu-app-runtime/trace.ts";
import * as z from "zod";
import { CURSOR, type MailboxStore, StoreUnavailable } from "./mailbox/store.ts";
import { posted, type Queued } from "./message.ts";
import type { InboxMetrics } from "./metrics.ts";
import { mailboxOf, phoneNumber } from "./phone-numbers.ts";
import { EVENTS_EXCHANGE, NOTIFICATIONS } from "./topology.ts";
import type { Waiting } from "./waiting.ts";

export interface ApiArgs {
  readonly store: MailboxStore;
  readonly publish: (message: Outgoing) => Promise<void>;
  readonly waiting: Waiting;
  readonly tokens: Tokens;
  readonly phoneKey: Uint8Array;
  readonly log: Log;
  readonly metrics: Pick<InboxMetrics, "requests" | "messages">;
  readonly now?: () => number;
}

/** A text of 2,000 Chinese characters has 6 KiB. */
const LARGEST_BODY = 8 * 1024;
/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/: the client's own name for a request. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{8,128}$/;
/** Seconds after which a client tries again when the broker or the store is away. */
const RETRY_AFTER = "2";
/** Half of what load balancers let a silent request live. */
const LONGEST_WAIT_SECONDS = 25;

const reading = z.strictObject({
  after: z.string().regex(CURSOR).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  wait: z.coerce.number().int().min(0).max(LONGEST_WAIT_SECONDS).default(0),
});
const acknowledgement = z.strictObject({ through: z.string().regex(CURSOR) });

interface Call {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly trace: Trace;
  /** Aborted when the client has gone. */
  readonly gone: AbortSignal;
}

/** The inbox over HTTP: messages in, mailboxes out. */
export class Api {
  readonly #args: ApiArgs;
  readonly #now: () => number;

  constructor(args: ApiArgs) {
    this.#args = args;
    this.#now = args.now ?? Date.now;
  }

  /** Answers one request, whatever happens. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { log, metrics } = this.#args;
    const begun = performance.now();
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const url = new URL(request.url ?? "/", "http://inbox");
    // A path may have a phone's number: neither log nor metric sees more than its route.
    const route = routeOf(request, url);
    const trace = openSpan({
      name: route,
      kind: SpanKind.SERVER,
      parent: traceOf(request.headers.traceparent),
      attributes: { "http.request.method": request.method ?? "", "http.route": route },
    });
    const answer = await this.#answer(route, { request, url, trace, gone: gone.signal }).catch((error) =>
      refusal(error, (defect) =>
        log.error("a request could not be handled", { route, error: defect, trace }),
      ),
    );
    // A body that nobody read must not be taken for the next request.
    if (!request.complete) response.setHeader("connection", "close");
    send(response, answer);
    // A client's mistake is no failure of the server's (OpenTelemetry's conventions for HTTP).
    trace.end(answer.status >= 500 ? new Error(String(answer.status)) : undefined);
    const seconds = (performance.now() - begun) / 1000;
    metrics.requests.observe({ route, status: String(answer.status) }, seconds);
    log.info("request", { route, status: answer.status, seconds: Number(seconds.toFixed(4)), trace });
  }

  async #answer(route: Route, call: Call): Promise<Answer> {
    switch (route) {
      case "POST /messages":
        return this.#take(call);
      case "GET /mailboxes/:phone":
      case "GET /mailboxes/:phone?wait":
        return this.#read(call);
      case "POST /mailboxes/:phone/acknowledgements":
        return this.#acknowledge(call);
      case "none":
        throw new Problem(404, "there is nothing here");
    }
  }

  async #take(call: Call): Promise<Answer> {
    const { store, publish, metrics, phoneKey } = this.#args;
    const { sub } = await this.#caller(call, "send");
    const key = call.request.headers["idempotency-key"];
    if (typeof key !== "string" || !IDEMPOTENCY_KEY.test(key)) {
      throw new Problem(400, "Idempotency-Key must have 8 to 128 visible ASCII characters");
    }
    const message = valid(posted, await readJson(call.request, LARGEST_BODY));
    const phone = phoneNumber(message.phone);
    if (phone === undefined) throw new Problem(422, "phone must be a number like +8613800138000");
    // The id follows from the key: who sends a request again sends the same message.
    const id = createHmac("sha256", phoneKey)
      .update(JSON.stringify([sub, key]))
      .digest("base64url")
      .slice(0, 22);
    const { phone: _, ...rest } = message;
    const mailbox = mailboxOf(phone, phoneKey);
    const fingerprint = createHash("sha256")
      .update(JSON.stringify([mailbox, rest]))
      .digest("base64url");
    if ((await this.#earlier(store, id, fingerprint)) === "another") {
      throw new Problem(422, "this Idempotency-Key was used for another message");
    }
    const content: Queued = { mailbox, ...rest, sentAt: this.#now() };
    await publish({
      exchange: EVENTS_EXCHANGE,
      routingKey: NOTIFICATIONS,
      id,
      type: "message",
      content,
      persistent: true,
      mandatory: true,
      trace: call.trace,
    });
    metrics.messages.inc({ direction: "taken" });
    return { status: 202, body: { id } };
  }

  /** While the store is away messages are taken all the same: that is what the queue is for. */
  #earlier(store: MailboxStore, id: string, fingerprint: string) {
    return store.remember(id, fingerprint).catch((error) => {
      if (error instanceof StoreUnavailable) return "nothing" as const;
      throw error;
    });
  }

  async #read(call: Call): Promise<Answer> {
    const { store, waiting } = this.#args;
    const mailbox = await this.#mailbox(call);
    const { after, limit, wait } = valid(reading, Object.fromEntries(call.url.searchParams));
    if (wait > 0 && waiting.full) {
      throw new Problem(503, "too many are waiting; ask without wait", { "retry-after": RETRY_AFTER });
    }
    const listener = wait > 0 ? waiting.listen(mailbox, wait * 1000, call.gone) : undefined;
    try {
      let kept = await store.read(mailbox, after, limit);
      if (kept.length === 0 && listener) {
        await listener.arrived;
        kept = await store.read(mailbox, after, limit);
      }
      const messages = kept.map(({ cursor, message }) => ({ cursor, ...message }));
      return { status: 200, body: { messages, next: kept.at(-1)?.cursor ?? after ?? null } };
    } finally {
      listener?.leave();
    }
  }

  async #acknowledge(call: Call): Promise<Answer> {
    const mailbox = await this.#mailbox(call);
    const { through } = valid(acknowledgement, await readJson(call.request, LARGEST_BODY));
    const removed = await this.#args.store.acknowledge(mailbox, through);
    this.#args.metrics.messages.inc({ direction: "acknowledged" }, removed);
    return { status: 200, body: { removed } };
  }

  /** The mailbox of the path's phone, if the caller's token is for this phone and no other. */
  async #mailbox(call: Call): Promise<string> {
    const { sub } = await this.#caller(call, "read");
    const phone = phoneNumber(decoded(call.url.pathname.split("/")[2] ?? ""));
    if (phone === undefined) throw new Problem(422, "the path must have a number like +8613800138000");
    if (phoneNumber(sub) !== phone) throw new Problem(403, "the token is for another phone");
    return mailboxOf(phone, this.#args.phoneKey);
  }

  async #caller({ request }: Call, use: "send" | "read"): Promise<{ readonly sub: string }> {
    const [, token] = /^Bearer ([\w.-]+)$/.exec(request.headers.authorization ?? "") ?? [];
    if (token === undefined) {
      throw new Problem(401, "a token is wanted: authorization: Bearer", { "www-authenticate": "Bearer" });
    }
    const claims = await this.#args.tokens.verify(token);
    if (claims.use !== use) throw new Problem(403, `the token isn't for ${use}`);
    return { sub: claims.sub };
  }
}

type Route =
  | "POST /messages"
  | "GET /mailboxes/:phone"
  | "GET /mailboxes/:phone?wait"
  | "POST /mailboxes/:phone/acknowledgements"
  | "none";

function routeOf({ method }: IncomingMessage, { pathname, searchParams }: URL): Route {
  if (method === "POST" && pathname === "/messages") return "POST /messages";
  if (method === "GET" && /^\/mailboxes\/[^/]+$/.test(pathname)) {
    return Number(searchParams.get("wait") ?? 0) > 0 ? "GET /mailboxes/:phone?wait" : "GET /mailboxes/:phone";
  }
  if (method === "POST" && /^\/mailboxes\/[^/]+\/acknowledgements$/.test(pathname)) {
    return "POST /mailboxes/:phone/acknowledgements";
  }
  return "none";
}

function valid<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Problem(422, `${issue?.path.join(".") || "the request"}: ${issue?.message}`);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

function refusal(error: unknown, defect: (error: unknown) => void): Answer {
  if (error instanceof Problem) return problemAnswer(error);
  if (error instanceof TokenRefused) {
    return problemAnswer(
      new Problem(401, error.message, { "www-authenticate": `Bearer error="invalid_token"` }),
    );
  }
  if (error instanceof NotConfirmed || error instanceof StoreUnavailable) {
    return problemAnswer(new Problem(503, error.message, { "retry-after": RETRY_AFTER }));
  }
  defect(error);
  return problemAnswer(new Problem(500, "a defect of the inbox"));
}
