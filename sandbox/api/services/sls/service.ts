import type { RoaService, RpcService } from "../../action.ts";
import { AUDIT_ACTIONS } from "./audit.ts";
import { PROJECT_ROUTES } from "./project.ts";
import { STORE_ROUTES } from "./store.ts";
import { INDEX_ROUTES } from "./store-index.ts";
import { TAG_ROUTES } from "./tags.ts";

/**
 * The log service, in a style of its own: a request says its project by its host. The style writes it before the path
 * (`/projects/{project}`), so that here it is a resource like any other.
 */
export const SLS: RoaService = {
  style: "ROA",
  product: "Sls",
  version: "2020-12-30",
  sdk: "@alicloud/sls20201230",
  routes: [...PROJECT_ROUTES, ...TAG_ROUTES, ...STORE_ROUTES, ...INDEX_ROUTES],
};

/** Applications on top of the log service, which are asked for as those of other services are. */
export const SLS_APPLICATIONS: RpcService = {
  style: "RPC",
  product: "Sls",
  version: "2019-10-23",
  actions: AUDIT_ACTIONS,
};
