import { parseBlock } from "../../../cloud/ipv4.ts";
import { type CloudObject, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";
import { type Fields, flag, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import { shownTags, tagsIn } from "../../tags.ts";

const TYPE = "alicloud:vswitch";
/** The first address and the last three of a vSwitch are the service's own. */
const RESERVED = 4;

const GIVEN: Fields = {
  VSwitchName: text("vswitchName"),
  Description: text("description"),
  CidrBlock: text("cidrBlock"),
  VpcId: text("vpcId"),
  ZoneId: text("zoneId"),
  EnableIPv6: flag("enableIpv6"),
};

const DESCRIBED: Fields = {
  VSwitchName: text("vswitchName"),
  Description: text("description"),
  CidrBlock: text("cidrBlock"),
  Ipv6CidrBlock: text("ipv6CidrBlock"),
  VpcId: text("vpcId"),
  ZoneId: text("zoneId"),
  Status: text("status"),
  CreationTime: text("createTime"),
  IsDefault: flag("isDefault"),
};

/** @param vpc the one that it lies in */
function described(vswitch: CloudObject, vpc: CloudObject | undefined): Record<string, Value> {
  const block = parseBlock(textOf(vswitch.attributes, "cidrBlock"));
  return {
    Description: "",
    Ipv6CidrBlock: "",
    ...shown(vswitch.attributes, DESCRIBED),
    VSwitchId: vswitch.id,
    AvailableIpAddressCount: block ? 2 ** (32 - block.prefix) - RESERVED : 0,
    ResourceGroupId: vpc?.attributes.resourceGroupId ?? "",
    RouteTable: {
      RouteTableId: vpc?.attributes.routeTableId ?? "",
      RouteTableType: "System",
    },
    Tags: { Tag: shownTags(vswitch) },
  };
}

export const VSWITCH_ACTIONS: Readonly<Record<string, Action>> = {
  CreateVSwitch: async (call) => {
    const { parameters } = call;
    const tags = tagsIn(parameters);
    const { id } = await call.create(TYPE, { ...taken(parameters, GIVEN), ...(tags && { tags }) });
    return { VSwitchId: id };
  },
  DescribeVSwitchAttributes: async (call) => {
    const vswitch = await call.need(TYPE, call.parameters.required("VSwitchId"));
    return described(vswitch, await call.find("alicloud:vpc", textOf(vswitch.attributes, "vpcId")));
  },
  DescribeVSwitches: async (call) => {
    const { parameters } = call;
    const asked = {
      vpcId: parameters.text("VpcId"),
      zoneId: parameters.text("ZoneId"),
      vswitchName: parameters.text("VSwitchName"),
    };
    const all = await call.those(TYPE, parameters.text("VSwitchId")?.split(",").filter(Boolean));
    const found = all.filter(({ attributes }) =>
      Object.entries(asked).every(([name, value]) => value === undefined || attributes[name] === value),
    );
    const { items, total, number, size } = pageOf(found, parameters, { most: 50 });
    const vpcs = new Map((await call.all("alicloud:vpc")).map((vpc) => [vpc.id, vpc]));
    return {
      TotalCount: total,
      PageNumber: number,
      PageSize: size,
      VSwitches: {
        VSwitch: items.map((vswitch) => described(vswitch, vpcs.get(textOf(vswitch.attributes, "vpcId")))),
      },
    };
  },
  ModifyVSwitchAttribute: async (call) => {
    const { parameters } = call;
    const { VpcId: _, ZoneId: __, CidrBlock: ___, ...changeable } = GIVEN;
    await call.modify(TYPE, parameters.required("VSwitchId"), taken(parameters, changeable));
    return {};
  },
  DeleteVSwitch: async (call) => {
    await call.remove(TYPE, call.parameters.required("VSwitchId"));
    return {};
  },
};
