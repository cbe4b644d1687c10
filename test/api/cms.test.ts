import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

const VERSION = "2019-01-01";
/** A whole minute, so that windows begin there. */
const START = Date.UTC(2026, 10, 24, 9, 30);
const MINUTE = 60_000;

describe("Cms", () => {
  let api: RunningApi;
  const ask = (action: string, parameters: Record<string, unknown>) => api.rpc(VERSION, action, parameters);
  const own = () => `acs_customMetric_${api.account.id}`;

  beforeEach(async () => {
    api = await runningApi();
  });

  afterEach(async () => {
    await api.close();
  });

  const put = (time: number, value: number, host = "edge-1") =>
    ask("PutCustomMetric", {
      MetricList: [
        {
          GroupId: "1",
          MetricName: "sessions",
          Dimensions: JSON.stringify({ host }),
          Time: String(time),
          Type: "0",
          Values: JSON.stringify({ value }),
        },
      ],
    });

  async function points(action: string, more: Record<string, unknown> = {}) {
    const { Datapoints } = await ask(action, { Namespace: own(), MetricName: "sessions", ...more });
    return JSON.parse(Datapoints) as Record<string, unknown>[];
  }

  it("adds up what was reported, by periods", async () => {
    await put(START, 10);
    await put(START + 20_000, 30);
    await put(START + MINUTE, 5);
    await put(START, 7, "edge-2");
    const all = await points("DescribeMetricList");
    expect(all).toHaveLength(3);
    expect(all).toContainEqual({
      timestamp: START,
      userId: api.account.id,
      groupId: "1",
      dimension: "host=edge-1",
      Average: 20,
      Maximum: 30,
      Minimum: 10,
      Sum: 40,
      SampleCount: 2,
    });
    const inTime = { StartTime: "2026-11-24T09:31:00Z", EndTime: String(START + 2 * MINUTE) };
    expect(await points("DescribeMetricList", inTime)).toMatchObject([{ Average: 5 }]);
    const beijing = { StartTime: "2026-11-24 17:30:00", EndTime: "2026-11-24 17:31:00" };
    expect(await points("DescribeMetricList", beijing)).toHaveLength(2);
    const edge = { Dimensions: JSON.stringify([{ groupId: "1", dimension: "host=edge-1" }]) };
    expect(await points("DescribeMetricLast", edge)).toMatchObject([
      { timestamp: START + MINUTE, Average: 5 },
    ]);
    expect(await points("DescribeMetricList", { Period: "300", ...edge })).toMatchObject([
      { timestamp: START, SampleCount: 3, Sum: 45 },
    ]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("gives long lists by stretches", async () => {
    for (let minute = 0; minute < 3; minute += 1) await put(START + minute * MINUTE, minute);
    const first = await ask("DescribeMetricList", { Namespace: own(), MetricName: "sessions", Length: "2" });
    const second = await ask("DescribeMetricList", {
      Namespace: own(),
      MetricName: "sessions",
      Length: "2",
      NextToken: first.NextToken,
    });
    expect([...JSON.parse(first.Datapoints), ...JSON.parse(second.Datapoints)]).toMatchObject([
      { Sum: 0 },
      { Sum: 1 },
      { Sum: 2 },
    ]);
    expect(second.NextToken).toBeUndefined();
  });

  it("invents nothing: what nobody has reported is an empty list", async () => {
    await put(START, 10);
    const cpu = { Namespace: "acs_ecs_dashboard", MetricName: "CPUUtilization" };
    for (const action of ["DescribeMetricList", "DescribeMetricLast"]) {
      expect(await ask(action, cpu)).toMatchObject({ Success: true, Datapoints: "[]" });
      expect(await points(action, { MetricName: "others" })).toEqual([]);
    }
  });

  it("takes figures that were added up elsewhere, and refuses what is none", async () => {
    const report = (values: string, more: Record<string, unknown> = {}) =>
      ask("PutCustomMetric", {
        MetricList: [
          {
            MetricName: "latency",
            Dimensions: '{"host":"edge-1"}',
            Time: String(START),
            Type: "1",
            Period: "60",
            Values: values,
            ...more,
          },
        ],
      });
    await report('{"Average":12.5,"P99":40}');
    expect(await points("DescribeMetricList", { MetricName: "latency" })).toMatchObject([
      { Average: 12.5, P99: 40 },
    ]);
    for (const wrong of [
      report("{}"),
      report("fast"),
      report('{"Average":"12"}'),
      report('{"Average":1}', { Period: "7" }),
      report('{"Average":1}', { Type: "0" }),
      report('{"Average":1}', { Dimensions: "{}" }),
    ]) {
      await expect(wrong).rejects.toMatchObject({ code: "ParameterInvalid", statusCode: 400 });
    }
    await expect(report('{"Average":1}', { Time: "yesterday" })).rejects.toMatchObject({
      code: "InvalidTime.Malformed",
    });
  });
});
