import { type Attributes, isRecord, numeric, text } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP } from "./vpc.ts";

const PROJECT_NOT_FOUND = { code: "ProjectNotExist", message: "The project does not exist." } as const;
const STORE_NOT_FOUND = { code: "LogStoreNotExist", message: "The log store does not exist." } as const;

/** Projects and stores have lower-case names (API reference of CreateProject and CreateLogstore). */
const PROJECT_NAME = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;
const STORE_NAME = /^[a-z0-9][a-z0-9_-]{0,61}[a-z0-9]$/;
/** Days; 3650 stands for ever. */
const LONGEST_DAYS = 3650;
/** Shards of a store when nobody says how many. */
const USUAL_SHARDS = 2;

export const logProject: ResourceType = {
  type: "alicloud:logProject",
  service: "Sls",
  actions: {
    create: "CreateProject",
    describe: "GetProject",
    modify: "UpdateProject",
    remove: "DeleteProject",
  },
  nameAttribute: "projectName",
  id: (project) => text(project, "projectName"),
  notFound: PROJECT_NOT_FOUND,
  unique: [
    {
      attributes: ["projectName"],
      taken: { code: "ProjectAlreadyExist", message: "The project name is taken." },
    },
  ],
  check(wanted, look) {
    const name = text(wanted, "projectName");
    if (!PROJECT_NAME.test(name))
      look.refuse("ParameterInvalid", `The name of the project is invalid. (${name})`);
  },
  complete: (wanted, { now }) => ({
    status: "Normal",
    createTime: timestamp(now),
    lastModifyTime: timestamp(now),
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
  }),
  adjust: (_, { now }) => ({ lastModifyTime: timestamp(now) }),
};

export const logStore: ResourceType = {
  type: "alicloud:logStore",
  service: "Sls",
  actions: {
    create: "CreateLogStore",
    describe: "GetLogStore",
    modify: "UpdateLogStore",
    remove: "DeleteLogStore",
  },
  nameAttribute: "logstoreName",
  id: (store) => `${text(store, "projectName")}:${text(store, "logstoreName")}`,
  notFound: STORE_NOT_FOUND,
  references: [
    { attribute: "projectName", to: "alicloud:logProject", missing: PROJECT_NOT_FOUND, follows: true },
  ],
  unique: [
    {
      attributes: ["projectName", "logstoreName"],
      taken: { code: "LogStoreAlreadyExist", message: "The log store exists already." },
    },
  ],
  check(wanted, look) {
    const name = text(wanted, "logstoreName");
    if (!STORE_NAME.test(name))
      look.refuse("LogStoreInfoInvalid", `The name of the log store is invalid. (${name})`);
    const days = wanted.retentionPeriod;
    if (typeof days === "number" && (days < 1 || days > LONGEST_DAYS)) {
      look.refuse("LogStoreInfoInvalid", `The retention must be 1 to ${LONGEST_DAYS} days. (${days})`);
    }
  },
  complete: (wanted, { now }) => ({
    mode: wanted.mode ?? "standard",
    meteringMode: wanted.meteringMode ?? "ChargeByFunction",
    createTime: seconds(now),
    lastModifyTime: seconds(now),
  }),
  adjust: (_, { now }) => ({ lastModifyTime: seconds(now) }),
  describe: ({ attributes }) => ({ shards: shardsOf(numeric(attributes, "shardCount") ?? USUAL_SHARDS) }),
  leave: ({ id, attributes }, look) => {
    const writer = look.all("alicloud:alb").find(({ attributes: balancer }) => {
      const config = balancer.accessLogConfig;
      return (
        isRecord(config) &&
        config.logProject === attributes.projectName &&
        config.logStore === attributes.logstoreName
      );
    });
    if (writer)
      look.refuse("LogStoreInUse", `A load balancer writes to the log store. (${id}, ${writer.id})`);
  },
};

/** Seconds since 1970, as stores and indexes have their times. */
function seconds(now: number): number {
  return Math.floor(now / 1000);
}

/** Shards share the keys, 128 bits in hexadecimal digits, evenly. */
function shardsOf(count: number): Attributes[] {
  const size = 1n << 128n;
  const key = (index: number) => (index === count ? size - 1n : (size * BigInt(index)) / BigInt(count));
  const digits = (index: number) => key(index).toString(16).padStart(32, "0");
  return Array.from({ length: count }, (_, id) => ({
    id,
    status: "readwrite",
    beginKey: digits(id),
    endKey: digits(id + 1),
  }));
}

export const logIndex: ResourceType = {
  type: "alicloud:logIndex",
  service: "Sls",
  actions: { create: "CreateIndex", describe: "GetIndex", modify: "UpdateIndex", remove: "DeleteIndex" },
  id: (index) => `${text(index, "project")}:${text(index, "logstore")}`,
  notFound: { code: "IndexConfigNotExist", message: "The index does not exist." },
  references: [
    // Stores of other projects may have the same name, so the reference is by the store's id.
    { attribute: "storeId", to: "alicloud:logStore", missing: STORE_NOT_FOUND, follows: true },
  ],
  unique: [
    {
      attributes: ["project", "logstore"],
      taken: { code: "IndexAlreadyExist", message: "The log store has an index." },
    },
  ],
  check(wanted, look) {
    const project = text(wanted, "project");
    if (!look.get("alicloud:logProject", project)) {
      look.refuse(PROJECT_NOT_FOUND.code, `${PROJECT_NOT_FOUND.message} (${project})`);
    }
    const store = `${project}:${text(wanted, "logstore")}`;
    if (!look.get("alicloud:logStore", store)) {
      look.refuse(STORE_NOT_FOUND.code, `${STORE_NOT_FOUND.message} (${store})`);
    }
  },
  complete: (wanted, { now }) => ({
    storeId: `${text(wanted, "project")}:${text(wanted, "logstore")}`,
    lastModifyTime: seconds(now),
  }),
  adjust: (_, { now }) => ({ lastModifyTime: seconds(now) }),
};

/** The log audit service of an account. */
export const logAudit: ResourceType = {
  type: "alicloud:logAudit",
  service: "Sls",
  actions: {
    create: "UpsertCollectionPolicy",
    describe: "DescribeApp",
    modify: "AnalyzeAppLog",
    remove: "DeleteApp",
  },
  global: true,
  nameAttribute: "displayName",
  id: (audit) => text(audit, "displayName"),
  notFound: { code: "AppNotExist", message: "The log audit service is not on." },
  unique: [
    {
      attributes: ["aliuid"],
      taken: { code: "AppAlreadyExist", message: "The account's log audit service is on." },
    },
  ],
};
