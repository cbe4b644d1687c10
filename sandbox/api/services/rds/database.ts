import { type CloudObject, text as textOf, texts, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import { GRANT } from "./account.ts";
import { theInstance } from "./instances.ts";

const TYPE = "alicloud:rdsDatabase";

const FIELDS: Fields = {
  DBInstanceId: text("instanceId"),
  DBName: text("dataBaseName"),
  CharacterSetName: text("characterSet"),
  DBDescription: text("description"),
};

const idIn = ({ parameters }: Call): string =>
  `${parameters.required("DBInstanceId")}:${parameters.required("DBName")}`;

/** Who may do what in a database. */
function privileges(database: CloudObject, grants: readonly CloudObject[]): Record<string, Value>[] {
  const { instanceId, dataBaseName } = database.attributes;
  return grants
    .filter(
      ({ attributes }) =>
        attributes.instanceId === instanceId && texts(attributes, "dbNames").includes(String(dataBaseName)),
    )
    .map(({ attributes }) => ({
      Account: textOf(attributes, "accountName"),
      AccountPrivilege: textOf(attributes, "privilege"),
      AccountPrivilegeDetail: "",
    }));
}

export const DATABASE_ACTIONS: Readonly<Record<string, Action>> = {
  CreateDatabase: async (call) => {
    await theInstance(call);
    await call.create(TYPE, taken(call.parameters, FIELDS));
    return {};
  },
  /** A name that nothing has isn't refused: the list is empty. */
  DescribeDatabases: async (call) => {
    const { parameters } = call;
    const instance = await theInstance(call);
    const wanted = parameters.text("DBName");
    const grants = await call.all(GRANT);
    const found = (await call.all(TYPE)).filter(
      ({ attributes }) =>
        attributes.instanceId === instance.id && (!wanted || attributes.dataBaseName === wanted),
    );
    const { items } = pageOf(found, parameters, { usual: 30 });
    return {
      Databases: {
        Database: items.map((database) => ({
          DBDescription: "",
          ...shown(database.attributes, { ...FIELDS, DBStatus: text("status") }),
          Engine: textOf(instance.attributes, "engine"),
          Accounts: { AccountPrivilegeInfo: privileges(database, grants) },
        })),
      },
    };
  },
  ModifyDBDescription: async (call) => {
    await call.modify(TYPE, idIn(call), { description: call.parameters.text("DBDescription") ?? "" });
    return {};
  },
  DeleteDatabase: async (call) => {
    await theInstance(call);
    await call.remove(TYPE, idIn(call));
    return {};
  },
};
