import type { Value } from "../../../cloud/object.ts";
import { pageOf, stretchOf } from "../../paging.ts";
import type { Parameters } from "../../parameters.ts";

/** A part of a list, and what the answer says of the whole. */
export interface Listing<T> {
  readonly items: readonly T[];
  readonly frame: Readonly<Record<string, Value>>;
}

/** ECS gives lists by page number, as it always did, or by token, to who asks with MaxResults or NextToken. */
export function listed<T>(all: readonly T[], parameters: Parameters, { most = 100 } = {}): Listing<T> {
  if (parameters.has("MaxResults") || parameters.text("NextToken")) {
    const { items, total, size, nextToken } = stretchOf(all, parameters, { usual: 10, most });
    return { items, frame: { TotalCount: total, PageNumber: 1, PageSize: size, NextToken: nextToken } };
  }
  return listedByPage(all, parameters, { most });
}

/** Of actions that know page numbers only. */
export function listedByPage<T>(all: readonly T[], parameters: Parameters, { most = 100 } = {}): Listing<T> {
  const { items, total, number, size } = pageOf(all, parameters, { most });
  return { items, frame: { TotalCount: total, PageNumber: number, PageSize: size } };
}
