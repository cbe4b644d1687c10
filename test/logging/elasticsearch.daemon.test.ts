import { afterAll, beforeAll, expect, it } from "vitest";
import { FIELDS } from "../../components/logging/fields.ts";
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

  it("makes no index by a mistaken name", async () => {
    expect(await write("nginx-prod", { message: "x" })).toMatchObject({ status: 404 });
  });
});
