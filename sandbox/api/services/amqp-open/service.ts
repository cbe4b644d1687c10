import type { RpcService } from "../../action.ts";
import { tagActions } from "../../tags.ts";
import { ACCOUNT_ACTIONS } from "./account.ts";
import { INSTANCE, INSTANCE_ACTIONS } from "./instance.ts";
import { TOPOLOGY_ACTIONS } from "./topology.ts";

/** The managed message service, RabbitMQ's protocol. */
export const AMQP_OPEN: RpcService = {
  style: "RPC",
  product: "amqp-open",
  version: "2019-12-12",
  actions: {
    ...INSTANCE_ACTIONS,
    ...TOPOLOGY_ACTIONS,
    ...ACCOUNT_ACTIONS,
    ...tagActions({ instance: INSTANCE }, { nested: false }),
  },
};
