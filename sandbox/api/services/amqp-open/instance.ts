import { type CloudObject, texts, type Value } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";
import {
  type Fields,
  flag,
  integer,
  list,
  numeral,
  shown,
  taken,
  text,
  withoutBlanks,
} from "../../fields.ts";
import { ApiError } from "../../problem.ts";
import { tagsIn, tagsOf } from "../../tags.ts";
import { listed } from "./listed.ts";

export const INSTANCE = "alicloud:amqpInstance";

/** What both a new instance and a changed one can be told. */
const CHANGEABLE: Fields = {
  Edition: text("edition"),
  InstanceType: text("instanceType"),
  MaxConnections: integer("maxConnections"),
  MaxEipTps: numeral("maxEipTps"),
  MaxPrivateTps: numeral("maxTps"),
  ProvisionedCapacity: integer("provisionedCapacity"),
  QueueCapacity: numeral("queueCapacity"),
  ServerlessChargeType: text("serverlessChargeType"),
  StorageSize: numeral("storageSize"),
  SupportEip: flag("supportEip"),
  SupportTracing: flag("supportTracing"),
  TracingStorageTime: integer("tracingStorageTime"),
};

const ASKED: Fields = {
  ...CHANGEABLE,
  AuthModel: text("authModel"),
  AutoRenew: flag("autoRenew"),
  AutoRenewPeriod: integer("renewalDuration"),
  InstanceName: text("instanceName"),
  ListenerMode: text("listenerMode"),
  PaymentType: text("paymentType"),
  Period: integer("period"),
  PeriodCycle: text("periodCycle"),
  RenewStatus: text("renewalStatus"),
  RenewalDurationUnit: text("renewalDurationUnit"),
  SecurityGroupId: text("securityGroupId"),
  ServerlessSwitch: flag("serverlessSwitch"),
  VpcId: text("vpcId"),
  VswitchIds: list("vswitchIds"),
};

/** What is shown as it is; an instance that has no such limit says -1. */
const SHOWN: Fields = {
  Edition: text("edition"),
  InstanceName: text("instanceName"),
  ListenerMode: text("listenerMode"),
  OrderCreateTime: integer("createTime"),
  ProvisionedCapacity: integer("provisionedCapacity"),
  SecurityGroupId: text("securityGroupId"),
  ServerlessSwitch: flag("serverlessSwitch"),
  Status: text("status"),
  SupportEIP: flag("supportEip"),
  SupportTracing: flag("supportTracing"),
  VpcId: text("vpcId"),
};

const LIMITS: Fields = {
  MaxConnections: integer("maxConnections"),
  MaxEipTps: integer("maxEipTps"),
  MaxQueue: integer("queueCapacity"),
  MaxTps: integer("maxTps"),
  StorageSize: integer("storageSize"),
  TracingStorageTime: integer("tracingStorageTime"),
};
const UNLIMITED = Object.fromEntries(Object.keys(LIMITS).map((name) => [name, -1]));

function described(instance: CloudObject): Record<string, Value> {
  const { id, scope, attributes } = instance;
  return {
    SupportEIP: false,
    SupportTracing: false,
    ...UNLIMITED,
    ...shown(attributes, LIMITS),
    ...shown(attributes, SHOWN),
    InstanceId: id,
    InstanceType: String(attributes.instanceType).toUpperCase(),
    VswitchIds: [...texts(attributes, "vswitchIds")],
    ClassicEndpoint: "",
    PrivateEndpoint: `${id}.${scope}.amqp-vpc.net.mq.amqp.aliyuncs.com`,
    PublicEndpoint:
      attributes.supportEip === true ? `${id}.${scope}.amqp-public.net.mq.amqp.aliyuncs.com` : "",
    Tags: Object.entries(tagsOf(instance)).map(([Key, Value]) => ({ Key, Value })),
  };
}

export const INSTANCE_ACTIONS: Readonly<Record<string, Action>> = {
  CreateInstance: async (call) => {
    const { parameters } = call;
    const tags = tagsIn(parameters, "Tags");
    const { id } = await call.create(INSTANCE, {
      ...withoutBlanks(taken(parameters, ASKED)),
      ...(tags && { tags }),
    });
    return { Code: 200, Success: true, Message: "success", Data: id };
  },
  GetInstance: async (call) => {
    const id = call.parameters.required("InstanceId");
    const instance = await call.find(INSTANCE, id);
    if (instance === undefined) {
      throw new ApiError(404, "ResourceNotFound", `The specified resource is not found. (${id})`);
    }
    return { Data: described(instance) };
  },
  ListInstances: async (call) => listed(call, "Instances", (await call.all(INSTANCE)).map(described)),
  UpdateInstanceName: async (call) => {
    const { parameters } = call;
    await call.modify(INSTANCE, parameters.required("InstanceId"), {
      instanceName: parameters.required("InstanceName"),
    });
    return { Code: 200, Success: true, Message: "success" };
  },
  UpdateInstance: async (call) => {
    const { parameters } = call;
    const id = parameters.required("InstanceId");
    await call.modify(INSTANCE, id, withoutBlanks(taken(parameters, CHANGEABLE)));
    return { Code: 200, Success: true, Message: "success", Data: id };
  },
  UpdateInstanceServerlessSwitch: async (call) => {
    const { parameters } = call;
    const id = parameters.required("InstanceId");
    await call.modify(INSTANCE, id, taken(parameters, { ServerlessSwitch: flag("serverlessSwitch") }));
    return { Code: 200, Success: true, Message: "success", Data: id };
  },
};
