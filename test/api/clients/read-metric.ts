// Reports a figure of one's own and reads it back, and asks for a machine's CPU, with the official SDK.
import sdk from "@alicloud/cms20190101";
import { configuration, variable } from "./configuration.ts";

const config = configuration("CMS");
const client = new sdk.default(config as never);

await client.putCustomMetric(
  new sdk.PutCustomMetricRequest({
    metricList: [
      new sdk.PutCustomMetricRequestMetricList({
        groupId: "1",
        metricName: "sessions",
        dimensions: JSON.stringify({ host: "edge-1" }),
        time: String(Date.now()),
        type: "0",
        values: JSON.stringify({ value: 12 }),
      }),
    ],
  }),
);

async function show(namespace: string, metricName: string): Promise<void> {
  const { body } = await client.describeMetricLast(
    new sdk.DescribeMetricLastRequest({ namespace, metricName, period: "60" }),
  );
  const points = JSON.parse(body?.datapoints ?? "[]") as { Average: number; dimension?: string }[];
  const lines = points.map(({ dimension, Average }) => `${dimension} ${Average}`);
  console.log(`${metricName}: ${lines.join(", ") || "nothing"}`);
}

await show(`acs_customMetric_${variable("ALICLOUD_ACCOUNT_ID")}`, "sessions");
await show("acs_ecs_dashboard", "CPUUtilization");
