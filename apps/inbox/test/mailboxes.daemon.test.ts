import { randomBytes } from "node:crypto";
import { Tokens } from "hougu-app-runtime/tokens.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeJudged } from "../../../test/guest/judges.ts";
import { eventually } from "../../../test/guest/run.ts";
import { RealApp } from "../../runtime/test/real/app.ts";
import { BROKER_NEEDS, RealBroker } from "../../runtime/test/real/broker.ts";
import { REDIS_COMMANDS, RealRedis } from "../../runtime/test/real/redis.ts";

interface Message {
  readonly cursor: string;
  readonly id: string;
  readonly text: string;
}

const needs = { ...BROKER_NEEDS, commands: [...BROKER_NEEDS.commands, ...REDIS_COMMANDS] };
describeJudged("the inbox with a real RabbitMQ and a real Redis", needs, () => {
  const key = randomBytes(32).toString("hex");
  const tokens = new Tokens(new Uint8Array(Buffer.from(key, "hex")), "inbox");
  let broker: RealBroker;
  let redis: RealRedis;
  let first: RealApp;
  let second: RealApp;
  let sender: string;
  const logs: (() => string)[] = [];

  async function started(): Promise<RealApp> {
    const app = await RealApp.start("inbox", {
      ...broker.variables("inbox"),
      ...redis.variables(),
      INBOX_TOKEN_KEY: key,
      INBOX_PHONE_KEY: "ab".repeat(32),
      LOG_LEVEL: "debug",
      DRAIN_SECONDS: "5",
    });
    logs.push(app.process.said);
    return app;
  }

  beforeAll(async () => {
    [broker, redis] = await Promise.all([RealBroker.start(), RealRedis.start()]);
    [first, second] = await Promise.all([started(), started()]);
    sender = await tokens.sign("service:api", { use: "send" }, 600);
  });
  afterAll(async () => {
    await Promise.all([first?.process.kill(), second?.process.kill()]);
    await Promise.all([broker?.destroy(), redis?.destroy()]);
  });

  const post = (app: RealApp, idempotencyKey: string, body: unknown): Promise<Response> =>
    fetch(`${app.url}/messages`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${sender}`,
        "content-type": "application/json",
        "idempotency-key": idempotencyKey,
      },
      body: JSON.stringify(body),
    });
  const as = async (phone: string) => ({
    authorization: `Bearer ${await tokens.sign(phone, { use: "read" }, 600)}`,
    "content-type": "application/json",
  });
  async function read(
    app: RealApp,
    phone: string,
    query = "",
  ): Promise<{ messages: Message[]; next: string }> {
    const response = await fetch(`${app.url}/mailboxes/${encodeURIComponent(phone)}${query}`, {
      headers: await as(phone),
    });
    expect(response.status).toBe(200);
    return (await response.json()) as { messages: Message[]; next: string };
  }
  /** The whole mailbox, page by page. */
  async function whole(app: RealApp, phone: string): Promise<Message[]> {
    const all: Message[] = [];
    for (let after = ""; ; ) {
      const { messages, next } = await read(app, phone, `?limit=100${after && `&after=${after}`}`);
      if (messages.length === 0) return all;
      all.push(...messages);
      after = next;
    }
  }
  /** Clients of the store come back by themselves, each in its own time. */
  const storeIsBack = () =>
    Promise.all(
      [first, second].map((app) =>
        eventually(
          "the store is back",
          () => app.metric(/^store_connected/),
          (connected) => connected === 1,
        ),
      ),
    );
  const filled = (phone: string, size: number) =>
    eventually(
      `${size} messages`,
      () => whole(second, phone),
      (messages) => messages.length >= size,
    );

  it("takes a message, keeps it for its phone in pages, and forgets what was acknowledged", async () => {
    const phone = "+8613800138001";
    for (const number of [1, 2, 3]) {
      const response = await post(first, `order-ready-${number}`, { phone, text: `菜好了 ${number}` });
      expect([response.status, await response.text()]).toEqual([202, expect.stringContaining("id")]);
    }
    await filled(phone, 3);
    const page = await read(second, phone, "?limit=2");
    expect(page.messages).toHaveLength(2);
    const rest = await read(first, phone, `?after=${page.next}`);
    expect(rest.messages).toHaveLength(1);
    // Two instances take from one queue, so messages may change places on their way.
    expect([...page.messages, ...rest.messages].map(({ text }) => text).sort()).toEqual([
      "菜好了 1",
      "菜好了 2",
      "菜好了 3",
    ]);
    const acknowledge = async () => {
      const response = await fetch(`${first.url}/mailboxes/${phone}/acknowledgements`, {
        method: "POST",
        headers: await as(phone),
        body: JSON.stringify({ through: page.next }),
      });
      return response.json();
    };
    expect(await acknowledge()).toEqual({ removed: 2 });
    expect(await acknowledge()).toEqual({ removed: 0 });
    expect((await read(second, phone)).messages).toEqual(rest.messages);
  });

  it("is asked twice under one key, and sends one message; another one under it is refused", async () => {
    const phone = "+8613800138002";
    const body = { phone, text: "only once" };
    const [one, two] = [await post(first, "the-same-key", body), await post(second, "the-same-key", body)];
    expect([one.status, two.status]).toEqual([202, 202]);
    expect(await one.json()).toEqual(await two.json());
    const other = await post(first, "the-same-key", { ...body, text: "another" });
    expect(other.status).toBe(422);
    await post(first, "the-next-key", { phone, text: "the next" });
    await eventually(
      "the queue is empty",
      () => broker.length("notifications"),
      (length) => length === 0,
    );
    expect((await whole(first, phone)).map(({ text }) => text).sort()).toEqual(["only once", "the next"]);
  });

  it("answers who waits when a message comes, whichever instance it comes to", async () => {
    const phone = "+8613800138003";
    const waits = read(second, phone, "?wait=20");
    await eventually(
      "somebody waits",
      () => second.metric(/^inbox_waiting/),
      (count) => count === 1,
    );
    await post(first, "for-who-waits", { phone, text: "at last" });
    expect((await waits).messages.map(({ text }) => text)).toEqual(["at last"]);
  });

  it("refuses strangers, other phones, and what isn't a message", async () => {
    const phone = "+8613800138004";
    const status = async (path: string, init: RequestInit) =>
      (await fetch(`${first.url}${path}`, init)).status;
    expect(await status(`/mailboxes/${phone}`, {})).toBe(401);
    expect(await status(`/mailboxes/${phone}`, { headers: { authorization: "Bearer a.b.c" } })).toBe(401);
    expect(await status(`/mailboxes/${phone}`, { headers: await as("+8613800138005") })).toBe(403);
    expect(await status(`/mailboxes/${phone}`, { headers: { authorization: `Bearer ${sender}` } })).toBe(403);
    expect(await status(`/mailboxes/${phone}?after=x`, { headers: await as(phone) })).toBe(422);
    expect(await status("/mailboxes", { headers: await as(phone) })).toBe(404);
    const sent = async (body: unknown) => (await post(first, "a-fresh-key", body)).status;
    expect(await sent({ phone: "12345", text: "x" })).toBe(422);
    expect(await sent({ phone, text: "" })).toBe(422);
    expect(await sent({ phone, text: "x", more: 1 })).toBe(422);
    expect(await sent({ phone, text: "x".repeat(9000) })).toBe(413);
    expect((await post(first, "short", { phone, text: "x" })).status).toBe(400);
  });

  it("has every message that it took exactly once, though a consumer is killed in the middle", async () => {
    const phone = "+8613800138006";
    const taken: string[] = [];
    let posted = 0;
    const posting = (async () => {
      for (; posted < 400; posted += 20) {
        const answers = await Promise.all(
          Array.from({ length: 20 }, async (_, index) => {
            const text = `message ${posted + index}`;
            const response = await post(first, `one-of-many-${posted + index}`, { phone, text });
            return response.status === 202 ? text : undefined;
          }),
        );
        taken.push(...answers.filter((text) => text !== undefined));
      }
    })();
    await eventually(
      "the second one is at work",
      () => second.metric(/^inbox_messages_total.*"collected"/),
      (count) => count > 20,
    );
    // With messages in its hands: some already in the mailbox, none of the last acknowledged.
    await second.process.kill();
    await posting;
    expect(taken).toHaveLength(400);
    second = await started();
    await eventually(
      "the queue is empty",
      () => broker.length("notifications"),
      (length) => length === 0,
    );
    const texts = (await whole(first, phone)).map(({ text }) => text);
    expect(texts.sort()).toEqual(taken.sort());
  });

  it("takes messages while the store is away, and puts them into mailboxes when it is back", async () => {
    const phone = "+8613800138007";
    await redis.kill();
    const response = await post(first, "without-a-store", { phone, text: "patience" });
    expect(response.status).toBe(202);
    const refused = await fetch(`${first.url}/mailboxes/${phone}`, { headers: await as(phone) });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"]);
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    expect(await first.metric(/^store_connected/)).toBe(0);
    await redis.boot();
    await storeIsBack();
    expect((await filled(phone, 1)).map(({ text }) => text)).toEqual(["patience"]);
    // Who waits is woken again: the subscription came back with the connection.
    const waits = read(second, "+8613800138008", "?wait=20");
    await eventually(
      "somebody waits",
      () => second.metric(/^inbox_waiting/),
      (count) => count === 1,
    );
    await post(first, "after-the-store", { phone: "+8613800138008", text: "woken" });
    expect((await waits).messages).toHaveLength(1);
  });

  it("says 503 while the broker is away, isn't ready, and loses nothing that it took before", async () => {
    const phone = "+8613800138009";
    await redis.kill();
    // Nothing gets into a mailbox now: what is taken stays in the queue, on the broker's disk.
    for (const number of [1, 2, 3])
      expect((await post(first, `durable-${number}`, { phone, text: `durable ${number}` })).status).toBe(202);
    await broker.kill();
    const response = await post(first, "without-a-broker", { phone, text: "not taken" });
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
    await Promise.all([first.until(503), second.until(503)]);
    await Promise.all([broker.boot(), redis.boot()]);
    await Promise.all([first.until(200), second.until(200), storeIsBack()]);
    // Under its key again, as the client was told.
    expect((await post(first, "without-a-broker", { phone, text: "not taken" })).status).toBe(202);
    const texts = (await filled(phone, 4)).map(({ text }) => text).sort();
    expect(texts).toEqual(["durable 1", "durable 2", "durable 3", "not taken"]);
  });

  it("sends everybody home who waits when it must go, and ends in peace", async () => {
    const waits = read(first, "+8613800138010", "?wait=25");
    await eventually(
      "somebody waits",
      () => first.metric(/^inbox_waiting/),
      (count) => count === 1,
    );
    const status = first.process.stop();
    expect((await waits).messages).toEqual([]);
    expect(await status).toBe(0);
  });

  it("has told no log, no store and no trace any phone's number", async () => {
    const said = logs.map((log) => log()).join("");
    expect(said).toContain("POST /messages");
    expect(said).toMatch(/"trace_id":"[0-9a-f]{32}"/);
    expect(said).not.toContain("13800138");
    const keys = await redis.cli("KEYS", "*");
    expect(keys).toContain("inbox:{");
    expect(keys).not.toContain("13800138");
  });
});
