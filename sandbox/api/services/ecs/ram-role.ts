import { type CloudObject, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Body, Call } from "../../action.ts";
import { ApiError } from "../../problem.ts";
import { listedByPage } from "./listing.ts";

const TYPE = "alicloud:ramRoleAttachment";

/** The role's place on each of these instances; those without one are left out. */
async function attachmentsOf(call: Call, ids: readonly string[]): Promise<readonly CloudObject[]> {
  return (await Promise.all(ids.map((id) => call.having(TYPE, "instanceId", id)))).flat();
}

function rowOf({ attributes }: CloudObject): Record<string, Value> {
  return { InstanceId: textOf(attributes, "instanceId"), RamRoleName: textOf(attributes, "ramRoleName") };
}

/** What came of each instance; a call that fails for one fails as a whole here, as it does for a single one. */
function outcome(
  ids: readonly string[],
  role: string,
  name: string,
  more: (id: string) => Body = () => ({}),
) {
  return {
    RamRoleName: role,
    TotalCount: ids.length,
    FailCount: 0,
    [`${name}Results`]: {
      [`${name}Result`]: ids.map((id) => ({
        InstanceId: id,
        Code: "200",
        Message: "success",
        Success: true,
        ...more(id),
      })),
    },
  };
}

export const RAM_ROLE_ACTIONS: Readonly<Record<string, Action>> = {
  AttachInstanceRamRole: async (call) => {
    const { parameters } = call;
    const role = parameters.required("RamRoleName");
    const ids = parameters.list("InstanceIds") ?? [];
    for (const instanceId of ids) {
      await call.cloud.create(call.session, TYPE, { instanceId, ramRoleName: role });
    }
    return outcome(ids, role, "AttachInstanceRamRole");
  },
  DetachInstanceRamRole: async (call) => {
    const { parameters } = call;
    const role = parameters.text("RamRoleName") ?? "";
    const ids = parameters.list("InstanceIds") ?? [];
    const attached = await attachmentsOf(call, ids);
    for (const id of ids) {
      const found = attached.find(({ attributes }) => attributes.instanceId === id);
      if (found === undefined || (role !== "" && found.attributes.ramRoleName !== role)) {
        throw new ApiError(
          404,
          "InvalidRamRole.NotFound",
          `The specified RamRoleName does not exist on the instance. (${role}, ${id})`,
        );
      }
      await call.remove(TYPE, found.id);
    }
    return outcome(ids, role, "DetachInstanceRamRole", (id) => ({
      InstanceRamRoleSets: {
        InstanceRamRoleSet: attached.filter(({ attributes }) => attributes.instanceId === id).map(rowOf),
      },
    }));
  },
  DescribeInstanceRamRole: async (call) => {
    const { parameters, region } = call;
    const role = parameters.text("RamRoleName") ?? "";
    const ids = parameters.list("InstanceIds") ?? [];
    const those = ids.length > 0 ? await attachmentsOf(call, ids) : await call.all(TYPE);
    const found = those.filter(({ attributes }) => role === "" || attributes.ramRoleName === role);
    const { items } = listedByPage(found, parameters);
    return {
      RegionId: region,
      TotalCount: found.length,
      InstanceRamRoleSets: { InstanceRamRoleSet: items.map(rowOf) },
    };
  },
};
