import { type CloudObject, records, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { asking, listed, millisecondsAt, succeeded } from "./answers.ts";

export const INSTANCE = "alicloud:acrInstance";

export function instanceIn(call: Call): Promise<CloudObject> {
  return call.need(INSTANCE, call.parameters.required("InstanceId"));
}

function described({ id, attributes }: CloudObject): Record<string, Value> {
  return {
    InstanceId: id,
    InstanceName: textOf(attributes, "instanceName"),
    InstanceSpecification: `Enterprise_${textOf(attributes, "instanceType")}`,
    InstanceStatus: textOf(attributes, "status"),
    ResourceGroupId: textOf(attributes, "resourceGroupId"),
    CreateTime: millisecondsAt(attributes, "createTime"),
    ModifiedTime: millisecondsAt(attributes, "createTime"),
  };
}

export const INSTANCE_ACTIONS: Readonly<Record<string, Action>> = {
  GetInstance: asking(
    (call) => call.find(INSTANCE, call.parameters.required("InstanceId")),
    "INSTANCE_NOT_EXIST",
    described,
  ),
  ListInstance: async (call) => {
    const rows = (await call.all(INSTANCE)).map((instance) => ({
      ...described(instance),
      CreateTime: String(millisecondsAt(instance.attributes, "createTime")),
      ModifiedTime: String(millisecondsAt(instance.attributes, "createTime")),
      RegionId: instance.scope,
    }));
    const { page, total, place } = listed(call, rows, ["InstanceName", "InstanceStatus"]);
    return succeeded({ ...place, TotalCount: total, Instances: page });
  },
  ListInstanceEndpoint: async (call) => {
    const { attributes } = await instanceIn(call);
    return succeeded({
      Endpoints: records(attributes, "instanceEndpoints").map(({ enable, endpointType, domains }) => ({
        Enable: enable === true,
        EndpointType: String(endpointType),
        Domains: records({ domains: domains ?? [] }, "domains").map(({ domain, type }) => ({
          Domain: String(domain),
          Type: String(type),
        })),
        AclEntries: [],
        LinkedVpcs: [],
      })),
    });
  },
  ChangeResourceGroup: async (call) => {
    await call.modify(INSTANCE, call.parameters.required("ResourceId"), {
      resourceGroupId: call.parameters.required("ResourceGroupId"),
    });
    return succeeded();
  },
  ResetLoginPassword: async (call) => {
    await call.modify(INSTANCE, (await instanceIn(call)).id, {
      password: call.parameters.required("Password"),
    });
    return succeeded();
  },
};
