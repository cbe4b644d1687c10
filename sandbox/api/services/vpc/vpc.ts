import type { CloudObject, Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import type { Parameters } from "../../parameters.ts";
import { ApiError } from "../../problem.ts";
import { shownTags, tagsIn } from "../../tags.ts";

const TYPE = "alicloud:vpc";

/** What CreateVpc and ModifyVpcAttribute say of a VPC. */
const GIVEN: Fields = {
  VpcName: text("vpcName"),
  Description: text("description"),
  CidrBlock: text("cidrBlock"),
  EnableIpv6: flag("enableIpv6"),
  EnableIPv6: flag("enableIpv6"),
  Ipv6CidrBlock: text("ipv6CidrBlock"),
  Ipv6Isp: text("ipv6Isp"),
  ResourceGroupId: text("resourceGroupId"),
};

/** What both descriptions have. */
const DESCRIBED: Fields = {
  VpcName: text("vpcName"),
  Description: text("description"),
  CidrBlock: text("cidrBlock"),
  Ipv6CidrBlock: text("ipv6CidrBlock"),
  RegionId: text("regionId"),
  CreationTime: text("createTime"),
  IsDefault: flag("isDefault"),
  EnabledIpv6: flag("enableIpv6"),
  ResourceGroupId: text("resourceGroupId"),
  Status: text("status"),
  DnsHostnameStatus: text("dnsHostnameStatus"),
  VRouterId: text("routerId"),
};

/** {@link GIVEN}, and what is asked for as a switch and shown as a state. */
function given(parameters: Parameters): Record<string, Value> {
  const dns = parameters.flag("EnableDnsHostname");
  return {
    ...taken(parameters, GIVEN),
    ...(dns !== undefined && { dnsHostnameStatus: dns ? "ENABLED" : "DISABLED" }),
  };
}

/** @param vswitches of all VPCs */
function described(vpc: CloudObject, vswitches: readonly CloudObject[]): Record<string, Value> {
  const inside = vswitches.filter(({ attributes }) => attributes.vpcId === vpc.id);
  return {
    Description: "",
    ...shown(vpc.attributes, DESCRIBED),
    VpcId: vpc.id,
    VSwitchIds: { VSwitchId: inside.map(({ id }) => id) },
    SecondaryCidrBlocks: { SecondaryCidrBlock: vpc.attributes.secondaryCidrBlocks ?? [] },
    UserCidrs: { UserCidr: vpc.attributes.userCidrs ?? [] },
    Ipv6CidrBlocks: { Ipv6CidrBlock: [] },
    Tags: { Tag: shownTags(vpc) },
  };
}

/** Whether machines of the classic network reach it. */
async function classicLink(call: Call, enabled: boolean): Promise<Record<string, Value>> {
  await call.modify(TYPE, call.parameters.required("VpcId"), { classicLinkEnabled: enabled });
  return {};
}

export const VPC_ACTIONS: Readonly<Record<string, Action>> = {
  CreateVpc: async (call) => {
    const { parameters } = call;
    const tags = tagsIn(parameters);
    const userCidrs = parameters.text("UserCidr")?.split(",").filter(Boolean);
    const { id, attributes } = await call.create(TYPE, {
      ...given(parameters),
      ...(tags && { tags }),
      ...(userCidrs && { userCidrs }),
    });
    return {
      VpcId: id,
      ...shown(attributes, {
        VRouterId: text("routerId"),
        RouteTableId: text("routeTableId"),
        ResourceGroupId: text("resourceGroupId"),
      }),
    };
  },
  DescribeVpcAttribute: async (call) => {
    const vpc = await call.need(TYPE, call.parameters.required("VpcId"));
    return {
      ...described(vpc, await call.all("alicloud:vswitch")),
      ClassicLinkEnabled: vpc.attributes.classicLinkEnabled === true,
    };
  },
  DescribeVpcs: async (call) => {
    const { parameters } = call;
    const wanted = parameters.text("VpcName");
    const all = await call.those(TYPE, parameters.text("VpcId")?.split(",").filter(Boolean));
    const found = all.filter(({ attributes }) => wanted === undefined || attributes.vpcName === wanted);
    const { items, total, number, size } = pageOf(found, parameters, { most: 50 });
    const vswitches = await call.all("alicloud:vswitch");
    return {
      TotalCount: total,
      PageNumber: number,
      PageSize: size,
      Vpcs: { Vpc: items.map((vpc) => described(vpc, vswitches)) },
    };
  },
  ModifyVpcAttribute: async (call) => {
    const { parameters } = call;
    await call.modify(TYPE, parameters.required("VpcId"), given(parameters));
    return {};
  },
  EnableVpcClassicLink: (call) => classicLink(call, true),
  DisableVpcClassicLink: (call) => classicLink(call, false),
  DeleteVpc: async (call) => {
    await call.remove(TYPE, call.parameters.required("VpcId"));
    return {};
  },
  DescribeRouteTableList: async (call) => {
    const { parameters } = call;
    const vpcs = await call.those(TYPE, parameters.list("VpcId"));
    const wanted = parameters.text("RouteTableId");
    const rows = vpcs
      .filter(({ attributes }) => wanted === undefined || attributes.routeTableId === wanted)
      .map(({ id, attributes }) => ({
        VpcId: id,
        RouteTableType: "System",
        Description: "",
        RouteTableName: "",
        ...shown(attributes, {
          RoutePropagationEnable: flag("systemRouteTableRoutePropagationEnable"),
          Description: text("systemRouteTableDescription"),
          RouteTableName: text("systemRouteTableName"),
          RouteTableId: text("routeTableId"),
          RouterId: text("routerId"),
          ResourceGroupId: text("resourceGroupId"),
          CreationTime: text("createTime"),
          Status: text("status"),
        }),
      }));
    const { items, total, number, size } = pageOf(rows, parameters);
    return {
      TotalCount: total,
      PageNumber: number,
      PageSize: size,
      RouterTableList: { RouterTableListType: items },
    };
  },
  ModifyRouteTableAttributes: async (call) => {
    const { parameters } = call;
    const table = parameters.required("RouteTableId");
    const vpc = (await call.all(TYPE)).find(({ attributes }) => attributes.routeTableId === table);
    if (vpc === undefined) {
      throw new ApiError(404, "InvalidRouteTableId.NotFound", "Specified route table does not exist.");
    }
    await call.modify(
      TYPE,
      vpc.id,
      taken(parameters, {
        RouteTableName: text("systemRouteTableName"),
        Description: text("systemRouteTableDescription"),
        RoutePropagationEnable: flag("systemRouteTableRoutePropagationEnable"),
      }),
    );
    return {};
  },
};
