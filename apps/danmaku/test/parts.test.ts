import * as fc from "fast-check";
import { NotConfirmed } from "hougu-app-runtime/broker/publisher.ts";
import { continueTrace } from "hougu-app-runtime/trace.ts";
import { describe, expect, it } from "vitest";
import { FAN_OUT_EXCHANGE, GATEWAY_QUEUE, QUEUE_TABLE } from "../../../components/rabbitmq/queues.ts";
import { type Comment, commentId, LONGEST_TEXT, shownText } from "../comment.ts";
import { Desk } from "../desk.ts";
import { farewells } from "../farewell.ts";
import { MOST_WAITING, Outbox } from "../outbox.ts";
import { parseFrame, restartReason } from "../protocol.ts";
import { RateLimit } from "../rate-limit.ts";
import { Recent } from "../recent.ts";
import { Rooms } from "../rooms.ts";
import { Seen } from "../seen.ts";
import * as names from "../topology.ts";
import { listedWords } from "../word-filter.ts";

const trace = continueTrace(undefined);

describe("a comment's text", () => {
  it("is shown on one line, composed, without marks that turn what stands behind them", () => {
    expect(shownText("  a\n\tb\u202e  c\u0000 ")).toEqual({ text: "a b c" });
    expect(shownText("e\u0301")).toEqual({ text: "\u00e9" });
    expect(shownText(" \u2028\n ")).toEqual({ refused: "empty" });
  });

  it("is as long as people count it", () => {
    const family = "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}";
    expect(shownText(family.repeat(LONGEST_TEXT))).toHaveProperty("text");
    expect(shownText(family.repeat(LONGEST_TEXT + 1))).toEqual({ refused: "too-long" });
    // One letter under a thousand marks is one grapheme, and no text.
    expect(shownText(`a${"\u0489".repeat(2000)}`)).toEqual({ refused: "too-long" });
  });

  it("once shown is shown as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 50 }), (text) => {
        const shown = shownText(text);
        if ("text" in shown) expect(shownText(shown.text)).toEqual(shown);
      }),
    );
  });

  it("has an id that another user, room or comment doesn't have", () => {
    const ids = [
      commentId("a", "r", "1"),
      commentId("a", "r", "2"),
      commentId("b", "r", "1"),
      commentId("a", "s", "1"),
    ];
    expect(new Set(ids).size).toBe(4);
    expect(commentId("a", "r", "1")).toBe(ids[0]);
    expect(commentId("ab", "c", "1")).not.toBe(commentId("a", "bc", "1"));
  });
});

describe("frames", () => {
  it("are a token or a comment, and nothing else or more", () => {
    expect(parseFrame('{"type":"join","token":"t"}')).toEqual({ type: "join", token: "t" });
    for (const text of [
      "",
      "[]",
      "null",
      '{"type":"leave"}',
      '{"type":"join"}',
      '{"type":"join","token":"t","room":"r"}',
      '{"type":"comment","id":"a b","text":"x"}',
    ]) {
      expect([text, parseFrame(text)]).toEqual([text, undefined]);
    }
  });

  it("close with a reason that a close frame holds", () => {
    expect(Buffer.byteLength(restartReason(999_999))).toBeLessThanOrEqual(123);
  });
});

describe("the rate limit", () => {
  it("lets through a burst and then one each interval, and says when the next may come", () => {
    let now = 0;
    const rates = new RateLimit({ burst: 3, perSecond: 2 }, () => now);
    expect([1, 2, 3].map(() => rates.take("a"))).toEqual([0, 0, 0]);
    expect(rates.take("a")).toBe(500);
    expect(rates.take("b")).toBe(0);
    now += 499;
    expect(rates.take("a")).toBe(1);
    now += 1;
    expect(rates.take("a")).toBe(0);
    now += 1500;
    rates.sweep();
    expect(rates.size).toBe(0);
  });

  it("never lets through more than its burst and what time allows", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 60 }), (waits) => {
        let now = 0;
        let passed = 0;
        const rates = new RateLimit({ burst: 4, perSecond: 1 }, () => now);
        for (const wait of waits) {
          now += wait;
          if (rates.take("a") === 0) passed += 1;
          if (wait % 7 === 0) rates.sweep();
        }
        expect(passed).toBeLessThanOrEqual(4 + now / 1000);
      }),
    );
  });
});

describe("the word filter", () => {
  it("sees words that are spaced out, in capitals or full width", async () => {
    const { allows } = listedWords(["casino", "赌博", " "]);
    for (const text of ["CASINO", "c.a s-i n o", "ＣＡＳＩＮＯ", "来赌 博"])
      expect(await allows(text)).toBe(false);
    expect(await allows("真好看")).toBe(true);
  });
});

