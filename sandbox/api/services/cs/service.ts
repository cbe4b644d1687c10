import type { RoaService } from "../../action.ts";
import { ADDON_ROUTES } from "./addon.ts";
import { CLUSTER_ROUTES } from "./cluster.ts";
import { KUBECONFIG_ROUTES } from "./kubeconfig.ts";
import { LOG_ROUTES } from "./logs.ts";
import { NODE_POOL_ROUTES } from "./node-pool.ts";
import { TASK_ROUTES } from "./task.ts";

/** Managed Kubernetes (ACK). */
export const CS: RoaService = {
  style: "ROA",
  product: "CS",
  version: "2015-12-15",
  sdk: "@alicloud/cs20151215",
  routes: [
    ...CLUSTER_ROUTES,
    ...NODE_POOL_ROUTES,
    ...ADDON_ROUTES,
    ...LOG_ROUTES,
    ...KUBECONFIG_ROUTES,
    ...TASK_ROUTES,
  ],
};
