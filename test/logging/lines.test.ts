import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FIELDS } from "../../components/logging/fields.ts";
import { DATASETS, type Dataset } from "../../components/logging/lines/datasets.ts";
import { EventJoiner } from "../../components/logging/lines/events.ts";
import { linesProgram, type ParsedLine, parseLine } from "../../components/logging/lines/program.ts";

/** Lines that real servers wrote: recorded/record.ts. */
function recorded(name: string, dataset: Dataset): ParsedLine[] {
  const joiner = new EventJoiner(dataset);
  const lines = readFileSync(join(import.meta.dirname, "recorded", name), "utf8")
    .trimEnd()
    .split("\n");
  const events = [...lines.map((line) => joiner.take(line, 0)), joiner.end()];
  return events.flatMap((event) => {
    const fields = event && parseLine(dataset, event.text, 0);
    return fields ? [fields] : [];
  });
}

const RECORDED: readonly (readonly [string, Dataset])[] = [
  ["tomcat-access.log", "tomcat.access"],
  ["tomcat-catalina.log", "tomcat.server"],
  ["tomcat-localhost.log", "tomcat.server"],
  ["mariadb-error.log", "mariadb.server"],
  ["mariadb-slow.log", "mariadb.slow"],
  ["rabbitmq.log", "rabbitmq.server"],
  ["sshd.log", "system.auth"],
];

describe("lines that real servers wrote", () => {
  it.each(RECORDED)("%s: every one is read, into fields that indexes take", (name, dataset) => {
    const all = recorded(name, dataset);
    expect(all.length).toBeGreaterThan(0);
    for (const { time: _, ...fields } of all) {
      expect(fields.tags).toBeUndefined();
      for (const field of Object.keys(fields)) expect(Object.keys(FIELDS)).toContain(field);
    }
    expect(JSON.stringify(all)).not.toContain("13800138000");
  });

  it("a stack trace is one event with its exception", () => {
    const [failure, ...others] = recorded("tomcat-localhost.log", "tomcat.server");
    expect(others).toEqual([]);
    expect(failure).toMatchObject({
      time: new Date("2026-11-25T10:48:32.775Z"),
      "log.level": "severe",
      "error.type": "java.lang.IllegalStateException",
      "error.message": "a failure with details",
      "error.stack_trace": expect.stringMatching(
        /at org\.apache\.jsp\.index_jsp\._jspService[\s\S]*Thread\.run/,
      ),
      message: expect.stringMatching(/^Servlet\.service\(\) for servlet \[jsp\][^\n]*$/),
    });
  });

  it("a request has its trace, its time and its outcome", () => {
    expect(recorded("tomcat-access.log", "tomcat.access").at(-1)).toEqual({
      time: new Date("2026-11-25T10:48:32.788Z"),
      "source.ip": "203.0.113.7",
      "http.request.method": "GET",
      "url.path": "/app/",
      "http.response.status_code": 500,
      "http.response.body.bytes": 455,
      "event.duration": 16235000,
      "event.outcome": "failure",
      "process.thread.name": "http-nio-10.97.1.23-8080-exec-4",
      "http.request.id": "0123456789abcdef",
      "trace.id": "4bf92f3577b34da6a3ce929d0e0e4736",
      "span.id": "00f067aa0ba902b7",
    });
  });

  it("a slow statement is told without its values", () => {
    expect(recorded("mariadb-slow.log", "mariadb.slow")).toEqual([
      expect.objectContaining({
        "mysql.slowlog.query": "SELECT SLEEP(?), phone FROM food.diners WHERE phone = ?;",
        "user.name": "root",
        "mysql.slowlog.rows_examined": 1,
      }),
    ]);
  });

  it("failed logins of three kinds", () => {
    const failed = (name: string, dataset: Dataset) =>
      recorded(name, dataset)
        .filter((fields) => fields["event.action"] === "login" && fields["event.outcome"] === "failure")
        .map((fields) => [fields["user.name"], fields["source.ip"]]);
    expect(failed("sshd.log", "system.auth")).toEqual([
      ["root", "10.97.1.21"],
      ["[mobile]", "10.97.1.21"],
    ]);
    expect(failed("rabbitmq.log", "rabbitmq.server")).toEqual([["artist-app", "10.97.1.24"]]);
    expect(failed("mariadb-error.log", "mariadb.server")).toEqual([["food_app", "10.97.1.22"]]);
  });
});

describe("what can't be read", () => {
  it.each([
    "nginx.access",
    "nginx.error",
    "tomcat.access",
    "tomcat.server",
    "mariadb.slow",
    "business.events",
  ] as const)("%s: the line stays, masked, with a tag that says so", (dataset) => {
    const line = dataset === "mariadb.slow" ? "# User@Host: broken 13800138000" : '{"half": 13800138000';
    expect(parseLine(dataset, line)).toEqual({
      message: line.replace("13800138000", dataset === "mariadb.slow" ? "[mobile]" : '"[mobile]"'),
      tags: ["unparsed"],
    });
  });

  it.each(DATASETS)("%s: nothing throws, whatever comes", (dataset) => {
    for (const line of [
      "",
      "null",
      "[]",
      "{}",
      '{"time":"never","status":"x","requestHeaders":7}',
      "\u0000",
      "# User@Host: ",
    ])
      expect(() => parseLine(dataset, line)).not.toThrow();
  });
});

it("of a business event only the business leaves the machine", () => {
  const line = JSON.stringify({
    time: "2026-11-25T12:00:00+08:00",
    event: "order.paid",
    order: { id: "F-1", shop: "noodles-1", amount: "128.50", items: 3, address: "人民路 1 号" },
    diner: { name: "李雷", phone: "13800138000" },
  });
  expect(parseLine("business.events", line)).toEqual({
    time: new Date("2026-11-25T04:00:00Z"),
    message: '{"event":"order.paid","order":{"id":"F-1","shop":"noodles-1","amount":"128.50","items":3}}',
  });
});

it("what an index would refuse is left out, and the rest of the line stays", () => {
  const line = JSON.stringify({
    status: "x",
    bytes: {},
    seconds: "0.5",
    client: "unix:",
    path: ["/a"],
    time: "never",
  });
  expect(parseLine("nginx.access", line)).toEqual({
    "event.duration": 5e8,
    "event.outcome": "success",
    "url.path": '["/a"]',
  });
});

it("times without a zone are those that the zone says", () => {
  const line = "2026/11/25 10:40:00 [error] 7#7: *1 no such file, client: 203.0.113.7, server: _";
  expect(parseLine("nginx.error", line, 480)?.time).toEqual(new Date("2026-11-25T02:40:00Z"));
  expect(parseLine("nginx.error", line, 0)?.time).toEqual(new Date("2026-11-25T10:40:00Z"));
});

it("the program has no words that Filebeat's JavaScript hasn't", () => {
  const code = linesProgram(DATASETS)
    .replace(/\/\/.*$/gm, "")
    .replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
  expect(code).not.toMatch(/=>|\b(?:let|const|class)\b|`|\*\*|,\s*\)/);
});
