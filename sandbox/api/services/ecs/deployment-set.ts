import { type CloudObject, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, shown, taken, text } from "../../fields.ts";
import { selected } from "../../selection.ts";
import { listedByPage } from "./listing.ts";

const TYPE = "alicloud:deploymentSet";

const GIVEN: Fields = {
  DeploymentSetName: text("deploymentSetName"),
  Description: text("description"),
  Strategy: text("strategy"),
  Domain: text("domain"),
  Granularity: text("granularity"),
  OnUnableToRedeployFailedInstance: text("onUnableToRedeployFailedInstance"),
};

async function described(call: Call, set: CloudObject): Promise<Record<string, Value>> {
  const members = await call.having("alicloud:instance", "deploymentSetId", set.id);
  const zones = new Map<string, number>();
  for (const { attributes } of members) {
    const zone = textOf(attributes, "availabilityZone");
    zones.set(zone, (zones.get(zone) ?? 0) + 1);
  }
  return {
    DeploymentSetName: "",
    DeploymentSetDescription: "",
    ...shown(set.attributes, {
      DeploymentSetName: text("deploymentSetName"),
      DeploymentSetDescription: text("description"),
      DeploymentStrategy: text("strategy"),
      Strategy: text("strategy"),
      Domain: text("domain"),
      Granularity: text("granularity"),
      CreationTime: text("createTime"),
    }),
    DeploymentSetId: set.id,
    InstanceAmount: members.length,
    InstanceIds: { InstanceId: members.map(({ id }) => id) },
    Capacities: {
      Capacity: [...zones].map(([zone, used]) => ({
        ZoneId: zone,
        UsedAmount: used,
        AvailableAmount: MEMBERS_PER_ZONE - used,
      })),
    },
  };
}

/** Instances of a set in one zone, with the strategy Availability. */
const MEMBERS_PER_ZONE = 20;

export const DEPLOYMENT_SET_ACTIONS: Readonly<Record<string, Action>> = {
  CreateDeploymentSet: async (call) => ({
    DeploymentSetId: (await call.create(TYPE, taken(call.parameters, GIVEN))).id,
  }),
  DescribeDeploymentSets: async (call) => {
    const { parameters, region } = call;
    const found = selected(await call.those(TYPE, parameters.list("DeploymentSetIds")), parameters, {
      DeploymentSetName: "deploymentSetName",
      Strategy: "strategy",
    });
    const { items, frame } = listedByPage(found, parameters);
    return {
      ...frame,
      RegionId: region,
      DeploymentSets: { DeploymentSet: await Promise.all(items.map((set) => described(call, set))) },
    };
  },
  ModifyDeploymentSetAttribute: async (call) => {
    const { parameters } = call;
    await call.modify(
      TYPE,
      parameters.required("DeploymentSetId"),
      taken(parameters, { DeploymentSetName: text("deploymentSetName"), Description: text("description") }),
    );
    return {};
  },
  DeleteDeploymentSet: async (call) => {
    await call.remove(TYPE, call.parameters.required("DeploymentSetId"));
    return {};
  },
};
