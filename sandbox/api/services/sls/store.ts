import { type CloudObject, records } from "../../../cloud/object.ts";
import { Answer, type Call, type Route } from "../../action.ts";
import { type Fields, flag, integer, record, shown, taken, text } from "../../fields.ts";
import { slice } from "./slice.ts";

const TYPE = "alicloud:logStore";

const FIELDS: Fields = {
  logstoreName: text("logstoreName"),
  ttl: integer("retentionPeriod"),
  hot_ttl: integer("hotTtl"),
  infrequentAccessTTL: integer("infrequentAccessTtl"),
  shardCount: integer("shardCount"),
  autoSplit: flag("autoSplit"),
  maxSplitShard: integer("maxSplitShardCount"),
  appendMeta: flag("appendMeta"),
  enable_tracking: flag("enableWebTracking"),
  telemetryType: text("telemetryType"),
  mode: text("mode"),
  encrypt_conf: record("encryptConf", {
    enable: flag("enable"),
    encrypt_type: text("encryptType"),
    user_cmk_info: record("userCmkInfo", {
      cmk_key_id: text("cmkKeyId"),
      arn: text("arn"),
      region_id: text("regionId"),
    }),
  }),
};

/** What an update may say; the others stay as they were made. */
const { logstoreName: _, shardCount: __, telemetryType: ___, ...CHANGEABLE } = FIELDS;

const ONE = "/projects/{project}/logstores/{logstore}";

function idIn({ parameters }: Call): string {
  return `${parameters.required("project")}:${parameters.required("logstore")}`;
}

/** A store; that its project isn't there is another error. @throws CloudError */
async function storeOf(call: Call): Promise<CloudObject> {
  await call.need("alicloud:logProject", call.parameters.required("project"));
  return call.need(TYPE, idIn(call));
}

export const STORE_ROUTES: readonly Route[] = [
  {
    method: "POST",
    path: "/projects/{project}/logstores",
    name: "CreateLogStore",
    action: async (call) => {
      const { parameters } = call;
      await call.create(TYPE, {
        ...taken(parameters, FIELDS),
        projectName: parameters.required("project"),
      });
      return {};
    },
  },
  {
    method: "GET",
    path: "/projects/{project}/logstores",
    name: "ListLogStores",
    action: async (call) => {
      const { parameters } = call;
      const project = await call.need("alicloud:logProject", parameters.required("project"));
      const name = parameters.text("logstoreName") ?? "";
      const names = (await call.all(TYPE))
        .filter(({ attributes }) => attributes.projectName === project.id)
        .map(({ attributes }) => String(attributes.logstoreName))
        .filter((one) => one.includes(name))
        .sort();
      const logstores = slice(names, parameters);
      return { count: logstores.length, total: names.length, logstores };
    },
  },
  {
    method: "GET",
    path: ONE,
    name: "GetLogStore",
    action: async (call) => {
      const { attributes } = await storeOf(call);
      return {
        enable_tracking: false,
        autoSplit: false,
        appendMeta: false,
        ...shown(attributes, {
          ...FIELDS,
          createTime: integer("createTime"),
          lastModifyTime: integer("lastModifyTime"),
        }),
      };
    },
  },
  {
    method: "PUT",
    path: ONE,
    name: "UpdateLogStore",
    action: async (call) => {
      const { id } = await storeOf(call);
      await call.modify(TYPE, id, taken(call.parameters, CHANGEABLE));
      return {};
    },
  },
  {
    method: "DELETE",
    path: ONE,
    name: "DeleteLogStore",
    action: async (call) => {
      const { id } = await storeOf(call);
      await call.remove(TYPE, id);
      return {};
    },
  },
  {
    method: "GET",
    path: `${ONE}/meteringmode`,
    name: "GetLogStoreMeteringMode",
    action: async (call) => shown((await storeOf(call)).attributes, { meteringMode: text("meteringMode") }),
  },
  {
    method: "PUT",
    path: `${ONE}/meteringmode`,
    name: "UpdateLogStoreMeteringMode",
    action: async (call) => {
      const { id } = await storeOf(call);
      await call.modify(TYPE, id, { meteringMode: call.parameters.required("meteringMode") });
      return {};
    },
  },
  {
    method: "GET",
    path: `${ONE}/shards`,
    name: "ListShards",
    action: async (call) => {
      const { attributes } = await storeOf(call);
      const shards = records(attributes, "shards").map((shard) => ({
        ...shown(shard, {
          shardID: integer("id"),
          status: text("status"),
          inclusiveBeginKey: text("beginKey"),
          exclusiveEndKey: text("endKey"),
        }),
        ...shown(attributes, { createTime: integer("createTime") }),
      }));
      return Answer.list(shards);
    },
  },
];
