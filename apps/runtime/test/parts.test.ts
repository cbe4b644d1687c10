import { describe, expect, it } from "vitest";
import { plainVariables } from "../../../components/kubernetes/workloads/variables.ts";
import { danmakuSettings } from "../../danmaku/settings.ts";
import { inboxSettings } from "../../inbox/settings.ts";
import { backoff } from "../broker/backoff.ts";
import { createLog, type Level } from "../log.ts";
import { SettingsError } from "../settings.ts";
import { Tokens } from "../tokens.ts";
import { continueTrace, traceOf, traceparentOf } from "../trace.ts";

const KEY = "ab".repeat(32);
const SECRETS = {
  BROKER_HOSTS: "one.example.com, two.example.com",
  BROKER_PASSWORD: "a-password",
  REDIS_HOST: "redis.example.com",
  REDIS_PASSWORD: "a-password",
  DANMAKU_TOKEN_KEY: KEY,
  INBOX_TOKEN_KEY: KEY,
  INBOX_PHONE_KEY: KEY,
};

function problemsOf(parse: () => unknown): readonly string[] {
  try {
    parse();
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe("an app's settings", () => {
  it("are what the program gives to its containers", () => {
    const variables = { ...plainVariables("artist", "danmaku", 60), ...SECRETS };
    expect(danmakuSettings(variables)).toMatchObject({
      miniProgram: "artist",
      port: 8080,
      drainSeconds: 55,
      broker: {
        hosts: ["one.example.com", "two.example.com"],
        port: 5671,
        virtualHost: "artist",
        user: "artist-danmaku",
      },
    });
    const inbox = inboxSettings({ ...plainVariables("food", "inbox", 30), ...SECRETS, REDIS_CA: "" });
    expect(inbox.redis).toEqual({
      host: "redis.example.com",
      port: 6379,
      password: "a-password",
      tls: true,
      authority: undefined,
    });
  });

  it.for([
    ["MINI_PROGRAM", "another", /^MINI_PROGRAM: expected one of artist, food.*got "another"/],
    ["PORT", "http", /^PORT: expected a whole number from 1 to 65535, a port.*got "http"/],
    ["PORT", "0", /^PORT: expected a whole number from 1 to 65535/],
    ["BROKER_HOSTS", "a,,b", /^BROKER_HOSTS: expected host names with commas/],
    ["BROKER_HOSTS", undefined, /^BROKER_HOSTS: expected host names with commas.*not set/],
    ["BROKER_CA", "no certificate", /^BROKER_CA: expected a certificate in PEM/],
    ["DRAIN_SECONDS", "601", /^DRAIN_SECONDS: expected a whole number from 1 to 600/],
    ["DANMAKU_TOKEN_KEY", "abc", /^DANMAKU_TOKEN_KEY: expected 64 hexadecimal digits/],
    ["BROKER_PASSWORD", "short", /^BROKER_PASSWORD: expected 8 characters/],
    ["LOG_LEVEL", "loud", /^LOG_LEVEL: expected one of debug/],
  ] as const)("refuse %s=%s with one line that names it", ([name, value, line]) => {
    const variables = { ...plainVariables("artist", "danmaku", 60), ...SECRETS, [name]: value };
    const problems = problemsOf(() => danmakuSettings(variables));
    expect(problems).toEqual([expect.stringMatching(line)]);
  });

  it("tell every mistake at once, and no secret", () => {
    const problems = problemsOf(() =>
      inboxSettings({ REDIS_PASSWORD: "secret", INBOX_PHONE_KEY: "secret", REDIS_TLS: "maybe" }),
    );
    expect(problems.map((line) => line.split(":")[0])).toEqual(
      expect.arrayContaining([
        "REDIS_PASSWORD",
        "INBOX_PHONE_KEY",
        "REDIS_TLS",
        "BROKER_HOSTS",
        "MINI_PROGRAM",
      ]),
    );
    expect(problems.join("\n")).not.toContain('"secret"');
  });
});

describe("a log", () => {
  const lines = (level: Level) => {
    const written: string[] = [];
    const log = createLog({
      service: "danmaku",
      level,
      write: (line) => written.push(line),
      now: () => new Date("2026-01-02T03:04:05Z"),
    });
    return { log, written };
  };

  it("is JSON, a document a line, with the trace that it belongs to", () => {
    const { log, written } = lines("info");
    const trace = { traceId: "a".repeat(32), spanId: "b".repeat(16), sampled: true };
    log.debug("not this");
    log.warn("a\nmessage", { trace, error: new TypeError("wrong"), port: 1 });
    expect(written).toHaveLength(1);
    expect(written[0]?.indexOf("\n")).toBe((written[0]?.length ?? 0) - 1);
    expect(JSON.parse(written[0] as string)).toMatchObject({
      time: "2026-01-02T03:04:05.000Z",
      level: "warn",
      service: "danmaku",
      message: "a\nmessage",
      trace_id: "a".repeat(32),
      span_id: "b".repeat(16),
      port: 1,
      error: { name: "TypeError", message: "wrong" },
    });
  });
});

describe("a trace", () => {
  it("goes on under its id with a span of its own, and begins anew where none is", () => {
    const header = `00-${"a".repeat(32)}-${"b".repeat(16)}-00`;
    const next = continueTrace(traceOf(header));
    expect(next).toMatchObject({ traceId: "a".repeat(32), sampled: false });
    expect(next.spanId).not.toBe("b".repeat(16));
    expect(traceOf(traceparentOf(next))?.traceId).toBe(next.traceId);
    for (const wrong of [
      undefined,
      1,
      "",
      `ff-${"a".repeat(32)}-${"b".repeat(16)}-01`,
      `00-${"0".repeat(32)}-${"b".repeat(16)}-01`,
    ]) {
      expect(continueTrace(traceOf(wrong)).traceId).toMatch(/^(?!a{32}|0{32})[0-9a-f]{32}$/);
    }
  });
});

describe("tokens", () => {
  const tokens = new Tokens(new Uint8Array(32).fill(1), "danmaku");

  it("are for one app, of one key, and short-lived, whatever they say of themselves", async () => {
    const good = await tokens.sign("anna", { room: "r" }, 60);
    expect(await tokens.verify(good)).toMatchObject({ sub: "anna", room: "r" });
    await expect(tokens.verify(await tokens.sign("anna", {}, -60))).rejects.toMatchObject({
      reason: "expired",
    });
    await expect(new Tokens(new Uint8Array(32), "danmaku").verify(good)).rejects.toMatchObject({
      reason: "invalid",
    });
    await expect(new Tokens(new Uint8Array(32).fill(1), "inbox").verify(good)).rejects.toMatchObject({
      reason: "invalid",
    });
    // Without a signature, as a header may claim.
    const [, payload] = good.split(".") as [string, string];
    const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
    await expect(tokens.verify(none)).rejects.toMatchObject({ reason: "invalid" });
  });
});

describe("the next try", () => {
  it("comes later each time, within ten seconds, and not for all at once", () => {
    expect([0, 1, 2, 20].map((failures) => backoff(failures, () => 1))).toEqual([200, 400, 800, 10_000]);
    expect(backoff(3, () => 0)).toBe(800);
  });
});
