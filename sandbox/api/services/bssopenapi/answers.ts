import type { Value } from "../../../cloud/object.ts";
import type { Body } from "../../action.ts";

/** What this service puts into every answer. */
export function succeeded(data?: Value): Body {
  return {
    Code: "Success",
    Message: "Successful!",
    Success: true,
    ...(data !== undefined && { Data: data }),
  };
}
