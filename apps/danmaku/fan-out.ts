import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Channel, ConsumeMessage } from "amqplib";
import { Consumer, type Subscription, type Verdict } from "hougu-app-runtime/broker/consumer.ts";
import { NotConfirmed, Publisher } from "hougu-app-runtime/broker/publisher.ts";
import type { BrokerSettings } from "hougu-app-runtime/common-settings.ts";
import type { Log } from "hougu-app-runtime/log.ts";
import { inSpan, openSpan, SpanKind } from "hougu-app-runtime/spans.ts";
import { continueTrace, type Trace, traceOf } from "hougu-app-runtime/trace.ts";
import { type Comment, comment } from "./comment.ts";
import type { DanmakuMetrics } from "./metrics.ts";
import { Recent } from "./recent.ts";
import { Seen } from "./seen.ts";
import { COMMENTS_QUEUE, FAN_OUT_EXCHANGE, GATEWAY_QUEUE, WORTH_SECONDS } from "./topology.ts";

export interface FanOutArgs {
  readonly settings: BrokerSettings;
  readonly log: Log;
  readonly metrics: DanmakuMetrics;
  /** Every comment of every gateway, this one's own among them, once. */
  readonly heard: (comment: Comment, trace: Trace) => void;
  /** Judges what comes from the API server; @returns undefined for what nobody may see. */
  readonly judge: (content: unknown, id: string) => Promise<Comment | undefined>;
}

const PREFETCH = 500;
/** Comments that wait for this gateway while it hangs. */
const MOST_WAITING = 10_000;
/** Comments of its own that a gateway keeps to say again: a minute of more than anybody types. */
const MOST_RECENT = 2000;
const MOST_SEEN = 50_000;
const RETRY_MS = 500;
/** Asks every gateway to say its latest again. */
const HELLO = "hello";
const COMMENT = "comment";

/**
 * Gateways tell each other through one exchange, each with a queue of its own that ends with its connection.
 *
 * A broker node that dies takes such queues with it. What it had confirmed is not lost even so: a gateway that comes back
 * says its latest comments again and asks all others to do the same, and who has heard a comment ignores it.
 */
export class FanOut {
  readonly #args: FanOutArgs;
  readonly #publisher: Publisher;
  readonly #consumer: Consumer;
  readonly #recent = new Recent(WORTH_SECONDS, MOST_RECENT);
  readonly #seen = new Seen(MOST_SEEN);
  /** The first connection has nothing to catch up with. */
  #wasWhole = false;
  #ending = false;

