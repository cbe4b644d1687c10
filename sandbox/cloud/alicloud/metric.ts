import { randomUUID } from "node:crypto";
import { type Attributes, isRecord, numeric, text, type Value } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";

/** How a datapoint was reported: as it was measured, or added up over a period by whoever reports it. */
export const RAW = "0";
export const AGGREGATED = "1";

/** Periods by which aggregated figures are reported, in seconds (API reference of PutCustomMetric). */
const PERIODS: ReadonlySet<string> = new Set(["60", "300"]);

/** One figure that somebody has reported. The cloud measures nothing by itself. */
export const metricPoint: ResourceType = {
  type: "alicloud:metricPoint",
  service: "Cms",
  actions: {
    create: "PutCustomMetric",
    describe: "DescribeMetricList",
    modify: "PutCustomMetric",
    remove: "DeleteCustomMetric",
  },
  id: () => randomUUID(),
  notFound: { code: "ResourceNotFound", message: "The specified resource is not found." },
  check(wanted, look) {
    const illegal = (what: string): never => look.refuse("ParameterInvalid", `Illegal parameters: ${what}`);
    if (text(wanted, "metricName") === "") illegal("MetricName");
    if (numeric(wanted, "time") === undefined) illegal("Time");
    const { values, dimensions } = wanted;
    if (!isRecord(dimensions) || Object.keys(dimensions).length === 0) illegal("Dimensions");
    if (!areFigures(values)) illegal("Values");
    const aggregated = text(wanted, "kind") === AGGREGATED;
    if (aggregated && !PERIODS.has(text(wanted, "period"))) illegal("Period");
    if (!aggregated && (text(wanted, "kind") !== RAW || (values as Attributes).value === undefined))
      illegal("Type");
  },
};

function areFigures(values: Value | undefined): boolean {
  return (
    isRecord(values) &&
    Object.keys(values).length > 0 &&
    Object.values(values).every((value) => typeof value === "number")
  );
}
