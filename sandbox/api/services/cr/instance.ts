import { type CloudObject, records, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { pageOf } from "../../paging.ts";
import { asking, millisecondsAt, succeeded } from "./answers.ts";

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
    const { parameters } = call;
    const asked = {
      instanceName: parameters.text("InstanceName"),
      status: parameters.text("InstanceStatus"),
    };
    const found = (await call.all(INSTANCE)).filter(({ attributes }) =>
      Object.entries(asked).every(([name, value]) => !value || attributes[name] === value),
    );
    const { items, total, number, size } = pageOf(found, parameters, { usual: 30, numberName: "PageNo" });
    return succeeded({
      TotalCount: total,
      PageNo: number,
      PageSize: size,
      Instances: items.map((instance) => ({
        ...described(instance),
        CreateTime: String(millisecondsAt(instance.attributes, "createTime")),
        ModifiedTime: String(millisecondsAt(instance.attributes, "createTime")),
        RegionId: instance.scope,
      })),
    });
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
