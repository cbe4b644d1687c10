import { isInBetween } from "../../../cloud/references.ts";
import type { Call, Route } from "../../action.ts";
import { ApiError } from "../../problem.ts";

/** What a task works on. */
interface Work {
  /** e.g. `cluster_create`. */
  readonly kind: string;
  readonly clusterId: string;
  /** The cloud's type and id of what it works on. */
  readonly type: string;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly begun: number;
}

/**
 * The id of a task. It holds what the task works on, so that nothing has to be kept: a task whose cluster is gone can
 * still be asked about, as ACK's can, and none is left over.
 */
export function taskOn(kind: string, clusterId: string, { type, id }: Pick<Work, "type" | "id">): string {
  const work: Work = { kind, clusterId, type, id, begun: Date.now() };
  return `T-${Buffer.from(JSON.stringify(work)).toString("base64url")}`;
}

function workOf(taskId: string): Work {
  try {
    return JSON.parse(Buffer.from(taskId.replace(/^T-/, ""), "base64url").toString()) as Work;
  } catch {
    throw new ApiError(404, "ErrorTaskNotFound", "The task is not found.");
  }
}

/** What ACK answers to whatever takes its time. */
export function accepted(clusterId: string, taskId: string): { cluster_id: string; task_id: string } {
  return { cluster_id: clusterId, task_id: taskId };
}

async function describe(call: Call) {
  const taskId = call.parameters.required("TaskId");
  const { kind, clusterId, type, id, begun } = workOf(taskId);
  const object = await call.find(type, id);
  const isDone = object === undefined || !isInBetween(object);
  return {
    task_id: taskId,
    task_type: kind,
    cluster_id: clusterId,
    state: isDone ? "success" : "running",
    created: new Date(begun).toISOString(),
    target: { id, type: type.includes("NodePool") ? "nodepool" : "cluster" },
  };
}

export const TASK_ROUTES: readonly Route[] = [
  { method: "GET", path: "/tasks/{TaskId}", name: "DescribeTaskInfo", action: describe },
];
