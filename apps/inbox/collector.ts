import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { ConsumeMessage } from "amqplib";
import { backoff } from "hougu-app-runtime/broker/backoff.ts";
import type { Verdict } from "hougu-app-runtime/broker/consumer.ts";
import type { Log } from "hougu-app-runtime/log.ts";
import { inSpan, SpanKind } from "hougu-app-runtime/spans.ts";
import { type Trace, traceOf } from "hougu-app-runtime/trace.ts";
import { type MailboxStore, StoreUnavailable } from "./mailbox/store.ts";
import { type Message, queued, queuedByServer } from "./message.ts";
import type { InboxMetrics } from "./metrics.ts";
import { mailboxOf, phoneNumber } from "./phone-numbers.ts";

export interface CollectorArgs {
  readonly store: MailboxStore;
  readonly phoneKey: Uint8Array;
  readonly log: Log;
  readonly metrics: Pick<InboxMetrics, "messages" | "dropped" | "collection">;
  readonly now?: () => number;
}

/** Half of the time after which the broker takes a message away from a silent consumer (`consumer_timeout`). */
const LONGEST_TRY_MS = 15 * 60 * 1000;

interface Addressed {
  readonly mailbox: string;
  readonly message: Message;
}

/**
 * Puts messages from the queue into mailboxes. At least once from the broker and once for an id in the store is exactly
 * once in the mailbox, whenever this process dies.
 */
export class Collector {
  readonly #args: CollectorArgs;
  readonly #now: () => number;
  #ending = false;

  constructor(args: CollectorArgs) {
    this.#args = args;
    this.#now = args.now ?? Date.now;
  }

  /** Gives back what waits for the store. */
  end(): void {
    this.#ending = true;
  }

  collect(delivery: ConsumeMessage): Promise<Verdict> {
    return inSpan(
      {
        name: "process notifications",
        kind: SpanKind.CONSUMER,
        parent: traceOf(delivery.properties.headers?.traceparent),
        attributes: { "messaging.system": "rabbitmq", "messaging.operation.type": "process" },
      },
      (trace) => this.#collected(delivery, trace),
    );
  }

  async #collected(delivery: ConsumeMessage, trace: Trace): Promise<Verdict> {
    const { log, metrics } = this.#args;
    const addressed = this.#addressed(delivery);
    if (!addressed) {
      // Not the content: it may have a phone's number.
      log.warn("a message is of no use", { message_id: delivery.properties.messageId, trace });
      metrics.dropped.inc({ reason: "of no use" });
      return "dead";
    }
    const isNew = await this.#appended(addressed, trace);
    if (isNew === undefined) return "again";
    if (isNew) {
      metrics.messages.inc({ direction: "collected" });
      metrics.collection.observe(Math.max(0, this.#now() - addressed.message.sentAt) / 1000);
    } else {
      metrics.dropped.inc({ reason: "seen before" });
    }
    log.debug("collected", {
      message_id: addressed.message.id,
      mailbox: addressed.mailbox,
      is_new: isNew,
      trace,
    });
    return "done";
  }

  /**
   * While the store is away a message waits here, and with it as many as may be under way. Given back, it would come again
   * at once, and be dead after its twentieth time, within a second.
   */
  async #appended({ mailbox, message }: Addressed, trace: Trace): Promise<boolean | undefined> {
    const end = performance.now() + LONGEST_TRY_MS;
    for (let failures = 0; !this.#ending && performance.now() < end; failures += 1) {
      try {
        return await this.#args.store.append(mailbox, message);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        if (failures === 0)
          this.#args.log.warn("a message waits for the store", { message_id: message.id, trace });
        await setTimeout(backoff(failures));
      }
    }
    return undefined;
  }

  #addressed({ content, properties }: ConsumeMessage): Addressed | undefined {
    const value = parsed(content);
    // The same content under no name is the same message.
    const id = String(properties.messageId ?? createHash("sha256").update(content).digest("base64url"));
    const own = queued.safeParse(value);
    if (own.success) {
      const { mailbox, ...rest } = own.data;
      return { mailbox, message: { id, ...rest } };
    }
    const byServer = queuedByServer.safeParse(value);
    const phone = byServer.success ? phoneNumber(byServer.data.phone) : undefined;
    if (!byServer.success || phone === undefined) return undefined;
    const { phone: _, ...rest } = byServer.data;
    return {
      mailbox: mailboxOf(phone, this.#args.phoneKey),
      message: { id, ...rest, sentAt: this.#now() },
    };
  }
}

function parsed(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString("utf8"));
  } catch {
    return undefined;
  }
}
