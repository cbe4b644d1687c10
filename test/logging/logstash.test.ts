import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { linesPipelineText } from "../../components/logging/logstash/pipeline.ts";
import { pipelineText } from "../../components/logging/logstash/pipeline-text.ts";
import { logstashSettings } from "../../components/logging/logstash/settings.ts";
import { parsePipeline } from "./logstash-grammar.ts";

const text = linesPipelineText({
  address: "10.20.48.21",
  environment: "prod",
  elasticsearch: ["https://10.20.48.11:9200", "https://10.20.49.11:9200"],
});

describe("the pipeline of lines", () => {
  it("is one that a person can read", async () => {
    await expect(text).toMatchFileSnapshot("golden/hougu-lines.conf");
  });

  it("is a text of Logstash's language, with these plugins", () => {
    expect([...parsePipeline(text)]).toEqual([
      ["input", ["beats"]],
      ["filter", ["hougu_business", "mutate"]],
      ["output", ["elasticsearch"]],
    ]);
  });

  it.each([
    ["a brace that nobody closes", text.replace(/\}\s*$/, "")],
    ["a setting without its arrow", text.replace("port =>", "port =")],
    ["a section that isn't one", text.replace("filter {", "filters {")],
    ["a list without its comma", text.replace('9200", "', '9200" "')],
  ])("%s would be found", (_, broken) => {
    expect(broken).not.toBe(text);
    expect(() => parsePipeline(broken)).toThrow();
  });

  it("a string that Logstash can't write is refused", () => {
    const settings = { a: `both " and '` };
    expect(() => pipelineText({ input: [{ plugin: "x", settings }], filter: [], output: [] })).toThrow(
      /both kinds/,
    );
  });
});

it("what Filebeat has been told is taken, is on disk", () => {
  expect(parse(logstashSettings({ name: "logs-in-1", cpus: 2, queueGiB: 20 }))).toMatchObject({
    "queue.type": "persisted",
    "queue.max_bytes": "20gb",
    "dead_letter_queue.enable": true,
    "dead_letter_queue.max_bytes": "2gb",
  });
});
