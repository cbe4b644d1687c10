import { nodesOf } from "../../../cloud/alicloud/ack.ts";
import { type CloudObject, isRecord, text as textOf, type Value } from "../../../cloud/object.ts";
import { Answer, type Call, type Route } from "../../action.ts";
import { type Fields, shown, taken, text, withoutBlanks } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import { ApiError } from "../../problem.ts";
import { tagsOf } from "../../tags.ts";
import { CREATED, LISTED, MODIFIED, SHOWN } from "./cluster-fields.ts";
import { metadataOf } from "./cluster-metadata.ts";
import { NODE_POOL } from "./node-pool-fields.ts";
import { tagsIn, taskedChange } from "./requests.ts";
import { accepted, taskOn } from "./task.ts";

export const CLUSTER = "alicloud:ackCluster";

/** The sandbox's clusters are managed: nobody sees their masters. */
const CLUSTER_TYPE = "ManagedKubernetes";

export function clusterIn(call: Call): Promise<CloudObject> {
  return call.need(CLUSTER, call.parameters.required("ClusterId"));
}

function summary(
  { id, scope, attributes }: CloudObject,
  pools: readonly CloudObject[],
  fields: Fields = SHOWN,
): Record<string, Value> {
  const own = pools.filter((pool) => pool.attributes.clusterId === id);
  return {
    ...shown(attributes, fields),
    cluster_id: id,
    cluster_type: CLUSTER_TYPE,
    region_id: scope,
    size: own.reduce((sum, pool) => sum + nodesOf(pool.attributes), 0),
    tags: Object.entries(tagsOf({ attributes })).map(([key, value]) => ({ key, value })),
    meta_data: metadataOf(attributes),
    // No address on the internet: the sandbox's clusters are reached inside their VPC alone.
    master_url: JSON.stringify({
      api_server_endpoint: "",
      intranet_api_server_endpoint: textOf(attributes, "apiServer"),
    }),
  };
}

async function described(call: Call, cluster: CloudObject): Promise<Record<string, Value>> {
  const { attributes } = cluster;
  return {
    ...summary(cluster, await call.all(NODE_POOL)),
    ...shown(attributes, { node_cidr_mask: text("nodeCidrMask") }),
    ...(isRecord(attributes.autoMode) && { auto_mode: { enable: attributes.autoMode.enabled === true } }),
    parameters: {},
  };
}

async function create(call: Call) {
  const { parameters } = call;
  const type = parameters.text("cluster_type") ?? CLUSTER_TYPE;
  if (type !== CLUSTER_TYPE) {
    throw new ApiError(
      400,
      "InvalidParameter",
      `The sandbox has clusters of ${CLUSTER_TYPE} only. (${type})`,
    );
  }
  const tags = tagsIn(parameters);
  const cluster = await call.create(CLUSTER, {
    ...withoutBlanks(taken(parameters, CREATED)),
    ...(tags && { tags }),
  });
  return accepted(cluster.id, taskOn("cluster_create", cluster.id, cluster));
}

async function remove(call: Call) {
  const cluster = await clusterIn(call);
  await call.remove(CLUSTER, cluster.id);
  return accepted(cluster.id, taskOn("cluster_delete", cluster.id, cluster));
}

async function modify(call: Call) {
  const { parameters } = call;
  const changes = taken(parameters, MODIFIED);
  const names = parameters.record("api_server_custom_cert_sans");
  if (names) changes.customSan = (names.list("subject_alternative_names") ?? []).join(",");
  return taskedChange(call, CLUSTER, parameters.required("ClusterId"), "cluster_modify", changes);
}

