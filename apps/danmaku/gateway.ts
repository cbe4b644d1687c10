import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "hougu-app-runtime/log.ts";
import { inSpan, SpanKind } from "hougu-app-runtime/spans.ts";
import { TokenRefused, type Tokens } from "hougu-app-runtime/tokens.ts";
import { continueTrace, type Trace, traceOf } from "hougu-app-runtime/trace.ts";
import { type WebSocket, WebSocketServer } from "ws";
import { type Comment, LONGEST_TEXT, ROOM } from "./comment.ts";
import { farewells } from "./farewell.ts";
import type { DanmakuMetrics } from "./metrics.ts";
import { type Guest, Phone } from "./phone.ts";
import { CLOSE, type Incoming, LARGEST_FRAME, parseFrame, type Refusal, restartReason } from "./protocol.ts";
import { Rooms } from "./rooms.ts";

export interface GatewayArgs {
  readonly server: Server;
  readonly tokens: Tokens;
  readonly log: Log;
  readonly metrics: DanmakuMetrics;
  readonly mostSockets: number;
  /** What becomes of a phone's comment: a refusal, or nothing when everybody will see it. */
  readonly take: (guest: Guest, id: string, text: string, trace: Trace) => Promise<Taken>;
}

export type Taken =
  | { readonly accepted: true }
  | { readonly accepted: false; readonly reason: Refusal; readonly retryAfterMs?: number };

/** As the load balancer passes it on (publicPath in components/kubernetes/workloads/catalogue.ts). */
export const WEB_SOCKET_PATH = "/danmaku";
/** Half of what the load balancer lets a silent socket live (ingress.ts); a phone that has gone is noticed within two. */
export const HEARTBEAT_MS = 25_000;
/** A phone on a bad network sends its token later than it opens its socket. */
const JOIN_MS = 10_000;
const MOST_INVALID = 5;
const MOST_TOO_FAST = 20;

