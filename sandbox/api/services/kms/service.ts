import type { RpcService } from "../../action.ts";
import { tagActions } from "../../tags.ts";
import { ALIAS_ACTIONS } from "./alias.ts";
import { KEY_ACTIONS } from "./key.ts";
import { SECRET_ACTIONS } from "./secret.ts";

/** Keys, their aliases, and secrets that are encrypted with them. */
export const KMS: RpcService = {
  style: "RPC",
  product: "Kms",
  version: "2016-01-20",
  actions: {
    ...KEY_ACTIONS,
    ...ALIAS_ACTIONS,
    ...SECRET_ACTIONS,
    ...tagActions({ key: "alicloud:kmsKey", secret: "alicloud:kmsSecret" }),
  },
};
