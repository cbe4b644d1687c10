import type { CloudObject, Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, shown, taken, text } from "../../fields.ts";
import { asking, listed, succeeded } from "./answers.ts";
import { instanceIn } from "./instance.ts";

export const NAMESPACE = "alicloud:acrNamespace";

const CHANGEABLE: Fields = {
  AutoCreateRepo: flag("autoCreate"),
  DefaultRepoType: text("defaultVisibility"),
};
const FIELDS: Fields = { InstanceId: text("instanceId"), NamespaceName: text("name"), ...CHANGEABLE };

function described({ id, attributes }: CloudObject): Record<string, Value> {
  return { ...shown(attributes, FIELDS), NamespaceId: id, NamespaceStatus: "NORMAL" };
}

function idIn({ parameters }: Call): string {
  return `${parameters.required("InstanceId")}:${parameters.required("NamespaceName")}`;
}

export const NAMESPACE_ACTIONS: Readonly<Record<string, Action>> = {
  CreateNamespace: async (call) => {
    // What the service gives a namespace about which nobody says more.
    const usual = { autoCreate: true, defaultVisibility: "PRIVATE" };
    await call.create(NAMESPACE, { ...usual, ...taken(call.parameters, FIELDS) });
    return succeeded();
  },
  GetNamespace: asking((call) => call.find(NAMESPACE, idIn(call)), "NAMESPACE_NOT_EXIST", described),
  UpdateNamespace: async (call) => {
    await call.modify(NAMESPACE, idIn(call), taken(call.parameters, CHANGEABLE));
    return succeeded();
  },
  DeleteNamespace: async (call) => {
    await call.remove(NAMESPACE, idIn(call));
    return succeeded();
  },
  ListNamespace: async (call) => {
    await instanceIn(call);
    const rows = (await call.all(NAMESPACE)).map(described);
    const { page, total, place } = listed(call, rows, ["InstanceId", "NamespaceName", "NamespaceStatus"]);
    return succeeded({ ...place, TotalCount: String(total), Namespaces: page });
  },
};
