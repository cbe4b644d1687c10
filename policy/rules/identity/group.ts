import type { RuleGroup } from "../../rule.ts";
import { brokerPermissionsNamed } from "./broker-permissions-named.ts";
import { cacheAsksForPassword } from "./cache-asks-for-password.ts";
import { metadataByToken } from "./metadata-by-token.ts";
import { noAdministrator } from "./no-administrator.ts";
import { noBroadAction } from "./no-broad-action.ts";
import { noBroadResource } from "./no-broad-resource.ts";
import { noDefaultServiceAccount } from "./no-default-service-account.ts";
import { noPasswordLogin } from "./no-password-login.ts";
import { noSuperDatabaseAccount } from "./no-super-database-account.ts";
import { podRoleForOneAccount } from "./pod-role-for-one-account.ts";
import { podsHaveOwnRoles } from "./pods-have-own-roles.ts";
import { roleTrustsFew } from "./role-trusts-few.ts";
import { shortSessions } from "./short-sessions.ts";

export const IDENTITY: RuleGroup = {
  id: "identity",
  title: { en: "Identity and least privilege", zh: "身份与最小权限" },
  rules: [
    noPasswordLogin,
    noBroadAction,
    noBroadResource,
    roleTrustsFew,
    podRoleForOneAccount,
    shortSessions,
    noAdministrator,
    metadataByToken,
    noSuperDatabaseAccount,
    cacheAsksForPassword,
    podsHaveOwnRoles,
    noDefaultServiceAccount,
    brokerPermissionsNamed,
  ],
};
