import { type CloudObject, text as textOf, texts, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import { theInstance } from "./instances.ts";

const ACCOUNT = "alicloud:rdsAccount";
export const GRANT = "alicloud:rdsAccountPrivilege";

const GIVEN: Fields = {
  DBInstanceId: text("dbInstanceId"),
  AccountName: text("accountName"),
  AccountPassword: text("accountPassword"),
  AccountType: text("accountType"),
  AccountDescription: text("accountDescription"),
  CheckPolicy: flag("checkPolicy"),
};

/** The password is shown to nobody. */
const { AccountPassword: _, ...SHOWN } = GIVEN;

const idIn = ({ parameters }: Call): string =>
  `${parameters.required("DBInstanceId")}:${parameters.required("AccountName")}`;

const changing =
  (changes: (call: Call) => Record<string, Value>): Action =>
  async (call) => {
    await theInstance(call);
    await call.modify(ACCOUNT, idIn(call), changes(call));
    return {};
  };

/** What an account may do: a grant for each privilege that it has somewhere. */
async function grantsOf(
  call: Call,
  instanceId: string,
  accountName: string,
): Promise<readonly CloudObject[]> {
  return (await call.all(GRANT)).filter(
    ({ attributes }) => attributes.instanceId === instanceId && attributes.accountName === accountName,
  );
}

/** Takes a database out of a grant; one without databases is none. */
async function withdraw(call: Call, grant: CloudObject, database: string): Promise<void> {
  const kept = texts(grant.attributes, "dbNames").filter((name) => name !== database);
  if (kept.length === 0) await call.remove(GRANT, grant.id);
  else await call.modify(GRANT, grant.id, { dbNames: kept });
}

export const ACCOUNT_ACTIONS: Readonly<Record<string, Action>> = {
  CreateAccount: async (call) => {
    await theInstance(call);
    await call.create(ACCOUNT, taken(call.parameters, GIVEN));
    return {};
  },
  DescribeAccounts: async (call) => {
    const { parameters } = call;
    const instance = await theInstance(call);
    const wanted = parameters.text("AccountName");
    const found = (await call.all(ACCOUNT)).filter(
      ({ attributes }) =>
        attributes.dbInstanceId === instance.id && (!wanted || attributes.accountName === wanted),
    );
    const { items, total, number } = pageOf(found, parameters, { usual: 30, most: 200 });
    const rows = await Promise.all(
      items.map(async ({ attributes }) => {
        const grants = await grantsOf(call, instance.id, textOf(attributes, "accountName"));
        return {
          AccountDescription: "",
          PrivExceeded: "0",
          ...shown(attributes, { ...SHOWN, AccountStatus: text("status") }),
          DatabasePrivileges: {
            DatabasePrivilege: grants.flatMap(({ attributes: grant }) =>
              texts(grant, "dbNames").map((DBName) => ({
                DBName,
                AccountPrivilege: textOf(grant, "privilege"),
                AccountPrivilegeDetail: "",
              })),
            ),
          },
        };
      }),
    );
    return { TotalRecordCount: total, PageNumber: number, Accounts: { DBInstanceAccount: rows } };
  },
  ResetAccountPassword: changing(({ parameters }) => ({
    accountPassword: parameters.required("AccountPassword"),
  })),
  ModifyAccountDescription: changing(({ parameters }) => ({
    accountDescription: parameters.text("AccountDescription") ?? "",
  })),
  ModifyAccountCheckPolicy: changing(({ parameters }) =>
    taken(parameters, { CheckPolicy: flag("checkPolicy") }),
  ),
  LockAccount: changing(() => ({ status: "Lock" })),
  UnlockAccount: changing(() => ({ status: "Available" })),
  DeleteAccount: async (call) => {
    await theInstance(call);
    await call.remove(ACCOUNT, idIn(call));
    return {};
  },
  /** An account has one privilege on a database: another takes its place. */
  GrantAccountPrivilege: async (call) => {
    const { parameters } = call;
    const { id: instanceId } = await theInstance(call);
    const accountName = parameters.required("AccountName");
    const database = parameters.required("DBName");
    const privilege = parameters.required("AccountPrivilege");
    const grants = await grantsOf(call, instanceId, accountName);
    const same = grants.find(({ attributes }) => attributes.privilege === privilege);
    for (const other of grants) {
      const isThere = texts(other.attributes, "dbNames").includes(database);
      if (other !== same && isThere) await withdraw(call, other, database);
    }
    if (same) {
      const dbNames = [...new Set([...texts(same.attributes, "dbNames"), database])];
      await call.modify(GRANT, same.id, { dbNames });
    } else {
      await call.create(GRANT, { instanceId, accountName, privilege, dbNames: [database] });
    }
    return {};
  },
  RevokeAccountPrivilege: async (call) => {
    const { parameters } = call;
    const { id } = await theInstance(call);
    const database = parameters.required("DBName");
    for (const grant of await grantsOf(call, id, parameters.required("AccountName"))) {
      if (texts(grant.attributes, "dbNames").includes(database)) await withdraw(call, grant, database);
    }
    return {};
  },
};
