import type { Action, Body } from "../../action.ts";
import { jobId, jobOf, jobStatus } from "../../jobs.ts";
import { ApiError } from "../../problem.ts";

/** The answer of a call that goes on by itself. */
export function started(apiName: string, type: string, id: string): Body {
  return { JobId: jobId({ apiName, type, id }) };
}

export const NLB_JOB_ACTIONS: Readonly<Record<string, Action>> = {
  GetJobStatus: async (call) => {
    const job = jobOf(call.parameters.required("JobId"));
    if (job === undefined) {
      throw new ApiError(404, "ResourceNotFound.job", "The specified job does not exist.");
    }
    return { Status: await jobStatus(call, job) };
  },
};
