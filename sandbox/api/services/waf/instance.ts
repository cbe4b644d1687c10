import type { CloudObject, Value } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";

const TYPE = "alicloud:wafInstance";

/** Ready; the service knows 1, 2 (expired) and 3 (released). */
const READY = "1";

function described({ id, attributes }: CloudObject, region: string): Record<string, Value> {
  return {
    InstanceId: id,
    // What isn't ready yet has none of the states.
    Status: attributes.status === READY ? Number(READY) : 0,
    StartTime: Number(attributes.createTime),
    Edition: "default_version",
    InDebt: "1",
    PayType: "POSTPAY",
    Region: region,
  };
}

export const INSTANCE_ACTIONS: Readonly<Record<string, Action>> = {
  CreatePostpaidInstance: async (call) => {
    const { id } = await call.create(TYPE, {});
    return { InstanceId: id };
  },
  /** The account's instance; without one the answer says nothing. */
  DescribeInstance: async (call) => {
    const wanted = call.parameters.text("InstanceId");
    const found = (await call.all(TYPE)).find(({ id }) => wanted === undefined || id === wanted);
    return found ? described(found, call.region) : {};
  },
  ReleaseInstance: async (call) => {
    await call.remove(TYPE, call.parameters.required("InstanceId"));
    return {};
  },
};
