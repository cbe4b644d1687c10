import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { INDEX_SHARE } from "../../components/logging/elasticsearch/sizing.ts";
import { FIELDS } from "../../components/logging/fields.ts";
import { parseLine } from "../../components/logging/lines/program.ts";
import { Elasticsearch } from "./elasticsearch.ts";
import { describeBuilt, ELASTICSEARCH } from "./judges.ts";

describeBuilt("the templates of a real Elasticsearch", [ELASTICSEARCH], { commands: ["java"] }, () => {
  let elasticsearch: Elasticsearch;
  const write = (index: string, document: unknown) => elasticsearch.ask("POST", `/${index}/_doc`, document);

  beforeAll(async () => {
    elasticsearch = await Elasticsearch.start(ELASTICSEARCH as string);
    await elasticsearch.setUp();
  });
  afterAll(() => elasticsearch?.stop());

  it("takes every field that a line may have, by its full name and as objects", async () => {
    const values = {
      keyword: "a",
      text: "a b",
      shown: "x".repeat(100_000),
      long: 1,
      double: 0.5,
      boolean: true,
      ip: "fe80::1",
      date: "2026-11-25T10:00:00.123Z",
    };
    const all = Object.fromEntries(Object.entries(FIELDS).map(([name, type]) => [name, values[type]]));
    expect(await write("hougu-logs-nginx.access-prod", all)).toMatchObject({ status: 201 });
    expect(await write("hougu-imported-nginx.access-prod-2026.11.01-000001", all)).toMatchObject({
      status: 201,
    });
    expect(
      await write("hougu-logs-nginx.access-prod", {
        "@timestamp": values.date,
        http: { response: { status_code: 500 } },
      }),
    ).toMatchObject({ status: 201 });
  });

  it("refuses a field that nobody has thought of", async () => {
    const answer = await write("hougu-logs-nginx.access-prod", {
      "@timestamp": "2026-11-25T10:00:00Z",
      phone: "x",
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { type: "strict_dynamic_mapping_exception" } },
    });
  });

  it("an odd address costs itself and not its line; a long word too", async () => {
    const line = {
      "@timestamp": "2026-11-25T10:00:00Z",
      "source.ip": "unix:",
      "url.path": `/${"a".repeat(40_000)}`,
    };
    expect(await write("hougu-logs-nginx.access-prod", line)).toMatchObject({ status: 201 });
  });

  it("takes no more disk than the sizing reckons with", async () => {
    const lines = Array.from({ length: 20_000 }, (_, number) => accessLine(number));
    const documents = lines.flatMap((line, number) => {
      const { time, ...fields } = parseLine("nginx.access", line) ?? {};
      const common = {
        host: { name: "food-edge-1" },
        labels: { environment: "prod", mini_program: "food", role: "edge" },
      };
      const source = {
        ...common,
        "event.dataset": "nginx.access",
        "log.offset": number * 500,
        "log.file.path": "/var/log/nginx/access.log",
      };
      return [
        JSON.stringify({ create: { _id: createHash("sha256").update(line).digest("base64") } }),
        JSON.stringify({ "@timestamp": time, ...source, ...fields }),
      ];
    });
    const answer = await elasticsearch.ask(
      "POST",
      "/hougu-logs-nginx.access-dev/_bulk",
      `${documents.join("\n")}\n`,
    );
    expect(answer.body.errors).toBe(false);
    await elasticsearch.ask("POST", "/hougu-logs-nginx.access-dev/_forcemerge?max_num_segments=1");
    await elasticsearch.ask("POST", "/hougu-logs-nginx.access-dev/_flush");
    const { body } = await elasticsearch.ask("GET", "/hougu-logs-nginx.access-dev/_stats/store");
    const share =
      body._all.primaries.store.size_in_bytes / lines.reduce((sum, line) => sum + line.length + 1, 0);
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(INDEX_SHARE);
  });

  it("makes no index by a mistaken name", async () => {
    expect(await write("nginx-prod", { message: "x" })).toMatchObject({ status: 404 });
  });
});

/** A line as the rendered Nginx writes it, with an address, ids and a path of its own. */
function accessLine(number: number): string {
  const id = createHash("md5").update(String(number)).digest("hex");
  const at = new Date(Date.UTC(2026, 10, 25) + number * 40).toISOString().replace(/\.\d+Z$/, "+00:00");
  return JSON.stringify({
    time: at,
    request_id: id,
    trace_id: id,
    traceparent: `00-${id}-${id.slice(16)}-01`,
    client: `203.0.${number % 256}.${Math.floor(number / 256) % 256}`,
    method: number % 5 === 0 ? "POST" : "GET",
    host: "api.food.example.com",
    path: `/dishes/${id.slice(0, 8)}`,
    protocol: "HTTP/2.0",
    status: number % 97 === 0 ? 502 : 200,
    bytes: (number * 7919) % 60_000,
    seconds: ((number * 104_729) % 900) / 1000,
    tls: "TLSv1.3",
    upstream: `10.20.16.${11 + (number % 2)}:8080`,
    upstream_status: "200",
    upstream_seconds: String(((number * 104_729) % 900) / 1000),
    limited: "PASSED",
    user_agent: `Mozilla/5.0 (iPhone; CPU iPhone OS 17_${number % 7} like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.${number % 50}`,
  });
}
