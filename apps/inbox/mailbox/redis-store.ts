import { createClient } from "@redis/client";
import { backoff } from "hougu-app-runtime/broker/backoff.ts";
import type { Log } from "hougu-app-runtime/log.ts";
import type { Message } from "../message.ts";
import type { RedisSettings } from "../settings.ts";
import { APPEND, FORGET, FORGET_ACTIVITY } from "./scripts.ts";
import { type Earlier, type Kept, type MailboxStore, StoreUnavailable } from "./store.ts";

/** A day: nobody sends a message again after so long, and the broker gives none back. */
const REMEMBERED_MS = 24 * 60 * 60 * 1000;
/** Messages of a mailbox; above, the oldest go. A phone that reads none of a thousand reads none of the next. */
export const MOST_KEPT = 1000;
/** Thirty days without a new message, and a mailbox is swept away with what nobody fetched. */
const KEPT_MS = 30 * REMEMBERED_MS;
const SWEEP_AT_ONCE = 200;
/** Redis answers in a millisecond; one that takes longer than this is away. */
const COMMAND_TIMEOUT_MS = 2000;

const ARRIVALS = "inbox:arrivals";
/** Mailboxes by the time of their last message. */
const ACTIVITY = "inbox:activity";

function client(settings: RedisSettings) {
  const { host, port, password, tls, authority } = settings;
  const common = {
    host,
    port,
    connectTimeout: 5000,
    keepAlive: true,
    reconnectStrategy: (retries: number) => backoff(retries),
  };
  return createClient({
    password,
    socket: tls
      ? { ...common, tls: true, servername: host, ...(authority === undefined ? {} : { ca: authority }) }
      : common,
    // What can't be done now is refused now: the caller decides, not a queue in memory.
    disableOfflineQueue: true,
    commandOptions: { timeout: COMMAND_TIMEOUT_MS },
  });
}

type Client = ReturnType<typeof client>;

/** Mailboxes as streams of Redis. */
export class RedisStore implements MailboxStore {
  readonly #commands: Client;
  /** Who listens can't ask. */
  readonly #listener: Client;
  readonly #now: () => number;

  constructor(settings: RedisSettings, log: Log, now: () => number = Date.now) {
    this.#now = now;
    this.#commands = client(settings);
    this.#listener = client(settings);
    for (const [use, one] of [
      ["commands", this.#commands],
      ["arrivals", this.#listener],
    ] as const) {
      one.on("error", (error) => log.warn("no connection to the store", { use, error }));
      one.on("ready", () => log.info("connected to the store", { use }));
    }
  }

  get available(): boolean {
    return this.#commands.isReady;
  }

  /** Connects, now or later: the app lives on while the store is away. */
  start(): void {
    for (const one of [this.#commands, this.#listener]) one.connect().catch(() => {});
  }

  close(): void {
    for (const one of [this.#commands, this.#listener]) one.destroy();
  }

  async append(mailbox: string, message: Message): Promise<boolean> {
    const now = this.#now();
    return this.#asked(async (redis) => {
      // First, and by itself: in a cluster it lies elsewhere. Too many are no harm, one too few would never be swept.
      await redis.zAdd(ACTIVITY, { score: now, value: mailbox });
      const added = await redis.eval(APPEND, {
        keys: [streamOf(mailbox), idsOf(mailbox)],
        arguments: [
          message.id,
          String(now),
          String(REMEMBERED_MS),
          String(MOST_KEPT),
          JSON.stringify(message),
          mailbox,
          ARRIVALS,
        ],
      });
      return added === 1;
    });
  }

  async read(mailbox: string, after: string | undefined, limit: number): Promise<readonly Kept[]> {
    const entries = await this.#asked((redis) =>
      redis.xRange(streamOf(mailbox), after === undefined ? "-" : `(${after}`, "+", { COUNT: limit }),
    );
    return (entries ?? []).map(({ id, message }) => ({
      cursor: id,
      message: JSON.parse(String(message.message)) as Message,
    }));
  }

  acknowledge(mailbox: string, through: string): Promise<number> {
    const [milliseconds, sequence] = through.split("-") as [string, string];
    const next = `${milliseconds}-${BigInt(sequence) + 1n}`;
    return this.#asked(async (redis) =>
      Number(await redis.sendCommand(["XTRIM", streamOf(mailbox), "MINID", "=", next])),
    );
  }

  async remember(key: string, fingerprint: string): Promise<Earlier> {
    const earlier = await this.#asked((redis) =>
      // Lost under pressure, it costs a clear answer to a client that contradicts itself, and nothing else.
      redis.set(`inbox:idempotency:${key}`, fingerprint, {
        condition: "NX",
        GET: true,
        expiration: { type: "PX", value: REMEMBERED_MS },
      }),
    );
    if (earlier === null) return "nothing";
    return earlier === fingerprint ? "the same" : "another";
  }

  onArrival(arrived: (mailbox: string) => void): void {
    const listen = () =>
      this.#listener.subscribe(ARRIVALS, (mailbox) => arrived(String(mailbox))).catch(() => {});
    // The client subscribes again by itself when it comes back; the first time it must be connected.
    this.#listener.once("ready", () => void listen());
  }

  async sweep(): Promise<number> {
    const oldest = this.#now() - KEPT_MS;
    const idle = await this.#asked((redis) =>
      redis.zRangeByScore(ACTIVITY, "-inf", `(${oldest}`, { LIMIT: { offset: 0, count: SWEEP_AT_ONCE } }),
    );
    let forgotten = 0;
    for (const mailbox of idle.map(String)) {
      forgotten += await this.#asked(async (redis) => {
        const keys = [streamOf(mailbox), idsOf(mailbox)];
        const gone = await redis.eval(FORGET, { keys, arguments: [String(oldest)] });
        await redis.eval(FORGET_ACTIVITY, { keys: [ACTIVITY], arguments: [mailbox, String(oldest)] });
        return Number(gone);
      });
    }
    return forgotten;
  }

  async #asked<T>(ask: (redis: Client) => Promise<T>): Promise<T> {
    try {
      return await ask(this.#commands);
    } catch (error) {
      throw new StoreUnavailable("the store doesn't answer", { cause: error });
    }
  }
}

// The braces keep a mailbox's keys together where a cluster spreads keys.
function streamOf(mailbox: string): string {
  return `inbox:{${mailbox}}:messages`;
}

function idsOf(mailbox: string): string {
  return `inbox:{${mailbox}}:ids`;
}