  constructor(args: FanOutArgs) {
    this.#args = args;
    const { settings, log, metrics } = args;
    const common = { settings, log, service: "danmaku", state: metrics.brokerConnected };
    const connected = () => this.#catchUp();
    this.#publisher = new Publisher({ ...common, connected });
    this.#consumer = new Consumer({
      ...common,
      connected,
      prefetch: PREFETCH,
      subscribe: (channel) => this.#subscribe(channel),
    });
  }

  get connected(): boolean {
    return this.#publisher.connected && this.#consumer.connected;
  }

  start(): void {
    this.#publisher.start();
    this.#consumer.start();
  }

  /** Hears nothing more; what was said is confirmed first. */
  async close(): Promise<void> {
    this.#ending = true;
    await this.#consumer.close();
    await this.#publisher.close();
  }

  /** Tells every gateway. Resolves when the broker has it. @throws NotConfirmed */
  async say(own: Comment, trace: Trace): Promise<void> {
    // Who can't hear its own comments can't tell whether anybody else does.
    if (!this.connected) throw new NotConfirmed("the broker is away");
    // Kept first: its confirmation may be the last thing that the broker ever does.
    this.#recent.add(own);
    const timer = this.#args.metrics.confirmation.startTimer();
    await this.#publish(COMMENT, own.id, own, trace);
    timer();
  }

  #publish(type: string, id: string, content: unknown, trace: Trace): Promise<void> {
    return this.#publisher.publish({
      exchange: FAN_OUT_EXCHANGE,
      routingKey: "",
      id,
      type,
      content,
      persistent: false,
      // Not even this gateway hears it: its queue is gone, and the comment with it.
      mandatory: true,
      trace,
    });
  }

  async #subscribe(channel: Channel): Promise<readonly Subscription[]> {
    const { queue } = await channel.assertQueue(`${GATEWAY_QUEUE}${randomUUID()}`, {
      exclusive: true,
      autoDelete: true,
      durable: false,
      messageTtl: WORTH_SECONDS * 1000,
      maxLength: MOST_WAITING,
      arguments: { "x-overflow": "drop-head" },
    });
    await channel.bindQueue(queue, FAN_OUT_EXCHANGE, "");
    return [
      { queue, handle: (message) => this.#hear(message) },
      { queue: COMMENTS_QUEUE, handle: (message) => this.#pass(message) },
    ];
  }

  async #hear(message: ConsumeMessage): Promise<Verdict> {
    if (message.properties.type === HELLO) {
      await this.#repeat();
      return "done";
    }
    const heard = comment.safeParse(parsed(message));
    if (!heard.success) {
      // A gateway of another version: its own phones have heard it.
      this.#args.log.warn("another gateway says what this one doesn't understand", {
        problem: heard.error.issues[0]?.message,
      });
      return "done";
    }
    if (!this.#seen.add(heard.data.id)) return "done";
    const span = openSpan(receiving("gateway", message));
    this.#args.heard(heard.data, span);
    span.end();
    return "done";
  }

  /** A comment of the API server's: acknowledged when every gateway's queue has it. */
  #pass(message: ConsumeMessage): Promise<Verdict> {
    return inSpan(receiving(COMMENTS_QUEUE, message), (trace) => this.#passed(message, trace));
  }

  async #passed(message: ConsumeMessage, trace: Trace): Promise<Verdict> {
    const judged = await this.#args.judge(parsed(message), String(message.properties.messageId ?? ""));
    if (!judged) return "dead";
    // Tried here until it is worth nothing: given back, it would be a dead letter after the third try, within a blink.
    const worthless = performance.now() + WORTH_SECONDS * 1000;
    while (!this.#ending && performance.now() < worthless) {
      try {
        await this.say(judged, trace);
        return "done";
      } catch (error) {
        if (!(error instanceof NotConfirmed)) throw error;
        await setTimeout(RETRY_MS);
      }
    }
    return this.#ending ? "again" : "dead";
  }

  #catchUp(): void {
    if (!this.connected) return;
    const isBack = this.#wasWhole;
    this.#wasWhole = true;
    if (!isBack) return;
    this.#repeat()
      .then(() => this.#publish(HELLO, randomUUID(), {}, continueTrace(undefined)))
      .catch((error) => this.#args.log.warn("could not catch up with the other gateways", { error }));
  }

  async #repeat(): Promise<void> {
    // Without a connection to publish on: it is said again when there is one.
    if (!this.connected) return;
    const trace = continueTrace(undefined);
    for (const own of this.#recent.all()) {
      await this.#publish(COMMENT, own.id, own, trace).catch((error) => {
        this.#args.log.warn("a comment could not be said again", { comment: own.id, error });
      });
    }
  }
}

/** The span of a message that came by a queue: a piece of the trace that its sender began. */
function receiving(queue: string, { properties }: ConsumeMessage) {
  return {
    name: `process ${queue}`,
    kind: SpanKind.CONSUMER,
    parent: traceOf(properties.headers?.traceparent),
    attributes: { "messaging.system": "rabbitmq", "messaging.operation.type": "process" },
  };
}

function parsed(message: ConsumeMessage): unknown {
  try {
    return JSON.parse(message.content.toString("utf8"));
  } catch {
    return undefined;
  }
}
