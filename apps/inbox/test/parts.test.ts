import type { ConsumeMessage } from "amqplib";
import { createLog } from "hougu-app-runtime/log.ts";
import { describe, expect, it } from "vitest";
import { EVENTS_EXCHANGE, QUEUE_TABLE } from "../../../components/rabbitmq/queues.ts";
import { Collector } from "../collector.ts";
import { inboxMetrics } from "../metrics.ts";
import { mailboxOf, phoneNumber } from "../phone-numbers.ts";
import * as names from "../topology.ts";
import { Waiting } from "../waiting.ts";
import { MemoryStore } from "./memory-store.ts";

const KEY = new Uint8Array(32).fill(7);
const PHONE = "+8613800138000";

describe("a phone's number", () => {
  it("has one form, however it is written", () => {
    for (const text of ["13800138000", "+8613800138000", "+86 138-0013-8000", "138 0013 8000"])
      expect(phoneNumber(text)).toBe(PHONE);
    expect(phoneNumber("+14155550123")).toBe("+14155550123");
    for (const text of [
      "",
      "12345",
      "23800138000",
      "+0138001380",
      "+861380013800000000",
      "phone",
      "1380013800x",
    ])
      expect([text, phoneNumber(text)]).toEqual([text, undefined]);
  });

  it("names a mailbox that only the key leads back to", () => {
    expect(mailboxOf(PHONE, KEY)).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(mailboxOf(PHONE, KEY)).toBe(mailboxOf(PHONE, KEY));
    expect(mailboxOf(PHONE, new Uint8Array(32))).not.toBe(mailboxOf(PHONE, KEY));
    expect(mailboxOf("+8613800138001", KEY)).not.toBe(mailboxOf(PHONE, KEY));
  });
});

describe("who waits", () => {
  it("is woken by its own mailbox, by the time, by a client that left, and at the end", async () => {
    const waiting = new Waiting(3);
    const never = new AbortController().signal;
    const gone = new AbortController();
    let woken = 0;
    const listen = (mailbox: string, milliseconds: number, signal: AbortSignal) => {
      const listener = waiting.listen(mailbox, milliseconds, signal);
      const done = listener.arrived.then(() => {
        woken += 1;
        listener.leave();
        listener.leave();
      });
      return done;
    };
    const [first, second, third] = [
      listen("a", 60_000, never),
      listen("b", 60_000, gone.signal),
      listen("c", 60_000, never),
    ];
    expect([waiting.count, waiting.full]).toEqual([3, true]);
    waiting.arrived("a");
    waiting.arrived("x");
    await first;
    expect([woken, waiting.count]).toEqual([1, 2]);
    gone.abort();
    await second;
    await listen("d", 0, never);
    waiting.sendHome();
    await third;
    // Who comes after the end doesn't wait.
    await listen("e", 60_000, never);
    expect([woken, waiting.count]).toEqual([5, 0]);
  });
});

describe("the collector", () => {
  const written: string[] = [];
  const collector = (store: MemoryStore) =>
    new Collector({
      store,
      phoneKey: KEY,
      log: createLog({ service: "inbox", level: "debug", write: (line) => written.push(line) }),
      metrics: inboxMetrics("artist", { waiting: () => 0, storeAvailable: () => true }),
      now: () => 5000,
    });
  const delivery = (content: unknown, messageId?: string) =>
    ({
      content: Buffer.from(typeof content === "string" ? content : JSON.stringify(content)),
      properties: { messageId, headers: {} },
    }) as unknown as ConsumeMessage;
  const mailbox = mailboxOf(PHONE, KEY);

  it("puts a message in once for its id, whoever wrote it", async () => {
    const store = new MemoryStore();
    const { collect } = { collect: (one: ConsumeMessage) => collector(store).collect(one) };
    const own = { mailbox, text: "from the inbox", sentAt: 1000 };
    expect(await collect(delivery(own, "1"))).toBe("done");
    expect(await collect(delivery(own, "1"))).toBe("done");
    const byServer = { phone: "13800138000", text: "from a server", page: "pages/order/show?id=1" };
    expect(await collect(delivery(byServer))).toBe("done");
    expect(await collect(delivery(byServer))).toBe("done");
    expect((await store.read(mailbox, undefined, 10)).map(({ message }) => message)).toEqual([
      { id: "1", text: "from the inbox", sentAt: 1000 },
      { id: expect.any(String), text: "from a server", page: "pages/order/show?id=1", sentAt: 5000 },
    ]);
    expect(written.join("")).not.toContain("13800138000");
  });

  it("gives what is of no use to the dead letters", async () => {
    const { collect } = { collect: (one: ConsumeMessage) => collector(new MemoryStore()).collect(one) };
    for (const content of [
      "no JSON",
      {},
      { phone: "12345", text: "x" },
      { phone: PHONE, text: "x", page: "https://elsewhere.example.com" },
      { mailbox: "short", text: "x", sentAt: 1 },
    ]) {
      expect([content, await collect(delivery(content, "1"))]).toEqual([content, "dead"]);
    }
  });

  it("keeps a message while the store is away, and gives it back only when it must end", async () => {
    const store = new MemoryStore();
    store.available = false;
    const own = delivery({ mailbox, text: "x", sentAt: 1 }, "1");
    const one = collector(store);
    const verdict = one.collect(own);
    store.available = true;
    expect(await verdict).toBe("done");
    store.available = false;
    const other = collector(store);
    const given = other.collect(own);
    other.end();
    expect(await given).toBe("again");
  });
});

describe("names at the broker", () => {
  it("are those that the program gives it", () => {
    expect({ ...names }).toEqual({ EVENTS_EXCHANGE, NOTIFICATIONS: QUEUE_TABLE.notifications.name });
  });
});