async function list(call: Call) {
  const { parameters } = call;
  const asked = {
    name: parameters.text("name"),
    clusterSpec: parameters.text("cluster_spec"),
    profile: parameters.text("profile"),
  };
  const wantedId = parameters.text("cluster_id");
  const pools = await call.all(NODE_POOL);
  const found = (await call.those(CLUSTER, wantedId === undefined ? undefined : [wantedId])).filter(
    ({ attributes }) =>
      Object.entries(asked).every(([name, value]) => value === undefined || attributes[name] === value),
  );
  const { items, total, number, size } = pageOf(found, parameters, {
    sizeName: "page_size",
    numberName: "page_number",
  });
  return {
    clusters: items.map((cluster) => summary(cluster, pools)),
    page_info: { page_number: number, page_size: size, total_count: total },
  };
}

/** The list as it was before it had pages: shorter, and searched by a part of the name. */
async function listAll(call: Call) {
  const { parameters } = call;
  const type = parameters.text("clusterType") || CLUSTER_TYPE;
  const name = parameters.text("name") ?? "";
  const group = parameters.text("resource_group_id");
  const pools = await call.all(NODE_POOL);
  const found = type === CLUSTER_TYPE ? await call.all(CLUSTER) : [];
  return Answer.list(
    found
      .filter(({ attributes }) => textOf(attributes, "name").includes(name))
      .filter(({ attributes }) => !group || attributes.resourceGroupId === group)
      .map((cluster) => summary(cluster, pools, LISTED)),
  );
}

/** What the cluster made for itself: its API server's balancer. */
async function resources(call: Call) {
  const { id, attributes } = await clusterIn(call);
  const balancer = {
    cluster_id: id,
    resource_type: "SLB",
    instance_id: textOf(attributes, "slbId"),
    state: "CREATE_COMPLETE",
    created: textOf(attributes, "createTime"),
    auto_create: 1,
  };
  return Answer.list([balancer]);
}

export const CLUSTER_ROUTES: readonly Route[] = [
  { method: "POST", path: "/clusters", name: "CreateCluster", action: create },
  {
    method: "GET",
    path: "/clusters/{ClusterId}",
    name: "DescribeClusterDetail",
    action: async (call) => described(call, await clusterIn(call)),
  },
  { method: "GET", path: "/api/v1/clusters", name: "DescribeClustersV1", action: list },
  { method: "GET", path: "/clusters", name: "DescribeClusters", action: listAll },
  { method: "DELETE", path: "/clusters/{ClusterId}", name: "DeleteCluster", action: remove },
  { method: "PUT", path: "/api/v2/clusters/{ClusterId}", name: "ModifyCluster", action: modify },
  {
    method: "GET",
    path: "/clusters/{ClusterId}/resources",
    name: "DescribeClusterResources",
    action: resources,
  },
  {
    method: "POST",
    path: "/api/v2/clusters/{ClusterId}/upgrade",
    name: "UpgradeCluster",
    action: (call) =>
      taskedChange(call, CLUSTER, call.parameters.required("ClusterId"), "cluster_upgrade", {
        version: call.parameters.text("next_version") ?? call.parameters.required("version"),
      }),
  },
  {
    method: "POST",
    path: "/clusters/{ClusterId}/migrate",
    name: "MigrateCluster",
    action: (call) =>
      taskedChange(call, CLUSTER, call.parameters.required("ClusterId"), "cluster_migrate", {
        clusterSpec: call.parameters.text("spec") ?? "ack.pro.small",
      }),
  },
  {
    method: "POST",
    path: "/clusters/{ClusterId}/tags",
    name: "ModifyClusterTags",
    action: async (call) => {
      await call.modify(CLUSTER, call.parameters.required("ClusterId"), {
        tags: tagsIn(call.parameters, "body") ?? {},
      });
      return {};
    },
  },
  {
    method: "PUT",
    path: "/clusters/{ClusterId}/kms",
    name: "UpdateKMSEncryption",
    action: async (call) => {
      const { parameters } = call;
      const disabled = parameters.flag("disable_encryption");
      const key = parameters.text("kms_key_id");
      await call.modify(CLUSTER, parameters.required("ClusterId"), {
        ...(disabled !== undefined && { disableEncryption: disabled }),
        ...(disabled === true && { encryptionProviderKey: null }),
        ...(key && { encryptionProviderKey: key }),
      });
      return {};
    },
  },
];
