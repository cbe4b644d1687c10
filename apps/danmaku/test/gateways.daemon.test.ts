import { randomBytes } from "node:crypto";
import { Tokens } from "hougu-app-runtime/tokens.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeJudged } from "../../../test/guest/judges.ts";
import { eventually } from "../../../test/guest/run.ts";
import { RealApp } from "../../runtime/test/real/app.ts";
import { BROKER_NEEDS, RealBroker } from "../../runtime/test/real/broker.ts";
import { TestPhone } from "./phone.ts";

describeJudged("two gateways and a real RabbitMQ", BROKER_NEEDS, () => {
  const key = randomBytes(32).toString("hex");
  const tokens = new Tokens(new Uint8Array(Buffer.from(key, "hex")), "danmaku");
  const tokenOf = (user: string, room = "picture:1") => tokens.sign(user, { room }, 60);
  let broker: RealBroker;
  let first: RealApp;
  let second: RealApp;
  const variables = () => ({
    ...broker.variables("danmaku"),
    DANMAKU_TOKEN_KEY: key,
    DANMAKU_BLOCKED_WORDS: "赌博,casino",
    DRAIN_SECONDS: "5",
  });

  beforeAll(async () => {
    broker = await RealBroker.start();
    [first, second] = await Promise.all([
      RealApp.start("danmaku", variables()),
      RealApp.start("danmaku", variables()),
    ]);
  });
  afterAll(async () => {
    await Promise.all([first?.process.kill(), second?.process.kill()]);
    await broker?.destroy();
  });

  it("show a comment that one of them took to phones of the other, in its room and no other", async () => {
    const here = await TestPhone.joined(first.url, await tokenOf("anna"));
    const there = await TestPhone.joined(second.url, await tokenOf("bert"));
    const elsewhere = await TestPhone.joined(second.url, await tokenOf("carl", "picture:2"));
    expect(await here.say("1", "  你好，\n世界 ")).toEqual({ type: "accepted", id: "1" });
    await there.until("the comment", ({ text }) => text === "你好， 世界");
    await here.until("the comment", ({ text }) => text === "你好， 世界");
    // Sent again under its id, it is the same comment.
    expect(await here.say("1", "你好， 世界")).toEqual({ type: "accepted", id: "1" });
    await here.say("2", "later");
    await there.until("the next comment", ({ text }) => text === "later");
    expect(there.texts).toEqual(["你好， 世界", "later"]);
    expect(elsewhere.texts).toEqual([]);
    expect(await first.metric(/^websocket_connections/)).toBe(1);
    expect(await second.metric(/^danmaku_messages_total.*direction="out"/)).toBe(2);
    for (const phone of [here, there, elsewhere]) phone.leave();
  });

  it("refuse what is blocked, too long, empty or too fast, and say why", async () => {
    const phone = await TestPhone.joined(first.url, await tokenOf("dora"));
    expect(await phone.say("1", "来 赌 博 吧")).toMatchObject({ type: "refused", reason: "blocked" });
    expect(await phone.say("2", "好".repeat(101))).toMatchObject({ type: "refused", reason: "too-long" });
    expect(await phone.say("3", " \n ")).toMatchObject({ type: "refused", reason: "empty" });
    phone.send("no JSON");
    await phone.until("a refusal", ({ type, reason }) => type === "refused" && reason === "invalid");
    for (const id of ["4", "5", "6", "7"]) await phone.say(id, `comment ${id}`);
    const last = phone.frames.findLast(({ reason }) => reason === "too-fast");
    expect(last).toMatchObject({ type: "refused", retryAfterMs: expect.any(Number) });
    phone.leave();
  });

  it("close on whoever has no token of theirs, with a code that says so", async () => {
    const stranger = new Tokens(randomBytes(32), "danmaku");
    const forOthers = new Tokens(new Uint8Array(Buffer.from(key, "hex")), "inbox");
    const room = { room: "picture:1" };
    const codes = async (token: string) => {
      const phone = await TestPhone.opened(first.url);
      phone.send({ type: "join", token });
      return (await phone.closed).code;
    };
    expect(await codes("none")).toBe(4401);
    expect(await codes(await stranger.sign("eve", room, 60))).toBe(4401);
    expect(await codes(await forOthers.sign("eve", room, 60))).toBe(4401);
    expect(await codes(await tokens.sign("eve", {}, 60))).toBe(4401);
    expect(await codes(await tokens.sign("eve", room, -60))).toBe(4403);
    const mute = await TestPhone.opened(first.url);
    mute.send({ type: "comment", id: "1", text: "hello" });
    expect((await mute.closed).code).toBe(4401);
  });

  it("show what the API server says, once, though every gateway hears of it", async () => {
    const phones = [
      await TestPhone.joined(first.url, await tokenOf("fritz", "house")),
      await TestPhone.joined(second.url, await tokenOf("greta", "house")),
    ];
    await fromServer(broker, { room: "house", user: "后古", text: "欢迎" });
    for (const phone of phones) await phone.until("the house's comment", ({ text }) => text === "欢迎");
    await eventually(
      "the queue is empty",
      () => broker.length("danmaku"),
      (length) => length === 0,
    );
    for (const phone of phones) {
      expect(phone.texts).toEqual(["欢迎"]);
      phone.leave();
    }
  });

  it("aren't ready without their broker, take nothing then, and lose nothing that was accepted", async () => {
    // Each says as much as it may, so that the broker dies with comments on their way.
    const users = Array.from({ length: 20 }, (_, index) => `user-${index}`);
    const speakers = await Promise.all(
      users.map(async (user) => TestPhone.joined(first.url, await tokenOf(user, "storm"))),
    );
    const listener = await TestPhone.joined(second.url, await tokenOf("listener", "storm"));
    const said = speakers.flatMap((phone, index) =>
      ["a", "b", "c", "d", "e"].map((id) => {
        phone.send({ type: "comment", id, text: `${users[index]} ${id}` });
        return { phone, id, text: `${users[index]} ${id}` };
      }),
    );
    await listener.until("the first comment", ({ type }) => type === "comment");
    await broker.kill();
    await Promise.all([first.until(503), second.until(503)]);
    expect((await fetch(`${first.url}/livez`)).status).toBe(200);
    expect(await first.metric(/^broker_connected.*publish/)).toBe(0);
    const [speaker] = speakers as [TestPhone];
    await broker.boot();
    await Promise.all([first.until(200), second.until(200)]);

    const answered = (phone: TestPhone, id: string) =>
      phone.frames.find((frame) => frame.type !== "comment" && frame.id === id)?.type;
    await eventually(
      "every comment has its answer",
      async () => said.filter(({ phone, id }) => answered(phone, id) === undefined).length,
      (open) => open === 0,
    );
    const accepted = said.filter(({ phone, id }) => answered(phone, id) === "accepted");
    expect(accepted.length).toBeGreaterThan(0);
    await eventually(
      "every accepted comment came",
      async () => accepted.filter(({ text }) => !listener.texts.includes(text)).map(({ text }) => text),
      (missing) => missing.length === 0,
    );
    expect(new Set(listener.texts).size).toBe(listener.texts.length);
    // And it goes on as before.
    expect(await speaker.say("after", "after the storm")).toEqual({ type: "accepted", id: "after" });
    await listener.until("the comment", ({ text }) => text === "after the storm");
    for (const phone of [...speakers, listener]) phone.leave();
  });

  it("say again what a broker had confirmed and not handed over when it died", async () => {
    const heardBy = (app: RealApp) => app.metric(/^danmaku_delivery_seconds_count/);
    const before = await Promise.all([first, second].map(heardBy));
    const heard = async () => {
      const now = await Promise.all([first, second].map(heardBy));
      return now.map((count, index) => count - (before[index] ?? 0));
    };
    // The second gateway hangs. The broker gives it as many as may be under way, of its own queue and of the house's;
    // what the first one says beyond that waits in the broker's memory.
    const held = 500;
    const all = 3 * held;
    second.process.child.kill("SIGSTOP");
    try {
      const texts = Array.from({ length: all }, (_, number) => ({
        room: "full",
        user: "后古",
        text: `${number}`,
      }));
      await fromServer(broker, ...texts);
      await eventually(
        "the first one has said what the second one doesn't hold",
        () => heardBy(first),
        (count) => count - (before[0] ?? 0) === all - held,
      );
      await broker.kill();
    } finally {
      second.process.child.kill("SIGCONT");
    }
    await broker.boot();
    await Promise.all([first.until(200), second.until(200)]);
    await eventually("both have heard everything, once", heard, (counts) =>
      counts.every((count) => count >= all),
    );
    expect(await heard()).toEqual([all, all]);
  });

  it("send phones elsewhere one after the other when they must go", async () => {
    const phones = await Promise.all(
      Array.from({ length: 10 }, async (_, index) =>
        TestPhone.joined(second.url, await tokenOf(`leaver-${index}`)),
      ),
    );
    const status = second.process.stop();
    await second.until(503);
    const closed = await Promise.all(phones.map((phone) => phone.closed));
    for (const { code, reason } of closed) {
      expect(code).toBe(1012);
      expect(JSON.parse(reason).reconnectAfterMs).toBeLessThanOrEqual(5000);
    }
    for (const phone of phones) expect(phone.frames.at(-1)).toMatchObject({ type: "going" });
    expect(await status).toBe(0);
    const spans = new Set(closed.map(({ reason }) => reason));
    expect(spans.size).toBeGreaterThan(1);
  });
});

/** As the API server does: to the events exchange, with a routing key that says what for. */
async function fromServer(broker: RealBroker, ...contents: readonly unknown[]): Promise<void> {
  const { connect } = await import("amqplib");
  const { BROKER_USER, BROKER_PASSWORD } = broker.variables("app") as Record<string, string>;
  const connection = await connect(
    {
      protocol: "amqps",
      hostname: "localhost",
      port: broker.port,
      username: BROKER_USER as string,
      password: BROKER_PASSWORD as string,
      vhost: "artist",
    },
    { ca: [broker.authority] },
  );
  const channel = await connection.createConfirmChannel();
  for (const content of contents) {
    channel.publish("events", "danmaku", Buffer.from(JSON.stringify(content)), { persistent: true });
  }
  await channel.waitForConfirms();
  await connection.close();
}
