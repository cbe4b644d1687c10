import { type CloudObject, text as textOf } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, shown, taken, text } from "../../fields.ts";
import { succeeded } from "./answers.ts";
import { instanceIn } from "./instance.ts";

const LINK = "alicloud:acrVpcLink";

const ASKED: Fields = {
  InstanceId: text("instanceId"),
  VpcId: text("vpcId"),
  VswitchId: text("vswitchId"),
  ModuleName: text("moduleName"),
  EnableCreateDNSRecordInPvzt: flag("enableCreateDnsRecordInPvzt"),
};

/** What is linked when a request names no part of the registry. */
const USUAL_MODULE = "Registry";

async function linksOf(call: Call, instance: CloudObject): Promise<readonly CloudObject[]> {
  const module = call.parameters.text("ModuleName") || USUAL_MODULE;
  return (await call.all(LINK)).filter(
    ({ attributes }) => attributes.instanceId === instance.id && attributes.moduleName === module,
  );
}

export const LINKED_VPC_ACTIONS: Readonly<Record<string, Action>> = {
  CreateInstanceVpcEndpointLinkedVpc: async (call) => {
    await call.create(LINK, { moduleName: USUAL_MODULE, ...taken(call.parameters, ASKED) });
    return succeeded();
  },
  GetInstanceVpcEndpoint: async (call) => {
    const instance = await instanceIn(call);
    const links = await linksOf(call, instance);
    return succeeded({
      Enable: true,
      Domains: [
        `${textOf(instance.attributes, "instanceName")}-registry-vpc.${instance.scope}.cr.aliyuncs.com`,
      ],
      LinkedVpcs: links.map(({ attributes }) => ({
        ...shown(attributes, {
          VpcId: text("vpcId"),
          VswitchId: text("vswitchId"),
          Status: text("status"),
          Ip: text("ip"),
        }),
        DefaultAccess: false,
      })),
    });
  },
  DeleteInstanceVpcEndpointLinkedVpc: async (call) => {
    const { parameters } = call;
    const names = ["InstanceId", "VpcId", "VswitchId"].map((name) => parameters.required(name));
    await call.remove(LINK, [...names, parameters.text("ModuleName") || USUAL_MODULE].join(":"));
    return succeeded();
  },
};
