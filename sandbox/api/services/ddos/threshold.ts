import { MOST_MBPS, MOST_PACKETS, thresholdHolder } from "../../../cloud/alicloud/ddos.ts";
import { text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, integer, shown, taken, text } from "../../fields.ts";
import { ApiError } from "../../problem.ts";

const TYPE = "alicloud:ddosThreshold";

const GIVEN: Fields = {
  InternetIp: text("internetIp"),
  Bps: integer("bps"),
  Pps: integer("pps"),
  IsAuto: flag("isAuto"),
};

const DESCRIBED: Fields = { ...GIVEN, MaxBps: integer("maxBps"), MaxPps: integer("maxPps") };

function idOf(instanceId: string, instanceType: string): string {
  return `${instanceId}:${instanceType}:defense`;
}

/** The thresholds of an instance: its own, or those that the service has chosen; undefined when there is no such one. */
async function thresholdOf(
  call: Call,
  instanceId: string,
  instanceType: string,
): Promise<Record<string, Value> | undefined> {
  const own = await call.find(TYPE, idOf(instanceId, instanceType));
  const holder = thresholdHolder(instanceType);
  const instance = await call.find(holder.type, instanceId);
  if (instance === undefined) return undefined;
  return {
    Bps: MOST_MBPS,
    Pps: MOST_PACKETS,
    MaxBps: MOST_MBPS,
    MaxPps: MOST_PACKETS,
    ElasticBps: MOST_MBPS,
    IsAuto: true,
    InternetIp: textOf(instance.attributes, holder.address),
    ...shown(own?.attributes ?? {}, DESCRIBED),
    InstanceId: instanceId,
    DdosType: call.parameters.text("DdosType") ?? "defense",
  };
}

export const THRESHOLD_ACTIONS: Readonly<Record<string, Action>> = {
  ModifyDefenseThreshold: async (call) => {
    const { parameters } = call;
    const instanceId = parameters.required("InstanceId");
    const instanceType = parameters.required("InstanceType");
    const given = taken(parameters, GIVEN);
    const id = idOf(instanceId, instanceType);
    // Every public address has thresholds: whoever says some for the first time changes them already.
    if (await call.find(TYPE, id)) await call.modify(TYPE, id, given);
    else await call.create(TYPE, { ...given, instanceId, instanceType, ddosType: "defense" });
    return {};
  },
  DescribeDdosThreshold: async (call) => {
    const { parameters } = call;
    const kind = parameters.required("InstanceType");
    const rows = await Promise.all(
      (parameters.list("InstanceIds") ?? []).map((id) => thresholdOf(call, id, kind)),
    );
    return { Thresholds: { Threshold: rows.filter((row) => row !== undefined) } };
  },
  DescribeIpDdosThreshold: async (call) => {
    const { parameters } = call;
    const found = await thresholdOf(
      call,
      parameters.required("InstanceId"),
      parameters.required("InstanceType"),
    );
    if (found) return { Threshold: found };
    throw new ApiError(404, "InvalidInstance.NotFound", "The instance does not exist.");
  },
};
