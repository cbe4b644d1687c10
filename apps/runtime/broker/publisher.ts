import type { ConfirmChannel, Message } from "amqplib";
import type { Gauge } from "prom-client";
import type { BrokerSettings } from "../common-settings.ts";
import type { Log } from "../log.ts";
import { inSpan, SpanKind } from "../spans.ts";
import { type Trace, traceparentOf } from "../trace.ts";
import { BrokerConnection } from "./connection.ts";

export interface Outgoing {
  readonly exchange: string;
  readonly routingKey: string;
  /** Names the message: a second one of the same name is the same message. */
  readonly id: string;
  readonly type: string;
  readonly content: unknown;
  /** On disk, where the queue is durable. */
  readonly persistent: boolean;
  /** Refused when no queue takes it. */
  readonly mandatory: boolean;
  readonly trace: Trace;
}

/** The broker hasn't confirmed a message. Whether it has it, nobody knows: send it again under the same id. */
export class NotConfirmed extends Error {
  override readonly name = "NotConfirmed";
}

export interface PublisherArgs {
  readonly settings: BrokerSettings;
  readonly service: string;
  readonly log: Log;
  readonly state: Gauge<"use">;
  readonly connected?: () => void;
}

/** Messages that wait for their confirmation: above, the broker doesn't keep up, and who sends must know. */
const MOST_UNCONFIRMED = 1000;
const CONFIRM_TIMEOUT_MS = 5000;

/**
 * Publishes with confirms, on a connection of its own: a broker that is short of memory stops reading from those that
 * publish, and acknowledgements of what was consumed must still get through.
 */
export class Publisher {
  readonly #connection: BrokerConnection<ConfirmChannel>;
  /** Ids of messages that came back because no queue takes them. */
  readonly #returned = new Set<string>();
  #unconfirmed = 0;
  #blocked = false;

  constructor({ connected, ...args }: PublisherArgs) {
    this.#connection = new BrokerConnection({
      ...args,
      use: "publish",
      open: async (connection, fail) => {
        this.#blocked = false;
        connection.on("blocked", (reason) => {
          args.log.warn("the broker takes nothing for now", { reason });
          this.#blocked = true;
        });
        connection.on("unblocked", () => {
          this.#blocked = false;
        });
        const channel = await connection.createConfirmChannel();
        channel.on("error", fail);
        channel.on("close", () => fail(new Error("the broker closed the channel")));
        channel.on("return", ({ properties }: Message) => this.#returned.add(String(properties.messageId)));
        return channel;
      },
      ...(connected ? { connected } : {}),
      closing: (channel) => within(CONFIRM_TIMEOUT_MS, channel.waitForConfirms()).catch(() => {}),
    });
  }

  get connected(): boolean {
    return this.#connection.session !== undefined && !this.#blocked;
  }

  start(): void {
    this.#connection.start();
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  /** Resolves when the broker has taken responsibility. @throws NotConfirmed */
  publish(message: Outgoing): Promise<void> {
    const { exchange, trace } = message;
    return inSpan(
      {
        name: `publish ${exchange}`,
        kind: SpanKind.PRODUCER,
        parent: trace,
        attributes: { "messaging.system": "rabbitmq", "messaging.destination.name": exchange },
      },
      // Who receives it continues the sending, not what the sending was a piece of.
      (span) => this.#publish({ ...message, trace: span }),
    );
  }

  async #publish(message: Outgoing): Promise<void> {
    const channel = this.#connection.session;
    if (!channel || this.#blocked) throw new NotConfirmed("the broker is away");
    if (this.#unconfirmed >= MOST_UNCONFIRMED) throw new NotConfirmed("the broker doesn't keep up");
    this.#unconfirmed += 1;
    try {
      await within(CONFIRM_TIMEOUT_MS, confirmed(channel, message));
      if (this.#returned.has(message.id)) throw new NotConfirmed("no queue takes it");
    } finally {
      this.#unconfirmed -= 1;
      this.#returned.delete(message.id);
    }
  }
}

function confirmed(channel: ConfirmChannel, message: Outgoing): Promise<void> {
  const { exchange, routingKey, id, type, content, persistent, mandatory, trace } = message;
  return new Promise((resolve, reject) => {
    const answered = (error: unknown) => {
      if (error) reject(new NotConfirmed("the broker refused it", { cause: error }));
      else resolve();
    };
    try {
      channel.publish(
        exchange,
        routingKey,
        Buffer.from(JSON.stringify(content)),
        {
          messageId: id,
          type,
          contentType: "application/json",
          persistent,
          mandatory,
          timestamp: Math.floor(Date.now() / 1000),
          headers: { traceparent: traceparentOf(trace) },
        },
        answered,
      );
    } catch (error) {
      // The channel closed in this very moment.
      answered(error);
    }
  });
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NotConfirmed("the broker didn't confirm in time")), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
  }
}
