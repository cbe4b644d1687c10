import type { RpcService } from "../../action.ts";

/** Who am I? */
export const STS: RpcService = {
  style: "RPC",
  product: "Sts",
  version: "2015-04-01",
  sdk: "@alicloud/sts20150401",
  actions: {
    GetCallerIdentity: ({ account }) => ({
      AccountId: account.id,
      UserId: account.id,
      PrincipalId: account.id,
      RoleId: "",
      IdentityType: "Account",
      Arn: `acs:ram::${account.id}:root`,
    }),
  },
};
