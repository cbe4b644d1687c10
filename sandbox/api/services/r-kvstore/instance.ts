import { isEnterprise, runningConfig } from "../../../cloud/alicloud/redis.ts";
import { type CloudObject, text as textOf, texts, type Value } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";
import { type Fields, flag, integer, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import { shownTags, tagsIn, tagsOf } from "../../tags.ts";
import { changing, INSTANCE, showing, theInstance } from "./instances.ts";

const SPECIFICATION: Fields = {
  InstanceClass: text("instanceClass"),
  ShardCount: integer("shardCount"),
  ReadOnlyCount: integer("readOnlyCount"),
  SlaveReadOnlyCount: integer("slaveReadOnlyCount"),
};

const PLACE: Fields = {
  ZoneId: text("zoneId"),
  SecondaryZoneId: text("secondaryZoneId"),
  VSwitchId: text("vswitchId"),
};

const COMMON: Fields = {
  ...SPECIFICATION,
  ...PLACE,
  InstanceName: text("dbInstanceName"),
  InstanceType: text("instanceType"),
  EngineVersion: text("engineVersion"),
  ChargeType: text("paymentType"),
  Capacity: integer("capacity"),
  NodeType: text("nodeType"),
  Port: integer("port"),
  ResourceGroupId: text("resourceGroupId"),
};

const GIVEN: Fields = {
  ...COMMON,
  Password: text("password"),
  PrivateIpAddress: text("privateIp"),
  MaintainStartTime: text("maintainStartTime"),
  MaintainEndTime: text("maintainEndTime"),
};

const LISTED: Fields = {
  ...COMMON,
  InstanceStatus: text("status"),
  PrivateIp: text("privateIp"),
  ConnectionDomain: text("connectionDomain"),
  Bandwidth: integer("bandwidth"),
  QPS: integer("qps"),
  CreateTime: text("createTime"),
  VpcId: text("vpcId"),
};

const DESCRIBED: Fields = {
  ...LISTED,
  MaintainStartTime: text("maintainStartTime"),
  MaintainEndTime: text("maintainEndTime"),
  VpcAuthMode: text("vpcAuthMode"),
  InstanceReleaseProtection: flag("instanceReleaseProtection"),
};

/** What lists and descriptions say besides. */
function common({ id, scope, attributes }: CloudObject): Record<string, Value> {
  return {
    InstanceId: id,
    RegionId: scope,
    NetworkType: attributes.vswitchId === undefined ? "CLASSIC" : "VPC",
    ArchitectureType: attributes.shardCount === 1 ? "standard" : "cluster",
    EndTime: "",
    IsRds: true,
    Config: JSON.stringify(runningConfig(attributes)),
  };
}

export const INSTANCE_ACTIONS: Readonly<Record<string, Action>> = {
  /** What makes a request idempotent is `Token` here. */
  CreateInstance: async (call) => {
    const { parameters } = call;
    const tags = tagsIn(parameters);
    const token = parameters.text("Token");
    parameters.required("InstanceClass");
    const given = Object.entries(taken(parameters, GIVEN)).filter(([, value]) => value !== "");
    const { id, attributes } = await call.cloud.create(
      call.session,
      INSTANCE,
      { ...Object.fromEntries(given), ...(tags && { tags }) },
      token || undefined,
    );
    return {
      InstanceId: id,
      OrderId: 0,
      ...shown(attributes, {
        InstanceStatus: text("status"),
        ConnectionDomain: text("connectionDomain"),
        PrivateIpAddr: text("privateIp"),
        ChargeType: text("paymentType"),
      }),
    };
  },
  DescribeInstanceAttribute: async (call) => {
    const instance = await theInstance(call);
    return {
      Instances: {
        DBInstanceAttribute: [
          {
            InstanceReleaseProtection: false,
            ...shown(instance.attributes, DESCRIBED),
            ...common(instance),
            Engine: textOf(instance.attributes, "instanceType"),
            RealInstanceClass: textOf(instance.attributes, "instanceClass"),
            SecurityIPList: texts(instance.attributes, "securityIps").join(","),
            IsOrderCompleted: true,
            IsSupportTDE: isEnterprise(instance.attributes),
            Tags: { Tag: shownTags(instance) },
          },
        ],
      },
    };
  },
  DescribeInstances: async (call) => {
    const { parameters } = call;
    const asked = Object.entries(
      taken(parameters, {
        InstanceStatus: text("status"),
        InstanceClass: text("instanceClass"),
        InstanceType: text("instanceType"),
        EngineVersion: text("engineVersion"),
        VpcId: text("vpcId"),
        VSwitchId: text("vswitchId"),
        ZoneId: text("zoneId"),
        ResourceGroupId: text("resourceGroupId"),
      }),
    );
    const search = parameters.text("SearchKey") ?? "";
    const tags = Object.entries(tagsIn(parameters) ?? {});
    const all = await call.those(INSTANCE, parameters.text("InstanceIds")?.split(",").filter(Boolean));
    const found = all.filter(
      (instance) =>
        asked.every(([name, value]) => value === "" || instance.attributes[name] === value) &&
        (instance.id.includes(search) || textOf(instance.attributes, "dbInstanceName").includes(search)) &&
        tags.every(([key, value]) => tagsOf(instance)[key] === value),
    );
    const { items, total, number, size } = pageOf(found, parameters, { usual: 30 });
    return {
      TotalCount: total,
      PageNumber: number,
      PageSize: size,
      Instances: {
        KVStoreInstance: items.map((instance) => {
          const { ReadOnlyCount: _, ...fields } = LISTED;
          return {
            ...shown(instance.attributes, fields),
            ...common(instance),
            Tags: { Tag: shownTags(instance) },
          };
        }),
      },
    };
  },
  ModifyInstanceAttribute: changing((parameters) =>
    taken(parameters, {
      InstanceName: text("dbInstanceName"),
      InstanceReleaseProtection: flag("instanceReleaseProtection"),
      NewPassword: text("password"),
    }),
  ),
  ModifyInstanceSpec: async (call) => {
    const { id } = await theInstance(call);
    await call.modify(INSTANCE, id, taken(call.parameters, SPECIFICATION));
    return { OrderId: "0" };
  },
  ModifyInstanceMajorVersion: changing((parameters) => ({
    engineVersion: parameters.required("MajorVersion"),
  })),
  MigrateToOtherZone: changing((parameters) => taken(parameters, PLACE)),
  ModifyResourceGroup: changing((parameters) => ({
    resourceGroupId: parameters.required("ResourceGroupId"),
  })),
  ModifyInstanceBandwidth: async (call) => {
    const { id } = await theInstance(call);
    await call.modify(
      INSTANCE,
      id,
      taken(call.parameters, { TargetIntranetBandwidth: integer("bandwidth") }),
    );
    return { OrderId: "0" };
  },
  DescribeEngineVersion: showing(({ attributes }) => ({
    Engine: textOf(attributes, "instanceType").toLowerCase(),
    MajorVersion: textOf(attributes, "engineVersion"),
    IsAutoUpgradeOpen: textOf(attributes, "isAutoUpgradeOpen"),
    IsLatestVersion: true,
  })),
  ModifyDBInstanceAutoUpgrade: changing((parameters) => ({
    isAutoUpgradeOpen: parameters.required("Value"),
  })),
  DeleteInstance: async (call) => {
    const { id } = await theInstance(call);
    await call.remove(INSTANCE, id);
    return {};
  },
};
