import { type CloudObject, isRecord, type Value } from "../../../cloud/object.ts";
import type { Action, Call, RpcService } from "../../action.ts";
import { stretchOf } from "../../paging.ts";
import type { Parameters } from "../../parameters.ts";
import { type Datapoint, datapointsOf, dimensionText } from "./datapoints.ts";
import { timeIn } from "./time.ts";

const POINT = "alicloud:metricPoint";

/** Seconds between two datapoints where nobody asks for another period. */
const USUAL_PERIOD = 60;
/** Datapoints of an answer (API reference of DescribeMetricList). */
const LENGTH = { usual: 1000, most: 1440 } as const;

/** JSON in a text, and nothing when it is none: the cloud then says what is wrong with it. */
function jsonIn(parameters: Parameters, name: string): Value {
  try {
    return JSON.parse(parameters.text(name) ?? "") as Value;
  } catch {
    return null;
  }
}

/** What was reported of a metric: figures stand in the namespace of the account's own, and nothing measures others. */
async function reported(call: Call): Promise<readonly CloudObject[]> {
  const { parameters, account } = call;
  if (parameters.required("Namespace") !== `acs_customMetric_${account.id}`) return [];
  const metric = parameters.required("MetricName");
  const from = parameters.text("StartTime");
  const to = parameters.text("EndTime");
  const start = from ? timeIn("StartTime", from) : Number.NEGATIVE_INFINITY;
  const end = to ? timeIn("EndTime", to) : Number.POSITIVE_INFINITY;
  const wanted = wantedDimensions(parameters);
  return (await call.all(POINT)).filter(({ attributes }) => {
    const time = Number(attributes.time);
    const dimension = dimensionText(isRecord(attributes.dimensions) ? attributes.dimensions : {});
    return (
      attributes.metricName === metric &&
      time >= start &&
      time < end &&
      (wanted.length === 0 ||
        wanted.some(
          (one) =>
            (one.dimension === undefined || one.dimension === dimension) &&
            (one.groupId === undefined || one.groupId === attributes.groupId),
        ))
    );
  });
}

function wantedDimensions(parameters: Parameters): readonly Readonly<Record<string, Value>>[] {
  if (!parameters.has("Dimensions")) return [];
  const asked = jsonIn(parameters, "Dimensions");
  return (Array.isArray(asked) ? asked : [asked]).filter(isRecord);
}

async function datapoints(call: Call): Promise<{ points: readonly Datapoint[]; period: number }> {
  const period = call.parameters.integer("Period") ?? USUAL_PERIOD;
  return { points: datapointsOf(await reported(call), period, call.account.id), period };
}

function answered(points: readonly Datapoint[], period: number, nextToken = "") {
  return {
    Code: "200",
    Success: true,
    Period: String(period),
    Datapoints: JSON.stringify(points),
    ...(nextToken !== "" && { NextToken: nextToken }),
  };
}

const ACTIONS: Readonly<Record<string, Action>> = {
  PutCustomMetric: async (call) => {
    for (const metric of call.parameters.records("MetricList") ?? []) {
      await call.cloud.create(call.session, POINT, {
        metricName: metric.text("MetricName") ?? "",
        groupId: metric.text("GroupId") ?? "",
        kind: metric.text("Type") ?? "",
        period: metric.text("Period") ?? "",
        time: metric.has("Time") ? timeIn("Time", metric.text("Time") ?? "") : Date.now(),
        dimensions: jsonIn(metric, "Dimensions"),
        values: jsonIn(metric, "Values"),
      });
    }
    return { Code: "200", Message: "success" };
  },
  DescribeMetricList: async (call) => {
    const { points, period } = await datapoints(call);
    const { items, nextToken } = stretchOf(points, call.parameters, { ...LENGTH, sizeName: "Length" });
    return answered(items, period, nextToken);
  },
  DescribeMetricLast: async (call) => {
    const { points, period } = await datapoints(call);
    const last = new Map(points.map((point) => [`${point.groupId} ${point.dimension}`, point]));
    const { items, nextToken } = stretchOf([...last.values()], call.parameters, {
      ...LENGTH,
      sizeName: "Length",
    });
    return answered(items, period, nextToken);
  },
};

/** Figures: those that somebody reports. */
export const CMS: RpcService = {
  style: "RPC",
  product: "Cms",
  version: "2019-01-01",
  sdk: "@alicloud/cms20190101",
  actions: ACTIONS,
};
