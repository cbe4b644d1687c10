import { type CloudObject, text as textOf, texts, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import type { Parameters } from "../../parameters.ts";
import { ApiError } from "../../problem.ts";
import { tagged } from "../../selection.ts";
import { shownTags, tagsIn } from "../../tags.ts";

export const HA_VIP = "alicloud:havip";
const ATTACHMENT = "alicloud:havipAttachment";

const GIVEN: Fields = {
  VSwitchId: text("vswitchId"),
  IpAddress: text("ipAddress"),
  Name: text("haVipName"),
  Description: text("description"),
  ResourceGroupId: text("resourceGroupId"),
};

const DESCRIBED: Fields = {
  VpcId: text("vpcId"),
  VSwitchId: text("vswitchId"),
  IpAddress: text("ipAddress"),
  Name: text("haVipName"),
  Description: text("description"),
  Status: text("status"),
  MasterInstanceId: text("masterInstanceId"),
  AssociatedInstanceType: text("associatedInstanceType"),
  ResourceGroupId: text("resourceGroupId"),
  CreateTime: text("createTime"),
};

/** Keys of the filters of DescribeHaVips, and the attribute that each looks at; ids are no attribute. */
const FILTERS: Readonly<Record<string, string>> = {
  VpcId: "vpcId",
  VSwitchId: "vswitchId",
  Status: "status",
  IpAddress: "ipAddress",
  Name: "haVipName",
};

async function described(call: Call, address: CloudObject): Promise<Record<string, Value>> {
  const { attributes, id, scope } = address;
  const attachments = await call.having(ATTACHMENT, "haVipId", id);
  // An association that is on its way makes the whole address so.
  const onTheWay = attachments.map((one) => textOf(one.attributes, "status")).find((one) => one !== "InUse");
  return {
    Name: "",
    Description: "",
    ...shown(attributes, DESCRIBED),
    ...(onTheWay && { Status: onTheWay }),
    HaVipId: id,
    RegionId: scope,
    ChargeType: "PostPaid",
    AssociatedInstances: { associatedInstance: texts(attributes, "associatedInstances") },
    AssociatedEipAddresses: { associatedEipAddresse: texts(attributes, "associatedEipAddresses") },
    Tags: { Tag: shownTags(address) },
  };
}

/** `Filter.1.Key`, `Filter.1.Value.1`: all keys must fit, each with any of its values. */
function fits(address: CloudObject, filters: readonly Parameters[]): boolean {
  return filters.every((filter) => {
    const key = filter.required("Key");
    const attribute = FILTERS[key];
    if (key !== "HaVipId" && attribute === undefined) {
      throw new ApiError(
        400,
        "InvalidFilterKey.ValueNotSupported",
        `The specified filter key is not supported. (${key})`,
      );
    }
    const value = attribute === undefined ? address.id : textOf(address.attributes, attribute);
    return (filter.list("Value") ?? []).includes(value);
  });
}

export const HA_VIP_ACTIONS: Readonly<Record<string, Action>> = {
  CreateHaVip: async (call) => {
    const { parameters } = call;
    const tags = tagsIn(parameters);
    const { id, attributes } = await call.create(HA_VIP, {
      ...taken(parameters, GIVEN),
      ...(tags && { tags }),
    });
    return { HaVipId: id, IpAddress: textOf(attributes, "ipAddress") };
  },
  DescribeHaVips: async (call) => {
    const { parameters } = call;
    const filters = parameters.records("Filter") ?? [];
    const found = tagged(await call.all(HA_VIP), parameters, "Tags").filter((one) => fits(one, filters));
    const { items, total, number, size } = pageOf(found, parameters, { most: 50 });
    return {
      TotalCount: total,
      PageNumber: number,
      PageSize: size,
      HaVips: { HaVip: await Promise.all(items.map((one) => described(call, one))) },
    };
  },
  ModifyHaVipAttribute: async (call) => {
    const { parameters } = call;
    await call.modify(
      HA_VIP,
      parameters.required("HaVipId"),
      taken(parameters, { Name: text("haVipName"), Description: text("description") }),
    );
    return {};
  },
  DeleteHaVip: async (call) => {
    await call.remove(HA_VIP, call.parameters.required("HaVipId"));
    return {};
  },
  AssociateHaVip: async (call) => {
    const fields: Fields = {
      HaVipId: text("haVipId"),
      InstanceId: text("instanceId"),
      InstanceType: text("instanceType"),
    };
    await call.create(ATTACHMENT, taken(call.parameters, fields));
    return {};
  },
  UnassociateHaVip: async (call) => {
    const { parameters } = call;
    const [address, instance] = [parameters.required("HaVipId"), parameters.required("InstanceId")];
    await call.need(HA_VIP, address);
    await call.remove(ATTACHMENT, `${address}:${instance}`);
    return {};
  },
};