/** Phones' WebSockets: who they are, in which room, and what goes in and out. Knows nothing of the broker. */
export class Gateway {
  readonly #args: GatewayArgs;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_FRAME,
    // Compressing short comments costs 300 KiB of memory for each socket, and saves nothing.
    perMessageDeflate: false,
  });
  readonly #phones = new Set<Phone>();
  readonly #rooms = new Rooms<Phone>();
  readonly #heartbeat: NodeJS.Timeout;
  #draining = false;

  constructor(args: GatewayArgs) {
    this.#args = args;
    args.server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  get draining(): boolean {
    return this.#draining;
  }

  /** Shows a comment to everybody in its room. */
  show({ id, room, user, text, sentAt }: Comment): void {
    const { metrics } = this.#args;
    const frame = JSON.stringify({ type: "comment", id, user, text, sentAt });
    for (const phone of this.#rooms.in(room)) {
      phone.outbox.offer(frame);
      metrics.messages.inc({ direction: "out" });
    }
    metrics.delivery.observe(Math.max(0, Date.now() - sentAt) / 1000);
  }

  /** Sends every phone elsewhere, a few at a time, and takes no new one. */
  async drain(seconds: number): Promise<void> {
    this.#draining = true;
    const phones = [...this.#phones];
    const begun = performance.now();
    for (const [index, { afterMs, reconnectAfterMs }] of farewells(phones.length, seconds).entries()) {
      const early = begun + afterMs - performance.now();
      if (early > 0) await pause(early);
      const phone = phones[index] as Phone;
      phone.answer({ type: "going", reconnectAfterMs });
      this.#close(phone, CLOSE.restart, restartReason(reconnectAfterMs));
    }
    await this.#emptied(begun + seconds * 1000);
    clearInterval(this.#heartbeat);
    for (const phone of this.#phones) phone.socket.terminate();
  }

  async #emptied(until: number): Promise<void> {
    while (this.#phones.size > 0 && performance.now() < until) await pause(20);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const path = request.url?.split("?")[0];
    if (path !== WEB_SOCKET_PATH && path !== `${WEB_SOCKET_PATH}/`) {
      socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      this.#opened(webSocket, continueTrace(traceOf(request.headers.traceparent)));
    });
  }

  #opened(socket: WebSocket, trace: Trace): void {
    const { metrics, mostSockets, log } = this.#args;
    const phone = new Phone(socket, () => metrics.dropped.inc());
    // A broken frame, a reset: the close that follows is enough.
    socket.on("error", (error) => log.debug("a socket failed", { error: error.message, trace }));
    if (this.#draining) {
      const soon = Math.round(Math.random() * 1000);
      this.#close(phone, CLOSE.restart, restartReason(soon));
      return;
    }
    if (this.#phones.size >= mostSockets) {
      this.#close(phone, CLOSE.full, "full");
      return;
    }
    this.#phones.add(phone);
    metrics.sockets.set(this.#phones.size);
    const silent = setTimeout(() => this.#close(phone, CLOSE.silent, "no token came"), JOIN_MS);
    socket.on("pong", () => {
      phone.alive = true;
    });
    // One after the other: a comment right behind its token waits for the token.
    let before = Promise.resolve();
    socket.on("message", (data, isBinary) => {
      const frame = isBinary ? undefined : parseFrame(data.toString());
      before = before
        .then(() => this.#received(phone, frame, trace, silent))
        .catch((error) => {
          log.error("a frame could not be handled", { error, trace });
          this.#close(phone, 1011, "a defect");
        });
    });
    socket.on("close", () => {
      clearTimeout(silent);
      this.#phones.delete(phone);
      if (phone.guest) this.#rooms.leave(phone.guest.room, phone);
      this.#counted();
    });
  }

  async #received(phone: Phone, frame: Incoming | undefined, trace: Trace, silent: NodeJS.Timeout) {
    if (phone.socket.readyState !== phone.socket.OPEN) return;
    if (!frame) return this.#invalid(phone);
    if (frame.type === "join")
      return phone.guest ? this.#invalid(phone) : this.#join(phone, frame, trace, silent);
    if (!phone.guest) return this.#close(phone, CLOSE.unauthorised, "the first frame must be a token");
    phone.faults.invalid = 0;
    const guest = phone.guest;
    // A trace of its own: a socket lives for hours, and a trace must end to be judged.
    await inSpan({ name: "comment", kind: SpanKind.SERVER, linked: trace }, (span) =>
      this.#comment(phone, guest, frame, span),
    );
  }

  async #join(
    phone: Phone,
    { token }: Extract<Incoming, { type: "join" }>,
    trace: Trace,
    silent: NodeJS.Timeout,
  ): Promise<void> {
    clearTimeout(silent);
    const guest = await this.#guestOf(token).catch((error) => {
      if (!(error instanceof TokenRefused)) throw error;
      const code = error.reason === "expired" ? CLOSE.expired : CLOSE.unauthorised;
      this.#close(phone, code, error.message);
      this.#args.log.info("a token was refused", { reason: error.reason, trace });
      return undefined;
    });
    if (!guest || phone.socket.readyState !== phone.socket.OPEN) return;
    phone.guest = guest;
    this.#rooms.enter(guest.room, phone);
    this.#counted();
    phone.answer({ type: "joined", room: guest.room, longestText: LONGEST_TEXT });
  }

  async #guestOf(token: string): Promise<Guest> {
    const { sub, room } = await this.#args.tokens.verify(token);
    if (typeof room !== "string" || !ROOM.test(room) || sub === "" || sub.length > 64) {
      throw new TokenRefused("invalid");
    }
    return { user: sub, room };
  }

  async #comment(
    phone: Phone,
    guest: Guest,
    { id, text }: Extract<Incoming, { type: "comment" }>,
    trace: Trace,
  ): Promise<void> {
    const { metrics, take } = this.#args;
    metrics.messages.inc({ direction: "in" });
    const taken = await take(guest, id, text, trace);
    if (taken.accepted) {
      phone.faults.tooFast = 0;
      phone.answer({ type: "accepted", id });
    } else {
      const { reason, retryAfterMs } = taken;
      metrics.refused.inc({ reason });
      phone.answer({ type: "refused", id, reason, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
      phone.faults.tooFast = reason === "too-fast" ? phone.faults.tooFast + 1 : 0;
      if (phone.faults.tooFast >= MOST_TOO_FAST) this.#close(phone, CLOSE.tooFast, "too fast");
    }
    if (phone.outbox.overwhelmed) this.#close(phone, CLOSE.slow, "nothing is taken in");
  }

  #invalid(phone: Phone): void {
    phone.faults.invalid += 1;
    this.#args.metrics.refused.inc({ reason: "invalid" });
    if (phone.faults.invalid >= MOST_INVALID) this.#close(phone, CLOSE.invalid, "these are no frames");
    else phone.answer({ type: "refused", reason: "invalid" });
  }

  #close(phone: Phone, code: number, reason: string): void {
    this.#args.metrics.closed.inc({ code: String(code) });
    phone.socket.close(code, reason);
  }

  #counted(): void {
    this.#args.metrics.sockets.set(this.#phones.size);
    this.#args.metrics.rooms.set(this.#rooms.size);
  }

  /** Who hasn't answered since the last beat is gone, whatever TCP believes. */
  #beat(): void {
    for (const phone of this.#phones) {
      if (phone.alive) {
        phone.alive = false;
        phone.socket.ping();
      } else {
        phone.socket.terminate();
      }
    }
  }
}
