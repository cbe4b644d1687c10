import type { Action } from "./action.ts";
import { ApiError } from "./problem.ts";

/**
 * MoveResourceGroup of a service.
 * @param types the cloud's types by what the service calls them in `ResourceType`; names are compared without case
 */
export function moveResourceGroup(types: Readonly<Record<string, string>>): Action {
  return async (call) => {
    const { parameters } = call;
    const wanted = parameters.required("ResourceType");
    const type = Object.entries(types).find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1];
    if (type === undefined) {
      throw new ApiError(400, "InvalidResourceType.NotFound", `The ResourceType ${wanted} is not supported.`);
    }
    await call.modify(type, parameters.required("ResourceId"), {
      resourceGroupId: parameters.required("NewResourceGroupId"),
    });
    return {};
  };
}
