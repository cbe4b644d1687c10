import { text as textOf, texts, type Value } from "../../../cloud/object.ts";
import type { Action, Body, Call } from "../../action.ts";
import { type Fields, flag, integer, list, record, taken, text } from "../../fields.ts";
import { Parameters } from "../../parameters.ts";
import { ApiError } from "../../problem.ts";
import { INSTANCE } from "./instance.ts";
import { demandState } from "./instance-power.ts";

const ATTRIBUTES: Fields = {
  InstanceName: text("instanceName"),
  Description: text("description"),
  HostName: text("hostName"),
  Password: text("password"),
  UserData: text("userData"),
  CreditSpecification: text("creditSpecification"),
  DeletionProtection: flag("deletionProtection"),
  EnableJumboFrame: flag("enableJumboFrame"),
  SecurityGroupIds: list("securityGroups"),
  CpuOptions: record("cpuOptions", {
    Core: integer("coreCount"),
    ThreadsPerCore: integer("threadsPerCore"),
    TopologyType: text("topologyType"),
  }),
};

/** An action that sets what its request says of one instance. */
function setting(fields: Fields, answer: Body = {}): Action {
  return async (call) => {
    await call.modify(INSTANCE, call.parameters.required("InstanceId"), taken(call.parameters, fields));
    return answer;
  };
}

/** The same, of an instance that stands still. */
function settingStopped(fields: Fields, answer: Body = {}): Action {
  const set = setting(fields, answer);
  return async (call) => {
    demandState(await call.need(INSTANCE, call.parameters.required("InstanceId")), "Stopped");
    return set(call);
  };
}

/** An order's number: nobody asks for what came of it. */
const ORDER = { OrderId: "0" } as const;

async function groups(
  call: Call,
  change: (now: readonly string[], group: string) => string[],
): Promise<Body> {
  const id = call.parameters.required("InstanceId");
  const group = call.parameters.required("SecurityGroupId");
  const { attributes } = await call.need(INSTANCE, id);
  await call.modify(INSTANCE, id, {
    securityGroups: change(texts(attributes, "securityGroups"), group),
  });
  return {};
}

/** What ModifyInstanceMaintenanceAttributes says; times come as a list of at most one. */
function maintenanceIn(parameters: Parameters): Record<string, Value> {
  const [window] = parameters.records("MaintenanceWindow") ?? [];
  return {
    ...taken(parameters, {
      ActionOnMaintenance: text("maintenanceAction"),
      NotifyOnMaintenance: flag("maintenanceNotify"),
    }),
    ...(window && {
      maintenanceTime: taken(window, { StartTime: text("startTime"), EndTime: text("endTime") }),
    }),
  };
}

/** A key pair on instances, or off them: the answer counts them. */
async function keyed(call: Call, keyName: string | null): Promise<Body> {
  const { parameters } = call;
  const ids = parameters.list("InstanceIds") ?? [];
  for (const id of ids) await call.modify(INSTANCE, id, { keyName: keyName ?? "" });
  return {
    KeyPairName: parameters.required("KeyPairName"),
    TotalCount: String(ids.length),
    FailCount: "0",
    Results: {
      Result: ids.map((id) => ({ InstanceId: id, Success: "true", Code: "200", Message: "successful" })),
    },
  };
}

export const INSTANCE_CHANGES: Readonly<Record<string, Action>> = {
  ModifyInstanceAttribute: setting(ATTRIBUTES),
  ModifyInstanceMetadataOptions: setting({
    HttpEndpoint: text("httpEndpoint"),
    HttpTokens: text("httpTokens"),
    HttpPutResponseHopLimit: integer("httpPutResponseHopLimit"),
  }),
  ModifyInstanceMaintenanceAttributes: async (call) => {
    const changes = maintenanceIn(call.parameters);
    for (const id of call.parameters.list("InstanceId") ?? []) await call.modify(INSTANCE, id, changes);
    return {};
  },
  ModifyInstanceSpec: settingStopped({ InstanceType: text("instanceType") }),
  ModifyPrepayInstanceSpec: settingStopped({ InstanceType: text("instanceType") }, ORDER),
  ModifyInstanceVpcAttribute: settingStopped({
    VSwitchId: text("vswitchId"),
    PrivateIpAddress: text("privateIp"),
    SecurityGroupId: list("securityGroups"),
  }),
  ModifyInstanceNetworkSpec: setting(
    {
      NetworkChargeType: text("internetChargeType"),
      InternetMaxBandwidthIn: integer("internetMaxBandwidthIn"),
      InternetMaxBandwidthOut: integer("internetMaxBandwidthOut"),
    },
    ORDER,
  ),
  AllocatePublicIpAddress: async (call) => {
    const { attributes, id } = await call.need(INSTANCE, call.parameters.required("InstanceId"));
    const address = textOf(attributes, "publicIp");
    if (address !== "") return { IpAddress: address };
    throw new ApiError(
      403,
      "InvalidInternetMaxBandwidthOut.ValueNotSupported",
      `An instance without bandwidth to the internet gets no public address. (${id})`,
    );
  },
  ModifyInstanceAutoReleaseTime: setting({ AutoReleaseTime: text("autoReleaseTime") }),
  ModifyInstanceAutoRenewAttribute: setting({
    RenewalStatus: text("renewalStatus"),
    Duration: integer("autoRenewPeriod"),
    PeriodUnit: text("periodUnit"),
  }),
  ModifyInstanceAttachmentAttributes: async (call) => {
    const pool = call.parameters.record("PrivatePoolOptions") ?? new Parameters({});
    await call.modify(
      INSTANCE,
      call.parameters.required("InstanceId"),
      taken(pool, {
        MatchCriteria: text("privatePoolOptionsMatchCriteria"),
        Id: text("privatePoolOptionsId"),
      }),
    );
    return {};
  },
  ModifyInstanceChargeType: async (call) => {
    const changes = taken(call.parameters, { InstanceChargeType: text("instanceChargeType") });
    for (const id of call.parameters.list("InstanceIds") ?? []) await call.modify(INSTANCE, id, changes);
    return ORDER;
  },
  ModifyInstanceDeployment: async (call) => {
    const { parameters } = call;
    const leaves = parameters.flag("RemoveFromDeploymentSet") === true;
    await call.modify(INSTANCE, parameters.required("InstanceId"), {
      deploymentSetId: leaves ? null : parameters.required("DeploymentSetId"),
    });
    return {};
  },
  JoinSecurityGroup: (call) =>
    groups(call, (now, group) => {
      if (!now.includes(group)) return [...now, group];
      throw new ApiError(
        403,
        "InvalidInstanceId.AlreadyExists",
        `The specified instance already exists in the specified security group. (${group})`,
      );
    }),
  LeaveSecurityGroup: (call) =>
    groups(call, (now, group) => {
      const left = now.filter((id) => id !== group);
      if (left.length === now.length) {
        throw new ApiError(
          404,
          "InvalidSecurityGroupId.NotFound",
          `The specified instance is not in the specified security group. (${group})`,
        );
      }
      if (left.length > 0) return left;
      throw new ApiError(
        403,
        "InstanceLastSecurityGroup",
        `The specified security group is the last security group of the instance. (${group})`,
      );
    }),
  AttachKeyPair: (call) => keyed(call, call.parameters.required("KeyPairName")),
  DetachKeyPair: (call) => keyed(call, null),
};
