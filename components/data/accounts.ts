import type { MiniProgramName } from "../config/environment.ts";

/** What an account is for. */
export type AccountUse = "app" | "migrate" | "report";

/** An account of a database, with the least that its use needs. */
export interface AccountPlan {
  readonly use: AccountUse;
  readonly accountName: string;
  /** In RDS' words; {@link GRANTS} says what that is in SQL. */
  readonly privilege: "DMLOnly" | "ReadWrite" | "ReadOnly";
  /** What its password is derived for: see passwords.ts. */
  readonly passwordOf: string;
  readonly description: string;
}

const USES = {
  app: { privilege: "DMLOnly", description: "The Tomcats: rows, never tables" },
  migrate: { privilege: "ReadWrite", description: "Schema migrations of a release: tables and rows" },
  report: { privilege: "ReadOnly", description: "Reports: reading alone" },
} as const satisfies Record<AccountUse, Pick<AccountPlan, "privilege" | "description">>;

/** RDS' privileges as MySQL's (RDS, "Account permissions"). */
export const GRANTS: Readonly<Record<AccountPlan["privilege"], readonly string[]>> = {
  DMLOnly: ["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE TEMPORARY TABLES", "LOCK TABLES", "EXECUTE"],
  ReadWrite: [
    "SELECT",
    "INSERT",
    "UPDATE",
    "DELETE",
    "CREATE",
    "DROP",
    "REFERENCES",
    "INDEX",
    "ALTER",
    "CREATE TEMPORARY TABLES",
    "LOCK TABLES",
    "EXECUTE",
    "CREATE VIEW",
    "SHOW VIEW",
    "CREATE ROUTINE",
    "ALTER ROUTINE",
    "EVENT",
    "TRIGGER",
  ],
  ReadOnly: ["SELECT", "LOCK TABLES", "SHOW VIEW"],
};

/** The accounts of a mini-program's database: the same on RDS and on machines. */
export function accountsOf({
  schema,
  miniProgram,
}: {
  readonly schema: string;
  readonly miniProgram: MiniProgramName;
}): AccountPlan[] {
  return (Object.keys(USES) as AccountUse[]).map((use) => ({
    use,
    accountName: `${schema}_${use}`,
    passwordOf: `${miniProgram} database ${use}`,
    ...USES[use],
  }));
}
