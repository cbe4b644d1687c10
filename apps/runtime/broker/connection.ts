import { type ChannelModel, connect } from "amqplib";
import type { Gauge } from "prom-client";
import type { BrokerSettings } from "../common-settings.ts";
import type { Log } from "../log.ts";
import { backoff } from "./backoff.ts";

/** A broker that has vanished without a word is given up after two missed beats. */
const HEARTBEAT_SECONDS = 10;
const CONNECT_TIMEOUT_MS = 5000;
const CLOSE_TIMEOUT_MS = 3000;

export interface BrokerConnectionArgs<Session> {
  readonly settings: BrokerSettings;
  /** What it is for: a label of its metric and its name at the broker. */
  readonly use: string;
  /** Name of the app, for the broker's list of connections. */
  readonly service: string;
  readonly log: Log;
  readonly state: Gauge<"use">;
  /** Opens channels on a new connection. What it throws, or gives to `fail` later, ends the connection. */
  readonly open: (connection: ChannelModel, fail: (reason: Error) => void) => Promise<Session>;
  /** Called when a session stands. */
  readonly connected?: (session: Session) => void;
  /** Called before channels are closed at the end, e.g. to cancel consumers and finish what is under way. */
  readonly closing?: (session: Session) => Promise<void>;
}

/**
 * A connection to whichever node answers, opened again when it is lost, for as long as the app lives. Nodes are tried in
 * turn from a random one, so that clients spread, and no faster than the broker can bear.
 */
export class BrokerConnection<Session> {
  readonly #args: BrokerConnectionArgs<Session>;
  readonly #first: number;
  readonly #stop = new AbortController();
  #session: Session | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(args: BrokerConnectionArgs<Session>) {
    this.#args = args;
    this.#first = Math.floor(Math.random() * args.settings.hosts.length);
    args.state.set({ use: args.use }, 0);
  }

  /** What `open` gave; undefined while there is no connection. */
  get session(): Session | undefined {
    return this.#session;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Ends for good. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { settings, use, log } = this.#args;
    let failures = 0;
    for (let turn = this.#first; !this.#stop.signal.aborted; turn += 1) {
      const host = settings.hosts[turn % settings.hosts.length] as string;
      try {
        await this.#live(host, () => {
          failures = 0;
          log.info("connected to the broker", { host, use });
        });
      } catch (error) {
        failures += 1;
        log.warn("no connection to the broker", { host, use, failures, error });
      }
      if (!this.#stop.signal.aborted) await pause(backoff(failures), this.#stop.signal);
    }
  }

  /** From the connection to its loss. @throws what ended it, unless that was asked for */
  async #live(host: string, connected: () => void): Promise<void> {
    const { use, state, open, closing } = this.#args;
    const connection = await this.#connect(host);
    const lost = Promise.withResolvers<void>();
    connection.on("error", lost.reject);
    connection.on("close", () => lost.reject(new Error("the broker closed the connection")));
    // It may be lost before anybody waits.
    lost.promise.catch(() => {});
    const stopped = () => lost.resolve();
    this.#stop.signal.addEventListener("abort", stopped);
    if (this.#stop.signal.aborted) stopped();
    try {
      const session = await Promise.race([
        open(connection, lost.reject),
        lost.promise.then(() => undefined as never),
      ]);
      if (session === undefined) return;
      this.#session = session;
      state.set({ use }, 1);
      connected();
      this.#args.connected?.(session);
      await lost.promise;
      await closing?.(session);
    } finally {
      this.#session = undefined;
      state.set({ use }, 0);
      this.#stop.signal.removeEventListener("abort", stopped);
      // The other side may be gone, and then doesn't answer.
      await Promise.race([connection.close().catch(() => {}), pause(CLOSE_TIMEOUT_MS)]);
    }
  }

  #connect(host: string): Promise<ChannelModel> {
    const { settings, use, service } = this.#args;
    return connect(
      {
        protocol: "amqps",
        hostname: host,
        port: settings.port,
        username: settings.user,
        password: settings.password,
        vhost: settings.virtualHost,
        heartbeat: HEARTBEAT_SECONDS,
      },
      {
        timeout: CONNECT_TIMEOUT_MS,
        noDelay: true,
        clientProperties: { connection_name: `${service} ${use} ${process.env.HOSTNAME ?? process.pid}` },
        ...(settings.authority === undefined ? {} : { ca: [settings.authority] }),
      },
    );
  }
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    timer.unref();
    signal?.addEventListener("abort", done, { once: true });
    function done() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    }
  });
}
