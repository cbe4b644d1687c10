import type { Channel, ConsumeMessage } from "amqplib";
import type { Gauge } from "prom-client";
import type { BrokerSettings } from "../common-settings.ts";
import type { Log } from "../log.ts";
import { BrokerConnection } from "./connection.ts";

/** What becomes of a message: done with; to be given again; or of no use to anybody, a dead letter. */
export type Verdict = "done" | "again" | "dead";

export interface Subscription {
  readonly queue: string;
  /** Never rejects: what it throws is a defect, and makes the message a dead letter. */
  readonly handle: (message: ConsumeMessage) => Promise<Verdict>;
}

export interface ConsumerArgs {
  readonly settings: BrokerSettings;
  readonly service: string;
  readonly log: Log;
  readonly state: Gauge<"use">;
  /** Messages of each queue that are under way at once. */
  readonly prefetch: number;
  /** Declares what is the app's own, and says what to consume. */
  readonly subscribe: (channel: Channel) => Promise<readonly Subscription[]>;
  readonly connected?: () => void;
}

interface Session {
  readonly channel: Channel;
  readonly tags: readonly string[];
}

/** Consumes on a connection of its own; each message is acknowledged after its handler, never before. */
export class Consumer {
  readonly #connection: BrokerConnection<Session>;
  readonly #log: Log;
  readonly #underWay = new Set<Promise<void>>();

  constructor({ prefetch, subscribe, connected, ...args }: ConsumerArgs) {
    this.#log = args.log;
    this.#connection = new BrokerConnection<Session>({
      ...args,
      use: "consume",
      open: async (connection, fail) => {
        const channel = await connection.createChannel();
        channel.on("error", fail);
        channel.on("close", () => fail(new Error("the broker closed the channel")));
        await channel.prefetch(prefetch);
        const tags: string[] = [];
        for (const { queue, handle } of await subscribe(channel)) {
          const { consumerTag } = await channel.consume(queue, (message) => {
            // The queue was deleted, or its node has gone.
            if (message === null) fail(new Error(`${queue} is away`));
            else this.#take(channel, message, handle);
          });
          tags.push(consumerTag);
        }
        return { channel, tags };
      },
      ...(connected ? { connected } : {}),
      closing: async ({ channel, tags }) => {
        for (const tag of tags) await channel.cancel(tag);
        await Promise.all(this.#underWay);
      },
    });
  }

  get connected(): boolean {
    return this.#connection.session !== undefined;
  }

  start(): void {
    this.#connection.start();
  }

  /** Takes nothing more, finishes what is under way, and ends. */
  close(): Promise<void> {
    return this.#connection.close();
  }

  #take(channel: Channel, message: ConsumeMessage, handle: Subscription["handle"]): void {
    const work = handle(message)
      .catch((error): Verdict => {
        this.#log.error("a message could not be handled", {
          message_id: message.properties.messageId,
          error,
        });
        return "dead";
      })
      .then((verdict) => {
        try {
          if (verdict === "done") channel.ack(message);
          else channel.nack(message, false, verdict === "again");
        } catch {
          // The channel closed meanwhile: the broker gives the message to somebody again.
        }
      })
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }
}
