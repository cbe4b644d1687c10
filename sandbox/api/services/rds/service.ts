import type { RpcService } from "../../action.ts";
import { ACCOUNT_ACTIONS } from "./account.ts";
import { BACKUP_ACTIONS } from "./backup.ts";
import { DATABASE_ACTIONS } from "./database.ts";
import { INSTANCE_ACTIONS } from "./instance.ts";
import { NETWORK_ACTIONS } from "./network.ts";
import { OPERATION_ACTIONS } from "./operation.ts";
import { SECURITY_ACTIONS } from "./security.ts";
import { TAG_ACTIONS } from "./tags.ts";

/** Relational databases: MySQL here. */
export const RDS: RpcService = {
  style: "RPC",
  product: "Rds",
  version: "2014-08-15",
  sdk: "@alicloud/rds20140815",
  actions: {
    ...INSTANCE_ACTIONS,
    ...NETWORK_ACTIONS,
    ...SECURITY_ACTIONS,
    ...OPERATION_ACTIONS,
    ...BACKUP_ACTIONS,
    ...DATABASE_ACTIONS,
    ...ACCOUNT_ACTIONS,
    ...TAG_ACTIONS,
  },
};
