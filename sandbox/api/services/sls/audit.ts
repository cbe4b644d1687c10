import { type CloudObject, isRecord, text as textOf, texts, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import type { Parameters } from "../../parameters.ts";
import { malformed } from "../../problem.ts";

const TYPE = "alicloud:logAudit";
const APP = "audit";

/** Variables that the providers' vocabulary has under names of their own, or that follow from others. */
const OWN = ["region", "aliuid", "project", "logstore", "multi_account", "resource_directory"];

/** What the variables of an application's request say of the audit service. */
function auditIn(parameters: Parameters): Record<string, Value> {
  const variables = parameters.record("VariableMap");
  const aliuid = variables?.required("aliuid") ?? "";
  const others = (variables?.names ?? []).filter((name) => !OWN.includes(name));
  const directory = variables?.record("resource_directory");
  const accounts =
    directory?.list("multi_account") ??
    variables?.records("multi_account")?.map((one) => one.required("uid"));
  return {
    aliuid,
    variableMap: Object.fromEntries(others.map((name) => [name, variables?.text(name) ?? ""])),
    resourceDirectoryType: directory?.text("type") ?? null,
    multiAccounts: accounts ?? null,
  };
}

/** The account's audit service. @throws CloudError when it is not on */
async function theAudit(call: Call): Promise<CloudObject> {
  const name = call.parameters.required("AppName");
  if (name !== APP) throw malformed("AppName", name, APP);
  const [audit] = await call.all(TYPE);
  return audit ?? call.need(TYPE, name);
}

/** The log audit service is an application on top of the log service, set up by its variables. */
export const AUDIT_ACTIONS: Readonly<Record<string, Action>> = {
  /** Sets it up, or changes how it was set up. */
  AnalyzeAppLog: async (call) => {
    const { parameters } = call;
    const kind = parameters.required("AppType");
    if (kind !== APP) throw malformed("AppType", kind, APP);
    const displayName = parameters.required("DisplayName");
    const said = auditIn(parameters);
    if (await call.find(TYPE, displayName)) await call.modify(TYPE, displayName, said);
    else {
      const given = Object.entries(said).filter(([, value]) => value !== null);
      await call.create(TYPE, { ...Object.fromEntries(given), displayName });
    }
    return { Code: "200", Success: "true", Message: "" };
  },
  DescribeApp: async (call) => {
    const { id, attributes } = await theAudit(call);
    const aliuid = textOf(attributes, "aliuid");
    const accounts = texts(attributes, "multiAccounts");
    const directory = attributes.resourceDirectoryType;
    const initParam = {
      region: call.region,
      aliuid,
      project: `slsaudit-center-${aliuid}-${call.region}`,
      logstore: "slsaudit",
      ...(isRecord(attributes.variableMap) && attributes.variableMap),
      ...(directory
        ? { resource_directory: JSON.stringify({ type: directory, multi_account: accounts }) }
        : accounts.length > 0 && { multi_account: JSON.stringify(accounts.map((uid) => ({ uid }))) }),
    };
    return {
      Code: "200",
      Success: "true",
      Message: "",
      AppModel: { AppName: APP, DisplayName: id, Config: JSON.stringify({ initParam }) },
    };
  },
  DeleteApp: async (call) => {
    const { id } = await theAudit(call);
    await call.remove(TYPE, id);
    return { Code: "200", Success: "true", Message: "" };
  },
};
