import { type Attributes, type CloudObject, records } from "../cloud/object.ts";
import { ApiError } from "./problem.ts";

/**
 * Both services that balance in zones refuse zones that are as they were.
 * @param names what makes a difference; what a request doesn't name stays as it is
 * @throws ApiError
 */
export function refuseUnchangedZones(
  { attributes }: CloudObject,
  wanted: readonly Attributes[],
  names: readonly string[],
): void {
  const present = records(attributes, "zoneMappings");
  const isThere = (zone: Attributes) =>
    present.some((old) => names.every((name) => zone[name] === undefined || zone[name] === old[name]));
  if (wanted.length === present.length && wanted.every(isThere)) {
    throw new ApiError(
      400,
      "OperationDenied.ZoneMappingsNotChanged",
      "The operation is not allowed because of ZoneMappingsNotChanged.",
    );
  }
}
