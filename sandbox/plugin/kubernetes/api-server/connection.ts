import { Agent as PlainAgent, request as plainRequest } from "node:http";
import { Agent, request } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import type { Values } from "../../wire.ts";
import { credentialOf, type PluginCredential } from "./credential-plugin.ts";
import type { Access } from "./kubeconfig.ts";
import { ApiRefusal, Unreachable } from "./refusal.ts";

export interface Call {
  readonly method: "GET" | "PATCH" | "POST" | "DELETE";
  /** e.g. `/api/v1/namespaces/default/pods`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** The media type of the body; JSON when absent. */
  readonly type?: string;
  readonly body?: Values;
}

/** What ends by itself: the server is starting, or asks to come back later. */
const PASSING_CODES: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const PASSING_ERRORS: ReadonlySet<string> = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"]);
/** Tries of a call, with twice the pause each time: some seconds, as long as a server takes to be replaced. */
const TRIES = 6;
const FIRST_PAUSE_MS = 200;
/** An API server ends calls by itself after a minute. */
const CALL_MS = 70_000;
/** Credentials are renewed a little before they end: the call takes its time, and clocks differ. */
const RENEWAL_MS = 30_000;
const UNAUTHORIZED = 401;

interface Answer {
  readonly code: number;
  readonly text: string;
  readonly retryAfterMs: number | undefined;
}

/**
 * Calls to one API server, by what a kubeconfig says. Every call that this sandbox makes can be made twice, so what
 * passes is tried again here and nowhere else.
 */
export class Connection {
  readonly #access: Access;
  #agent: Agent | PlainAgent | undefined;
  #credential: PluginCredential | undefined;

  constructor(access: Access) {
    this.#access = access;
  }

  /** @throws ApiRefusal; Unreachable */
  async ask(call: Call, signal: AbortSignal): Promise<Values> {
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      signal.throwIfAborted();
      const answer = await this.#once(call, signal).catch((error: NodeJS.ErrnoException) => {
        if (PASSING_ERRORS.has(error.code ?? "") && attempt < TRIES) return undefined;
        if (signal.aborted || error.code === undefined) throw error;
        throw new Unreachable(this.#access.cluster.server, error);
      });
      if (answer !== undefined && answer.code < 300) return JSON.parse(answer.text) as Values;
      if (answer?.code === UNAUTHORIZED && this.#access.user.plugin && !renewed) {
        renewed = true;
        this.#credential = undefined;
        this.#agent = undefined;
        continue;
      }
      if (answer !== undefined && !(PASSING_CODES.has(answer.code) && attempt < TRIES)) {
        throw ApiRefusal.of(answer.code, answer.text);
      }
      await sleep(answer?.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** (attempt - 1), undefined, { signal });
    }
  }

  async #once(call: Call, signal: AbortSignal): Promise<Answer> {
    const credential = await this.#pluginCredential();
    const url = new URL(this.#access.cluster.server + call.path);
    for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
    const body = call.body && JSON.stringify(call.body);
    const options = {
      method: call.method,
      signal,
      timeout: CALL_MS,
      agent: this.#agentFor(credential),
      headers: {
        accept: "application/json",
        ...this.#authorization(credential),
        ...this.#impersonation(),
        // Said in any case: Node gives a DELETE with a body none by itself.
        ...(body && {
          "content-type": call.type ?? "application/json",
          "content-length": String(Buffer.byteLength(body)),
        }),
      },
    };
    const send = url.protocol === "https:" ? request : plainRequest;
    return new Promise((resolve, reject) => {
      const sent = send(url, options, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", reject);
        response.on("end", () => {
          const seconds = Number(response.headers["retry-after"]);
          resolve({
            code: response.statusCode ?? 0,
            text: Buffer.concat(parts).toString(),
            retryAfterMs: seconds > 0 ? seconds * 1000 : undefined,
          });
        });
      });
      sent.on("timeout", () => sent.destroy(Object.assign(new Error("no answer"), { code: "ETIMEDOUT" })));
      sent.on("error", reject);
      sent.end(body);
    });
  }

  async #pluginCredential(): Promise<PluginCredential | undefined> {
    const { plugin } = this.#access.user;
    if (plugin === undefined) return undefined;
    const { expires = Number.POSITIVE_INFINITY } = this.#credential ?? { expires: 0 };
    if (Date.now() > expires - RENEWAL_MS) {
      this.#credential = await credentialOf(plugin);
      this.#agent = undefined;
    }
    return this.#credential;
  }

  #agentFor(credential: PluginCredential | undefined): Agent | PlainAgent {
    const { cluster, user } = this.#access;
    this.#agent ??= cluster.server.startsWith("https:")
      ? new Agent({
          keepAlive: true,
          rejectUnauthorized: !cluster.insecure,
          ...(cluster.ca && { ca: cluster.ca }),
          ...(cluster.tlsServerName && { servername: cluster.tlsServerName }),
          ...(credential?.certificate ?? user.certificate),
        })
      : new PlainAgent({ keepAlive: true });
    return this.#agent;
  }

  #authorization(credential: PluginCredential | undefined): Readonly<Record<string, string>> {
    const { token, password } = this.#access.user;
    const bearer = credential?.token ?? token?.();
    if (bearer !== undefined) return { authorization: `Bearer ${bearer}` };
    if (password === undefined) return {};
    const pair = Buffer.from(`${password.username}:${password.password}`).toString("base64");
    return { authorization: `Basic ${pair}` };
  }

  #impersonation(): Record<string, string | string[]> {
    const { impersonation } = this.#access.user;
    return Object.fromEntries(
      Object.entries(impersonation).map(([name, value]) => [
        name,
        typeof value === "string" ? value : [...value],
      ]),
    );
  }
}
