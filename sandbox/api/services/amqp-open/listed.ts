import type { Value } from "../../../cloud/object.ts";
import type { Body, Call } from "../../action.ts";
import { stretchOf } from "../../paging.ts";

/** A list as this service answers it: inside `Data`, by stretches. */
export function listed(call: Call, name: string, rows: readonly Record<string, Value>[]): Body {
  const { items, nextToken, size } = stretchOf(rows, call.parameters, { usual: 10, most: 100 });
  return { Data: { [name]: items, MaxResults: size, ...(nextToken !== "" && { NextToken: nextToken }) } };
}
