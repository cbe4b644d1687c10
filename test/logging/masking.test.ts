import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskPersonalData } from "../../components/logging/personal-data/mask.ts";
import { bankCard, harmless, mailbox, mobile, openId, residentId, token } from "./personal-data.ts";

/** Text beside the data, with a boundary that people write: none is a digit. */
const left = fc
  .tuple(harmless, fc.constantFrom(" ", ":", "=", "，", "电话", '"', "(", "/", "%20", "\\n", "\\u4e2d", "'"))
  .map((parts) => parts.join(""));
const right = fc
  .tuple(fc.constantFrom(" ", ",", "。", '"', ")", "/", "&", "'", "%20", "转"), harmless)
  .map((parts) => parts.join(""));

const MASK = /\[[a-z-]+\]/;

describe("no personal data survive, and the text around them does", () => {
  for (const [name, kind] of Object.entries({
    mobile,
    "resident-id": residentId,
    "bank-card": bankCard,
    openid: openId,
    "e-mail": mailbox,
  })) {
    it(`${name}`, () => {
      fc.assert(
        fc.property(left, kind, right, (before, data, after) => {
          expect(maskPersonalData(before + data + after)).toBe(`${before}[${name}]${after}`);
        }),
        { numRuns: 500 },
      );
    });
  }

  it("several kinds in one line, and a second time changes nothing", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(mobile, residentId, bankCard, openId, mailbox), { minLength: 1, maxLength: 5 }),
        harmless,
        (all, text) => {
          const once = maskPersonalData(all.join(`, ${text}, `));
          for (const one of all) expect(once).not.toContain(one);
          expect(maskPersonalData(once)).toBe(once);
        },
      ),
    );
  });

  it("secrets by their key: in queries, forms, headers, JSON and JSON inside JSON", () => {
    fc.assert(
      fc.property(
        token,
        fc.constantFrom(
          "access_token",
          "accessToken",
          "session_key",
          "js_code",
          "password",
          "appSecret",
          "token",
        ),
        (secret, key) => {
          for (const line of [
            `GET /login?page=1&${key}=${secret}&x=2 HTTP/1.1`,
            `{"a":1,"${key}":"${secret}","b":2}`,
            JSON.stringify({ message: JSON.stringify({ [key]: secret, b: 2 }) }),
            `${key}: ${secret}`,
            `referrer=https%3A%2F%2Fx%3F${key}%3D${secret}`,
          ]) {
            const masked = maskPersonalData(line);
            expect(masked).not.toContain(secret);
            expect(masked).toMatch(MASK);
          }
        },
      ),
    );
  });

  it("headers", () => {
    fc.assert(
      fc.property(token, (secret) => {
        for (const line of [
          `Authorization: Bearer ${secret}`,
          `"authorization":"Basic ${secret}=="`,
          `curl -H 'Authorization: ${secret}'`,
          `{"headers":{"cookie":"JSESSIONID=${secret}; theme=dark"}}`,
          `sent bearer ${secret}.`,
          `/app/;jsessionid=${secret}?page=2`,
        ])
          expect(maskPersonalData(line)).not.toContain(secret);
      }),
    );
  });

  it("a JSON document stays one, whatever was in it", () => {
    fc.assert(
      fc.property(
        mobile.filter((number) => /^1\d{10}$/.test(number)),
        residentId.filter((id) => !id.endsWith("X")),
        openId,
        mailbox,
        (phone, id, user, mail) => {
          const line = `{"phone":${phone},"list":"${phone}","id": ${id},"nested":{"openid":"${user}","mail":"${mail}"},"count":3}`;
          const read = JSON.parse(maskPersonalData(line));
          expect(read).toEqual({
            phone: "[mobile]",
            list: "[mobile]",
            id: "[resident-id]",
            nested: { openid: "[openid]", mail: "[e-mail]" },
            count: 3,
          });
        },
      ),
    );
  });
});

describe("what only looks like personal data stays", () => {
  const stays = (text: string) => expect(maskPersonalData(text)).toBe(text);

  it("numbers of orders, of transactions, of time", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2024-01-01"), max: new Date("2033-01-01"), noInvalidDate: true }),
        fc.integer({ min: 100000, max: 999999 }),
        (date, order) => {
          const stamp = date.toISOString().replace(/\D/g, "");
          stays(
            `order ${stamp.slice(0, 14)}${order} at ${date.getTime()} (${Math.floor(date.getTime() / 1000)} s, ${date.getTime()}000 us)`,
          );
          stays(`WeChat's transaction 4200001${stamp}${String(order).slice(0, 4)}`);
          stays(`${date.toISOString()} ${stamp.slice(0, 8)} ${date.toUTCString()}`);
        },
      ),
    );
  });

  it("ids of traces and spans, UUIDs, digests", () => {
    const hex = (length: number) =>
      fc
        .array(fc.constantFrom(..."0123456789abcdef"), { minLength: length, maxLength: length })
        .map((all) => all.join(""));
    fc.assert(
      // Mostly digits, so that eleven in a row do come.
      fc.property(
        hex(5),
        mobile.filter((number) => /^1\d{10}$/.test(number)),
        hex(15),
        hex(16),
        hex(8),
        (a, number, b, span, c) => {
          fc.pre(/[a-f]$/.test(a) && /^[a-f]/.test(b));
          const trace = `${a}${number}${b}0`;
          stays(
            `{"trace_id":"${trace}","traceparent":"00-${trace}-${span}-01","id":"${c}-1380-4001-8000-${c}${a.slice(0, 4)}"}`,
          );
        },
      ),
    );
  });

  it.each([
    ["a fraction", '{"seconds":0.13800138000}'],
    ["an error's code", '{"code":500,"error":{"code":"ECONNREFUSED"}}'],
    ["a node of RabbitMQ", "node rabbit@food-rabbitmq-cn-hangzhou-k-1.hougu.internal up, rabbit@food-1 down"],
    ["a unit of systemd", "Started user@1000.service and sshd@0-10.0.0.1:22-10.0.0.9:41000.service"],
    ["an account of MariaDB", "Access denied for user 'food_app'@'10.0.0.7' (using password: YES)"],
    [
      "a method of 28 characters in a stack trace",
      "at com.example.Shop.onApplicationEventReceivedNow(Shop.java:42)",
    ],
    ["a word of 28 characters", "order-confirmation-templates ready"],
    ["a resident's number with a wrong check digit", "110101199003077775"],
    ["a card's number with a wrong check digit", "6222021234567891"],
    ["a landline and a short number", "010-12345678, 10086, 12345678901"],
    ["addresses", "10.0.0.1:13800, fe80::1, 192.168.138.100:13800"],
    [
      "sshd's key",
      "Accepted publickey for root from 10.0.0.9 port 41000 ssh2: ED25519 SHA256:abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    ],
  ])("%s", (_, text) => stays(text));
});