describe("an outbox", () => {
  /** A socket whose network takes nothing until it is told. */
  class Stuck {
    bufferedAmount = 0;
    readonly sent: string[] = [];
    readonly #under: (() => void)[] = [];
    send(text: string, done: () => void): void {
      this.bufferedAmount += 16 * 1024;
      this.sent.push(text);
      this.#under.push(done);
    }
    take(): void {
      const done = this.#under.shift();
      this.bufferedAmount -= 16 * 1024;
      done?.();
    }
  }

  it("drops the oldest comments of a phone that is too slow, counts them, and keeps its answers", () => {
    const socket = new Stuck();
    let dropped = 0;
    const outbox = new Outbox(socket, () => {
      dropped += 1;
    });
    outbox.offer("first");
    outbox.answer("answer");
    for (let number = 0; number < MOST_WAITING + 10; number += 1) outbox.offer(`comment ${number}`);
    expect(outbox.waiting).toBe(MOST_WAITING);
    expect(dropped).toBe(11);
    for (let turn = 0; turn < 200; turn += 1) socket.take();
    expect(socket.sent.slice(0, 3)).toEqual(["first", "answer", "comment 11"]);
    expect(socket.sent.at(-1)).toBe(`comment ${MOST_WAITING + 9}`);
    expect(outbox.overwhelmed).toBe(false);
  });

  it("knows a phone that asks and never listens", () => {
    const outbox = new Outbox(new Stuck(), () => {});
    for (let number = 0; number <= MOST_WAITING; number += 1) outbox.answer("answer");
    expect(outbox.overwhelmed).toBe(false);
    outbox.answer("one too many");
    expect(outbox.overwhelmed).toBe(true);
    expect(outbox.waiting).toBe(MOST_WAITING);
  });
});

describe("what a gateway remembers", () => {
  it("is the newest ids, each once", () => {
    const seen = new Seen(2);
    expect(["a", "b", "a", "c", "a"].map((id) => seen.add(id))).toEqual([true, true, false, true, true]);
  });

  it("is what it said lately, the oldest first, bounded in time and number", () => {
    let now = 0;
    const recent = new Recent(60, 3, () => now);
    const said = (id: string): Comment => ({ id, room: "r", user: "u", text: "t", sentAt: 1 });
    for (const id of ["a", "b", "c", "d"]) {
      recent.add(said(id));
      now += 10_000;
    }
    expect(recent.all().map(({ id }) => id)).toEqual(["b", "c", "d"]);
    now = 80_000;
    expect(recent.all().map(({ id }) => id)).toEqual(["c", "d"]);
  });

  it("is who is in which room", () => {
    const rooms = new Rooms<string>();
    rooms.enter("a", "x");
    rooms.enter("a", "y");
    rooms.leave("a", "x");
    rooms.leave("b", "x");
    expect([...rooms.in("a")]).toEqual(["y"]);
    rooms.leave("a", "y");
    expect(rooms.size).toBe(0);
  });
});

describe("the farewell", () => {
  it("is spread over the time there is, and over the time in which phones come back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 60 }), (sockets, seconds) => {
        const plan = farewells(sockets, seconds);
        expect(plan).toHaveLength(sockets);
        const inOrder = plan.every(({ afterMs }, index) => afterMs >= (plan[index - 1]?.afterMs ?? 0));
        const inTime = plan.every(({ afterMs }) => afterMs <= seconds * 800);
        const apart = plan.every(({ reconnectAfterMs }) => reconnectAfterMs >= 0 && reconnectAfterMs <= 5000);
        expect({ inOrder, inTime, apart }).toEqual({ inOrder: true, inTime: true, apart: true });
      }),
    );
    expect(farewells(4, 10, () => 0.5).map(({ afterMs }) => afterMs)).toEqual([0, 2000, 4000, 6000]);
  });
});

describe("the desk", () => {
  const desk = (say: (comment: Comment) => Promise<void>) =>
    new Desk({
      rates: new RateLimit({ burst: 1, perSecond: 1 }, () => 0),
      words: listedWords(["casino"]),
      say,
      now: () => 1000,
    });

  it("says what the broker hasn't taken, and lets it be sent again", async () => {
    const away = desk(() => Promise.reject(new NotConfirmed("away")));
    expect(await away.take({ user: "u", room: "r" }, "1", "hello", trace)).toEqual({
      accepted: false,
      reason: "unavailable",
      retryAfterMs: 1000,
    });
    const broken = desk(() => Promise.reject(new TypeError("a defect")));
    await expect(broken.take({ user: "u", room: "r" }, "1", "hello", trace)).rejects.toThrow("a defect");
  });

  it("judges the API server's comments by the same words, and gives one message one id", async () => {
    const { judge } = { judge: (content: unknown, id = "") => desk(async () => {}).judge(content, id) };
    const content = { room: "r", user: "u", text: " hello " };
    expect(await judge(content, "m1")).toMatchObject({ text: "hello", sentAt: 1000 });
    expect((await judge(content))?.id).toBe((await judge(content))?.id);
    expect(await judge({ ...content, text: "Casino" })).toBeUndefined();
    expect(await judge({ ...content, more: 1 })).toBeUndefined();
    expect(await judge(undefined)).toBeUndefined();
  });
});

describe("names at the broker", () => {
  it("are those that the program gives it", () => {
    const { policy } = QUEUE_TABLE.danmaku;
    expect({ ...names }).toEqual({
      FAN_OUT_EXCHANGE,
      GATEWAY_QUEUE,
      COMMENTS_QUEUE: QUEUE_TABLE.danmaku.name,
      WORTH_SECONDS: "ttlSeconds" in policy ? policy.ttlSeconds : undefined,
    });
  });
});
