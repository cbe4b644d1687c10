import { CloudError } from "../../../cloud/cloud-error.ts";
import type { CloudObject, Value } from "../../../cloud/object.ts";
import type { Action, Call, RpcService } from "../../action.ts";
import { stretchOf } from "../../paging.ts";
import type { Parameters } from "../../parameters.ts";
import { ApiError } from "../../problem.ts";
import { isTagged, tagsOf } from "../../tags.ts";
import { arnOf, resourceIn, TAGGED_TYPES } from "./arn.ts";

/** Tags of a request, JSON in a text: `{"owner":"platform"}`. */
function tagsIn(parameters: Parameters, name: string): Record<string, string> | undefined {
  const record = parameters.record(name);
  return record && Object.fromEntries(record.names.map((key) => [key, record.text(key) ?? ""]));
}

/** Does something to each resource of a request. What one refuses is said, and the others are done. */
async function each(
  call: Call,
  work: (tags: Readonly<Record<string, string>>) => Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, Value>>> {
  const failed: Value[] = [];
  for (const arn of call.parameters.list("ResourceARN") ?? []) {
    try {
      const { type, id } = resourceIn(arn);
      await call.modify(type, id, { tags: work(tagsOf(await call.need(type, id))) });
    } catch (error) {
      if (!(error instanceof CloudError || error instanceof ApiError)) throw error;
      failed.push({ ResourceARN: arn, Result: { Code: error.code, Message: error.message } });
    }
  }
  return { FailedResources: { FailedResource: failed } };
}

async function tagged(call: Call): Promise<readonly CloudObject[]> {
  const all: CloudObject[] = [];
  for (const type of TAGGED_TYPES) all.push(...(await call.all(type)));
  return all.filter((object) => Object.keys(tagsOf(object)).length > 0);
}

const ACTIONS: Readonly<Record<string, Action>> = {
  TagResources: (call) => {
    const added = tagsIn(call.parameters, "Tags") ?? {};
    return each(call, (tags) => ({ ...tags, ...added }));
  },
  UntagResources: (call) => {
    const gone = call.parameters.list("TagKey") ?? [];
    return each(call, (tags) =>
      Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.includes(key))),
    );
  },
  ListTagResources: async (call) => {
    const { parameters, account } = call;
    const arns = parameters.list("ResourceARN");
    const wanted = tagsIn(parameters, "Tags") ?? {};
    const rows = (await tagged(call))
      .filter((object) => isTagged(object, wanted))
      .map((object) => ({ arn: arnOf(object, account), tags: tagsOf(object) }))
      .filter(({ arn }) => arns === undefined || arns.length === 0 || arns.includes(arn));
    const { items, nextToken } = stretchOf(rows, parameters, { usual: 50, most: 1000, sizeName: "PageSize" });
    return {
      NextToken: nextToken,
      TagResources: items.map(({ arn, tags }) => ({
        ResourceARN: arn,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value, Category: "Custom" })),
      })),
    };
  },
  ListTagKeys: async (call) => {
    const keys = new Set((await tagged(call)).flatMap((object) => Object.keys(tagsOf(object))));
    const { items, nextToken } = stretchOf([...keys].sort(), call.parameters, {
      usual: 50,
      most: 1000,
      sizeName: "PageSize",
    });
    return {
      NextToken: nextToken,
      Keys: { Key: items.map((Key) => ({ Key, Category: "Custom", Description: "" })) },
    };
  },
  ListTagValues: async (call) => {
    const key = call.parameters.required("Key");
    const values = new Set(
      (await tagged(call)).flatMap((object) => {
        const value = tagsOf(object)[key];
        return value === undefined ? [] : [value];
      }),
    );
    const { items, nextToken } = stretchOf([...values].sort(), call.parameters, {
      usual: 50,
      most: 1000,
      sizeName: "PageSize",
    });
    return { NextToken: nextToken, Values: { Value: items } };
  },
};

/** Tags of every service's resources, by their names. */
export const TAG: RpcService = {
  style: "RPC",
  product: "Tag",
  version: "2018-08-28",
  sdk: "@alicloud/tag20180828",
  actions: ACTIONS,
};
