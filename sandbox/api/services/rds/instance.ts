import { type CloudObject, text as textOf, texts, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, integer, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import type { Parameters } from "../../parameters.ts";
import { tagsIn, tagsOf } from "../../tags.ts";
import { allInstances, changing, PRIMARY, READER, showing, theInstance } from "./instances.ts";

/** What decides about size and price. */
const SPECIFICATION: Fields = {
  DBInstanceClass: text("instanceType"),
  DBInstanceStorage: integer("instanceStorage"),
  DBInstanceStorageType: text("dbInstanceStorageType"),
  Category: text("category"),
  BurstingEnabled: flag("burstingEnabled"),
  ColdDataEnabled: flag("coldDataEnabled"),
};

/** What a primary and a reader are made with. */
const GIVEN: Fields = {
  ...SPECIFICATION,
  EngineVersion: text("engineVersion"),
  DBInstanceDescription: text("instanceName"),
  PayType: text("instanceChargeType"),
  ResourceGroupId: text("resourceGroupId"),
  ZoneId: text("zoneId"),
  VPCId: text("vpcId"),
  VSwitchId: text("vswitchId"),
  PrivateIpAddress: text("privateIpAddress"),
  Port: text("port"),
  DeletionProtection: flag("deletionProtection"),
};

const GIVEN_PRIMARY: Fields = {
  ...GIVEN,
  Engine: text("engine"),
  ZoneIdSlave1: text("zoneIdSlaveA"),
  ZoneIdSlave2: text("zoneIdSlaveB"),
  EncryptionKey: text("encryptionKey"),
  RoleARN: text("roleArn"),
  DBParamGroupId: text("dbParamGroupId"),
  DBTimeZone: text("dbTimeZone"),
  DBIsIgnoreCase: text("dbIsIgnoreCase"),
  TargetMinorVersion: text("targetMinorVersion"),
};

/** What lists and descriptions have. */
const LISTED: Fields = {
  Engine: text("engine"),
  EngineVersion: text("engineVersion"),
  DBInstanceClass: text("instanceType"),
  DBInstanceStorageType: text("dbInstanceStorageType"),
  Category: text("category"),
  BurstingEnabled: flag("burstingEnabled"),
  ColdDataEnabled: flag("coldDataEnabled"),
  DBInstanceDescription: text("instanceName"),
  DBInstanceStatus: text("status"),
  DBInstanceType: text("dbInstanceType"),
  PayType: text("instanceChargeType"),
  ResourceGroupId: text("resourceGroupId"),
  RegionId: text("regionId"),
  ZoneId: text("zoneId"),
  VpcId: text("vpcId"),
  VSwitchId: text("vswitchId"),
  ConnectionString: text("connectionString"),
  DeletionProtection: flag("deletionProtection"),
  MasterInstanceId: text("masterDbInstanceId"),
};

const DESCRIBED: Fields = {
  ...LISTED,
  DBInstanceStorage: integer("instanceStorage"),
  Port: text("port"),
  CreationTime: text("createTime"),
  MaintainTime: text("maintainTime"),
  AutoUpgradeMinorVersion: text("autoUpgradeMinorVersion"),
  CurrentKernelVersion: text("targetMinorVersion"),
  SecurityIPMode: text("securityIpMode"),
};

/** What lists say more about an instance than its own attributes. */
function related(instance: CloudObject, readers: readonly CloudObject[]): Record<string, Value> {
  const own = readers.filter(({ attributes }) => attributes.masterDbInstanceId === instance.id);
  return {
    DBInstanceId: instance.id,
    InstanceNetworkType: instance.attributes.vswitchId === undefined ? "Classic" : "VPC",
    DBInstanceNetType: "Intranet",
    ConnectionMode: "Standard",
    LockMode: "Unlock",
    ReadOnlyDBInstanceIds: {
      ReadOnlyDBInstanceId: own.map(({ id }) => ({ DBInstanceId: id })),
    },
  };
}

function described(instance: CloudObject, readers: readonly CloudObject[]): Record<string, Value> {
  const { attributes } = instance;
  const standbys = ["zoneIdSlaveA", "zoneIdSlaveB"].map((name) => textOf(attributes, name)).filter(Boolean);
  return {
    DeletionProtection: false,
    ...shown(attributes, DESCRIBED),
    ...related(instance, readers),
    SecurityIPList: texts(attributes, "securityIps").join(","),
    SlaveZones: { SlaveZone: standbys.map((ZoneId) => ({ ZoneId })) },
    Extra: { DBInstanceIds: { DBInstanceId: [] } },
    ServerlessConfig: {},
    kindCode: "0",
  };
}

/** Lists come as texts with commas. */
function listsIn(parameters: Parameters): Record<string, Value> {
  const ips = parameters.text("SecurityIPList");
  const vswitches = parameters.text("VSwitchId");
  const tags = tagsIn(parameters);
  return {
    ...(ips && { securityIps: ips.split(",") }),
    ...(vswitches && { vswitchIds: vswitches.split(",") }),
    ...(tags && { tags }),
  };
}

const made = ({ id, attributes }: CloudObject): Record<string, Value> => ({
  DBInstanceId: id,
  OrderId: "0",
  ...shown(attributes, { ConnectionString: text("connectionString"), Port: text("port") }),
});

function matches({ parameters }: Call, instance: CloudObject): boolean {
  const asked: Fields = {
    Engine: text("engine"),
    DBInstanceStatus: text("status"),
    ZoneId: text("zoneId"),
    VpcId: text("vpcId"),
    ResourceGroupId: text("resourceGroupId"),
    DBInstanceClass: text("instanceType"),
    DBInstanceType: text("dbInstanceType"),
  };
  const wanted = Object.entries(taken(parameters, asked));
  const search = parameters.text("SearchKey") ?? "";
  const tags = parameters.record("Tags");
  return (
    wanted.every(([name, value]) => value === "" || instance.attributes[name] === value) &&
    (instance.id.includes(search) || textOf(instance.attributes, "instanceName").includes(search)) &&
    (tags?.names ?? []).every((key) => tagsOf(instance)[key] === tags?.text(key))
  );
}

export const INSTANCE_ACTIONS: Readonly<Record<string, Action>> = {
  CreateDBInstance: async (call) => {
    const { parameters } = call;
    for (const name of ["Engine", "EngineVersion", "DBInstanceClass", "DBInstanceStorage"]) {
      parameters.required(name);
    }
    return made(await call.create(PRIMARY, { ...taken(parameters, GIVEN_PRIMARY), ...listsIn(parameters) }));
  },
  CreateReadOnlyDBInstance: async (call) => {
    const { parameters } = call;
    return made(
      await call.create(READER, {
        ...taken(parameters, GIVEN),
        ...listsIn(parameters),
        masterDbInstanceId: parameters.required("DBInstanceId"),
      }),
    );
  },
  DescribeDBInstanceAttribute: showing(async (instance, call) => ({
    Items: { DBInstanceAttribute: [described(instance, await call.all(READER))] },
  })),
  DescribeDBInstances: async (call) => {
    const { parameters } = call;
    const id = parameters.text("DBInstanceId");
    const readers = await call.all(READER);
    const found = (await allInstances(call)).filter(
      (instance) => (!id || instance.id === id) && matches(call, instance),
    );
    const { items, total, number } = pageOf(found, parameters, { usual: 30 });
    return {
      TotalRecordCount: total,
      PageNumber: number,
      PageRecordCount: items.length,
      Items: {
        DBInstance: items.map((instance) => ({
          ...shown(instance.attributes, { ...LISTED, CreateTime: text("createTime") }),
          ...related(instance, readers),
        })),
      },
    };
  },
  ModifyDBInstanceSpec: async (call) => {
    const { type, id } = await theInstance(call);
    await call.modify(type, id, taken(call.parameters, SPECIFICATION));
    return { DBInstanceId: id, OrderId: 0 };
  },
  ModifyDBInstanceDescription: changing((parameters) => ({
    instanceName: parameters.text("DBInstanceDescription") ?? "",
  })),
  ModifyResourceGroup: changing((parameters) => ({
    resourceGroupId: parameters.required("ResourceGroupId"),
  })),
  ModifyDBInstanceDeletionProtection: changing((parameters) =>
    taken(parameters, { DeletionProtection: flag("deletionProtection") }),
  ),
  UpgradeDBInstanceEngineVersion: changing((parameters) => ({
    engineVersion: parameters.required("EngineVersion"),
  })),
  UpgradeDBInstanceKernelVersion: changing((parameters) =>
    taken(parameters, { TargetMinorVersion: text("targetMinorVersion") }),
  ),
  DeleteDBInstance: async (call) => {
    const { type, id, scope } = await theInstance(call);
    await call.remove(type, id);
    return { RegionId: scope };
  },
  /** Nothing here takes so long that somebody has to ask how far it is. */
  DescribeTasks: showing(() => ({
    TotalRecordCount: 0,
    PageNumber: 1,
    PageRecordCount: 0,
    Items: { TaskProgressInfo: [] },
  })),
};
