import { expectNot } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { DATABASE_ACCOUNT } from "../../types.ts";

export const noSuperDatabaseAccount = defineRule({
  id: "no-super-database-account",
  severity: "high",
  level: "mandatory",
  title: { en: "No database account may do everything", zh: "不得有高权限数据库账号" },
  rationale: {
    en: "An application that may drop tables will, once, by an injection or by a slip. Migrations have an account of their own.",
    zh: "能删表的应用迟早会因注入或失误删表。结构变更使用单独的账号。",
  },
  remediation: {
    en: 'accountType: "Normal" with AccountPrivilege on one schema.',
    zh: 'accountType: "Normal"，并用 AccountPrivilege 限定到一个库。',
  },
  sources: [mlps("Least privilege", "8.1.4.2"), manual("RDS: privileged and standard accounts")],
  settings: {},
  resource: {
    types: new Set([DATABASE_ACCOUNT]),
    check: function* ({ props }): Iterable<Finding> {
      // The service takes Normal for an absent type.
      yield* expectNot(props, "accountType", "Super", "Sysadmin");
      yield* expectNot(props, "type", "Super");
    },
  },
});
