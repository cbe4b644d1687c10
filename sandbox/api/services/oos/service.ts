import type { RpcService } from "../../action.ts";
import { SECRET_PARAMETER_ACTIONS } from "./secret-parameter.ts";

/** CloudOps Orchestration Service: of it, the encrypted parameters. */
export const OOS: RpcService = {
  style: "RPC",
  product: "oos",
  version: "2019-06-01",
  actions: SECRET_PARAMETER_ACTIONS,
};
