import { usualLogProject } from "../../../cloud/alicloud/ack.ts";
import { isRecord, text as textOf, texts } from "../../../cloud/object.ts";
import type { Body, Call, Route } from "../../action.ts";
import { list, taken, text } from "../../fields.ts";
import { CLUSTER, clusterIn } from "./cluster.ts";
import { taskedChange } from "./requests.ts";

/** Days for which logs are kept where nobody says (API reference of CreateCluster). */
const USUAL_DAYS = "30";

async function controlPlane(call: Call): Promise<Body> {
  const cluster = await clusterIn(call);
  const components = texts(cluster.attributes, "controlPlaneLogComponents");
  if (components.length === 0) return { components: [] };
  return {
    components: [...components],
    log_ttl: textOf(cluster.attributes, "controlPlaneLogTtl") || USUAL_DAYS,
    log_project: textOf(cluster.attributes, "controlPlaneLogProject") || usualLogProject(cluster.id),
  };
}

async function audit(call: Call) {
  const cluster = await clusterIn(call);
  const { auditLogConfig } = cluster.attributes;
  const config = isRecord(auditLogConfig) ? auditLogConfig : {};
  const enabled = config.enabled === true;
  return {
    audit_enabled: enabled,
    sls_project_name: enabled ? textOf(config, "slsProjectName") || usualLogProject(cluster.id) : "",
  };
}

/** Where a cluster's logs go. */
export const LOG_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: "/clusters/{ClusterId}/controlplanelog",
    name: "CheckControlPlaneLogEnable",
    action: controlPlane,
  },
  {
    method: "PUT",
    path: "/clusters/{ClusterId}/controlplanelog",
    name: "UpdateControlPlaneLog",
    action: (call) =>
      taskedChange(
        call,
        CLUSTER,
        call.parameters.required("ClusterId"),
        "cluster_modify",
        taken(call.parameters, {
          components: list("controlPlaneLogComponents"),
          log_ttl: text("controlPlaneLogTtl"),
          log_project: text("controlPlaneLogProject"),
        }),
      ),
  },
  { method: "GET", path: "/clusters/{ClusterId}/audit", name: "GetClusterAuditProject", action: audit },
  {
    method: "PUT",
    path: "/clusters/{ClusterId}/audit_log",
    name: "UpdateClusterAuditLogConfig",
    action: (call) => {
      const { parameters } = call;
      const project = parameters.text("sls_project_name");
      return taskedChange(call, CLUSTER, parameters.required("ClusterId"), "cluster_modify", {
        auditLogConfig: {
          enabled: parameters.flag("disable") !== true,
          ...(project && { slsProjectName: project }),
        },
      });
    },
  },
];
