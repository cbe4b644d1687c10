import type { Action, Body, Call } from "../../action.ts";
import { jobId, jobOf, jobStatus, jobUnderWay, operationOf } from "../../jobs.ts";
import { stretchOf } from "../../paging.ts";

/** The service's words for what jobs work on. */
const RESOURCE_TYPES: Readonly<Record<string, string>> = {
  "alicloud:alb": "loadbalancer",
  "alicloud:albServerGroup": "servergroup",
  "alicloud:albListener": "listener",
  "alicloud:albRule": "rule",
  "alicloud:albSecurityPolicy": "securitypolicy",
};

/** The answer of a call that goes on by itself. */
export function started(apiName: string, type: string, id: string): Body {
  return { JobId: jobId({ apiName, type, id }) };
}

async function underWay(call: Call) {
  const objects = await Promise.all(Object.keys(RESOURCE_TYPES).map((type) => call.all(type)));
  return objects.flat().flatMap((object) => jobUnderWay(call, object) ?? []);
}

export const ALB_JOB_ACTIONS: Readonly<Record<string, Action>> = {
  /** Jobs by their ids, or whatever is under way. */
  ListAsynJobs: async (call) => {
    const { parameters } = call;
    const ids = parameters.list("JobIds");
    const resources = parameters.list("ResourceIds");
    const [apiName, resourceType] = [parameters.text("ApiName"), parameters.text("ResourceType")];
    const named = ids?.flatMap((id) => jobOf(id) ?? []);
    const found = (named ?? (await underWay(call))).filter(
      (job) =>
        (resources ?? [job.id]).includes(job.id) &&
        (apiName ?? job.apiName) === job.apiName &&
        (resourceType ?? RESOURCE_TYPES[job.type]) === RESOURCE_TYPES[job.type],
    );
    const { items, total, size, nextToken } = stretchOf(found, parameters);
    const Jobs = await Promise.all(
      items.map(async (job) => ({
        Id: jobId(job),
        ApiName: job.apiName,
        OperateType: operationOf(job),
        ResourceId: job.id,
        ResourceType: RESOURCE_TYPES[job.type] ?? "",
        Status: await jobStatus(call, job),
        ErrorCode: "",
        ErrorMessage: "",
      })),
    );
    return { Jobs, MaxResults: size, NextToken: nextToken, TotalCount: total };
  },
};
