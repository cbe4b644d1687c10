import type { RpcService } from "../../action.ts";
import { INSTANCE_ACTIONS } from "./instance.ts";
import { LINKED_VPC_ACTIONS } from "./linked-vpc.ts";
import { NAMESPACE_ACTIONS } from "./namespace.ts";
import { REPOSITORY_ACTIONS } from "./repository.ts";

export { CR_PERSONAL } from "./personal.ts";

/** The enterprise edition's registries. They are bought by BssOpenApi. */
export const CR: RpcService = {
  style: "RPC",
  product: "cr",
  version: "2018-12-01",
  actions: {
    ...INSTANCE_ACTIONS,
    ...NAMESPACE_ACTIONS,
    ...REPOSITORY_ACTIONS,
    ...LINKED_VPC_ACTIONS,
  },
};
