import { nodesOf } from "../../../cloud/alicloud/ack.ts";
import {
  type Attributes,
  type CloudObject,
  isRecord,
  text as textOf,
  type Value,
} from "../../../cloud/object.ts";
import type { Call, Route } from "../../action.ts";
import { pruned, shown, taken } from "../../fields.ts";
import type { Parameters } from "../../parameters.ts";
import { ApiError } from "../../problem.ts";
import { tagsOf } from "../../tags.ts";
import { clusterIn } from "./cluster.ts";
import { ASKED, NODE_CONFIG, NODE_POOL, SHOWN } from "./node-pool-fields.ts";
import { tagsIn, taskedChange } from "./requests.ts";
import { taskOn } from "./task.ts";

const POOLS = "/clusters/{ClusterId}/nodepools";
const POOL = `${POOLS}/{NodepoolId}`;

function described(pool: CloudObject): Record<string, Value> {
  const { attributes, scope } = pool;
  const body = shown(attributes, SHOWN);
  const nodes = attributes.state === "active" ? nodesOf(attributes) : 0;
  return {
    ...body,
    nodepool_info: { ...(body.nodepool_info as object), region_id: scope, is_default: false },
    scaling_group: {
      ...(body.scaling_group as object),
      tags: Object.entries(tagsOf(pool)).map(([key, value]) => ({ key, value })),
    },
    status: {
      state: textOf(attributes, "state"),
      total_nodes: nodes,
      healthy_nodes: nodes,
      serving_nodes: nodes,
      failed_nodes: 0,
      initial_nodes: 0,
      offline_nodes: 0,
      removing_nodes: 0,
    },
  };
}

/** What a request says of a pool. Tags stand among what it says of the machines. */
function asked(parameters: Parameters): Record<string, Value> {
  const machines = parameters.record("scaling_group");
  const tags = machines && tagsIn(machines);
  return { ...taken(parameters, ASKED), ...(tags && { tags }) };
}

/** The pool that a request names, in the cluster that it names. */
async function poolIn(call: Call): Promise<CloudObject> {
  const { parameters } = call;
  const cluster = await clusterIn(call);
  const pool = await call.need(NODE_POOL, parameters.required("NodepoolId"));
  return pool.attributes.clusterId === cluster.id ? pool : call.need(NODE_POOL, "");
}

async function create(call: Call) {
  const clusterId = call.parameters.required("ClusterId");
  const pool = await call.create(NODE_POOL, { ...pruned(asked(call.parameters)), clusterId });
  return { nodepool_id: pool.id, task_id: taskOn("nodepool_create", clusterId, pool) };
}

async function change(call: Call, kind: string, changes: Readonly<Record<string, Value>>) {
  const pool = await poolIn(call);
  const { task_id } = await taskedChange(call, NODE_POOL, pool.id, kind, changes);
  return { nodepool_id: pool.id, task_id: task_id ?? "" };
}

/** What a request doesn't say of a group of settings stays. */
function merged(before: Attributes, changes: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(changes).map(([name, value]) => {
      const old = before[name];
      return [name, name !== "tags" && isRecord(value) && isRecord(old) ? { ...old, ...value } : value];
    }),
  );
}

/** So many nodes more, in the words by which the pool says how many it wants. */
function grown(pool: Attributes, count: number): Record<string, Value> {
  const size = nodesOf(pool) + count;
  return typeof pool.nodeCount === "number" ? { nodeCount: size } : { desiredSize: String(size) };
}

async function modify(call: Call) {
  const { attributes } = await poolIn(call);
  const { nodeCount, ...changes } = asked(call.parameters);
  return change(call, "nodepool_modify", {
    ...merged(attributes, changes),
    ...(typeof nodeCount === "number" && grown(attributes, nodeCount)),
  });
}

/** Nodes that one call adds to a pool (API reference of ScaleClusterNodePool). */
const MOST_ADDED = 500;

async function scale(call: Call) {
  const { attributes } = await poolIn(call);
  const count = call.parameters.integer("count") ?? 0;
  if (count < 1 || count > MOST_ADDED) {
    throw new ApiError(
      400,
      "InvalidParameter",
      `A pool grows by 1 to ${MOST_ADDED} nodes. (count: ${count})`,
    );
  }
  const { scalingConfig } = attributes;
  if (isRecord(scalingConfig) && scalingConfig.enable !== false) {
    throw new ApiError(
      400,
      "InvalidParameter",
      "The pool scales by itself: its limits say how many nodes it has.",
    );
  }
  const { task_id } = await change(call, "nodepool_scaleout", grown(attributes, count));
  return { task_id };
}

async function configureNodes(call: Call) {
  const { parameters } = call;
  const foreign = ["os_config", "containerd_config"].find((name) => parameters.has(name));
  if (foreign !== undefined) {
    throw new ApiError(
      400,
      "InvalidParameter",
      `The sandbox's nodes have settings of the kubelet only. (${foreign})`,
    );
  }
  const { attributes } = await poolIn(call);
  return change(call, "nodepool_modify", merged(attributes, taken(parameters, NODE_CONFIG)));
}

async function remove(call: Call) {
  const pool = await poolIn(call);
  await call.remove(NODE_POOL, pool.id);
  return { task_id: taskOn("nodepool_delete", call.parameters.required("ClusterId"), pool) };
}

async function list(call: Call) {
  const cluster = await clusterIn(call);
  const name = call.parameters.text("NodepoolName");
  const pools = (await call.all(NODE_POOL)).filter(
    ({ attributes }) =>
      attributes.clusterId === cluster.id && (name === undefined || attributes.nodePoolName === name),
  );
  return { nodepools: pools.map(described) };
}

export const NODE_POOL_ROUTES: readonly Route[] = [
  { method: "POST", path: POOLS, name: "CreateClusterNodePool", action: create },
  { method: "GET", path: POOLS, name: "DescribeClusterNodePools", action: list },
  {
    method: "GET",
    path: POOL,
    name: "DescribeClusterNodePoolDetail",
    action: async (call) => described(await poolIn(call)),
  },
  { method: "PUT", path: POOL, name: "ModifyClusterNodePool", action: modify },
  { method: "POST", path: POOL, name: "ScaleClusterNodePool", action: scale },
  { method: "DELETE", path: POOL, name: "DeleteClusterNodepool", action: remove },
  {
    method: "PUT",
    path: `${POOL}/node_config`,
    name: "ModifyNodePoolNodeConfig",
    action: configureNodes,
  },
];
