import { type CloudObject, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, shown, taken, text } from "../../fields.ts";
import { ApiError } from "../../problem.ts";
import { selected, tagged } from "../../selection.ts";
import { shownTags, tagsIn } from "../../tags.ts";
import { listed } from "./listing.ts";
import { permissionOf } from "./security-group-rule.ts";

export const SECURITY_GROUP = "alicloud:securityGroup";

/** Private addresses that a basic group takes (quota limits of ECS). */
const MEMBERS = 2000;

const GIVEN: Fields = {
  SecurityGroupName: text("securityGroupName"),
  Description: text("description"),
  VpcId: text("vpcId"),
  SecurityGroupType: text("securityGroupType"),
  ResourceGroupId: text("resourceGroupId"),
};

const DESCRIBED: Fields = { ...GIVEN, CreationTime: text("createTime") };

const FILTERS = {
  VpcId: "vpcId",
  SecurityGroupName: "securityGroupName",
  SecurityGroupType: "securityGroupType",
  ResourceGroupId: "resourceGroupId",
} as const;

async function described(call: Call, group: CloudObject): Promise<Record<string, Value>> {
  const rules = await call.having("alicloud:securityGroupRule", "securityGroupId", group.id);
  const members = await call.having("alicloud:instance", "securityGroups", group.id);
  return {
    SecurityGroupName: "",
    Description: "",
    ...shown(group.attributes, DESCRIBED),
    SecurityGroupId: group.id,
    RuleCount: rules.length,
    GroupToGroupRuleCount: rules.filter(
      ({ attributes }) => textOf(attributes, "sourceSecurityGroupId") !== "",
    ).length,
    EcsCount: members.length,
    AvailableInstanceAmount: MEMBERS - members.length,
    ServiceManaged: false,
    Tags: { Tag: shownTags(group, "Tag") },
  };
}

export const SECURITY_GROUP_ACTIONS: Readonly<Record<string, Action>> = {
  CreateSecurityGroup: async (call) => {
    const { parameters } = call;
    const tags = tagsIn(parameters);
    const { id } = await call.create(SECURITY_GROUP, { ...taken(parameters, GIVEN), ...(tags && { tags }) });
    return { SecurityGroupId: id };
  },
  DescribeSecurityGroups: async (call) => {
    const { parameters, region } = call;
    const one = parameters.text("SecurityGroupId");
    const ids = one ? [one] : parameters.list("SecurityGroupIds");
    const found = tagged(selected(await call.those(SECURITY_GROUP, ids), parameters, FILTERS), parameters);
    const { items, frame } = listed(found, parameters);
    return {
      ...frame,
      RegionId: region,
      SecurityGroups: { SecurityGroup: await Promise.all(items.map((group) => described(call, group))) },
    };
  },
  DescribeSecurityGroupAttribute: async (call) => {
    const { parameters } = call;
    const group = await call.need(SECURITY_GROUP, parameters.required("SecurityGroupId"));
    const direction = parameters.text("Direction") || "all";
    // A group in a VPC has rules of one kind of card, so what the request says of it selects nothing.
    const rules = (await call.having("alicloud:securityGroupRule", "securityGroupId", group.id)).filter(
      ({ attributes }) => direction === "all" || attributes.type === direction,
    );
    return {
      SecurityGroupName: "",
      Description: "",
      ...shown(group.attributes, {
        SecurityGroupName: text("securityGroupName"),
        Description: text("description"),
        VpcId: text("vpcId"),
        InnerAccessPolicy: text("innerAccessPolicy"),
      }),
      SecurityGroupId: group.id,
      RegionId: group.scope,
      Permissions: { Permission: rules.map(permissionOf) },
    };
  },
  ModifySecurityGroupAttribute: async (call) => {
    const { parameters } = call;
    await call.modify(
      SECURITY_GROUP,
      parameters.required("SecurityGroupId"),
      taken(parameters, { SecurityGroupName: text("securityGroupName"), Description: text("description") }),
    );
    return {};
  },
  ModifySecurityGroupPolicy: async (call) => {
    const { parameters } = call;
    const policy = parameters.required("InnerAccessPolicy");
    if (!["Accept", "Drop"].includes(policy)) {
      throw new ApiError(
        400,
        "InvalidPolicy.Malformed",
        `The specified parameter "InnerAccessPolicy" is not valid. (${policy}: Accept or Drop)`,
      );
    }
    await call.modify(SECURITY_GROUP, parameters.required("SecurityGroupId"), { innerAccessPolicy: policy });
    return {};
  },
  DeleteSecurityGroup: async (call) => {
    await call.remove(SECURITY_GROUP, call.parameters.required("SecurityGroupId"));
    return {};
  },
};
