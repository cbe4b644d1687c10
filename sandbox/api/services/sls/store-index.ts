import { type Attributes, isRecord, records, type Value } from "../../../cloud/object.ts";
import type { Call, Route } from "../../action.ts";
import { type Fields, flag, integer, list, shown, taken, text } from "../../fields.ts";
import type { Parameters } from "../../parameters.ts";

const TYPE = "alicloud:logIndex";
const PATH = "/projects/{project}/logstores/{logstore}/index";

const FIELDS: Fields = {
  log_reduce: flag("logReduce"),
  log_reduce_black_list: list("logReduceBlackLists"),
  log_reduce_white_list: list("logReduceWhiteLists"),
  max_text_len: integer("maxTextLen"),
};

const LINE: Fields = { caseSensitive: flag("caseSensitive"), chn: flag("includeChinese") };
const KEY: Fields = {
  ...LINE,
  type: text("type"),
  alias: text("alias"),
  doc_value: flag("enableAnalytics"),
};
const JSON_KEY: Fields = { type: text("type"), alias: text("alias"), doc_value: flag("docValue") };

/** Separators: a list of single characters in the API, one text in the providers. */
const tokenIn = (parameters: Parameters): Attributes => ({
  token: (parameters.value("token") as readonly string[] | null | undefined)?.join("") ?? "",
});
const tokens = ({ token }: Attributes): Attributes => ({
  token: typeof token === "string" ? [...token] : [],
});

/** Objects by their names in the API; in the providers a list whose items have one. */
function named(parameters: Parameters | undefined, read: (one: Parameters) => Attributes): Attributes[] {
  return (parameters?.names ?? []).map((name) => ({
    name,
    ...read(parameters?.record(name) as Parameters),
  }));
}

function byName(items: readonly Attributes[], write: (one: Attributes) => Attributes): Attributes {
  return Object.fromEntries(items.map((item) => [String(item.name), write(item)]));
}

/** An index is always said whole. A field that is left out is off: the log service's Go SDK writes no false. */
function indexIn(parameters: Parameters): Record<string, Value> {
  const line = parameters.record("line");
  const keys = parameters.record("keys");
  return {
    logReduce: null,
    logReduceBlackLists: null,
    logReduceWhiteLists: null,
    maxTextLen: null,
    ...taken(parameters, FIELDS),
    fullText: line ? { ...taken(line, LINE), ...tokenIn(line) } : null,
    fieldSearches: keys
      ? named(keys, (key) => ({
          enableAnalytics: false,
          ...taken(key, KEY),
          ...tokenIn(key),
          jsonKeys: named(key.record("json_keys"), (inner) => ({
            docValue: false,
            ...taken(inner, JSON_KEY),
          })),
        }))
      : null,
  };
}

function shownIndex(index: Attributes): Attributes {
  const { fullText, fieldSearches } = index;
  return {
    log_reduce: false,
    ...shown(index, { ...FIELDS, lastModifyTime: integer("lastModifyTime") }),
    index_mode: "v2",
    storage: "pg",
    ...(isRecord(fullText) && {
      line: { caseSensitive: false, chn: false, ...shown(fullText, LINE), ...tokens(fullText) },
    }),
    ...(fieldSearches !== undefined && {
      keys: byName(records(index, "fieldSearches"), (key) => ({
        caseSensitive: false,
        chn: false,
        ...shown(key, KEY),
        ...tokens(key),
        ...(records(key, "jsonKeys").length > 0 && {
          json_keys: byName(records(key, "jsonKeys"), (inner) => shown(inner, JSON_KEY)),
        }),
      })),
    }),
  };
}

const idIn = ({ parameters }: Call): string =>
  `${parameters.required("project")}:${parameters.required("logstore")}`;

export const INDEX_ROUTES: readonly Route[] = [
  {
    method: "POST",
    path: PATH,
    name: "CreateIndex",
    action: async (call) => {
      const { parameters } = call;
      const said = Object.entries(indexIn(parameters)).filter(([, value]) => value !== null);
      await call.create(TYPE, {
        ...Object.fromEntries(said),
        project: parameters.required("project"),
        logstore: parameters.required("logstore"),
      });
      return {};
    },
  },
  {
    method: "GET",
    path: PATH,
    name: "GetIndex",
    action: async (call) => {
      await call.need("alicloud:logProject", call.parameters.required("project"));
      await call.need("alicloud:logStore", idIn(call));
      return shownIndex((await call.need(TYPE, idIn(call))).attributes);
    },
  },
  {
    method: "PUT",
    path: PATH,
    name: "UpdateIndex",
    action: async (call) => {
      await call.modify(TYPE, idIn(call), indexIn(call.parameters));
      return {};
    },
  },
  {
    method: "DELETE",
    path: PATH,
    name: "DeleteIndex",
    action: async (call) => {
      await call.remove(TYPE, idIn(call));
      return {};
    },
  },
];
