import type { Parameters } from "./parameters.ts";
import { ApiError } from "./problem.ts";

/** One page of a list, by page number. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly number: number;
  readonly size: number;
}

/** @param usual the page size when none is asked for @param most the largest that the service gives */
export function pageOf<T>(
  all: readonly T[],
  parameters: Parameters,
  { usual = 10, most = 100, sizeName = "PageSize", numberName = "PageNumber" } = {},
): Page<T> {
  const size = parameters.integer(sizeName) ?? usual;
  const number = parameters.integer(numberName) ?? 1;
  if (size < 1 || size > most) {
    throw new ApiError(400, "InvalidParameter", `The specified ${sizeName} is not valid: 1 to ${most}.`);
  }
  if (number < 1) throw new ApiError(400, "InvalidParameter", `The specified ${numberName} is not valid.`);
  return { items: all.slice((number - 1) * size, number * size), total: all.length, number, size };
}

/** One stretch of a list, by a token that leads to the next. */
export interface Stretch<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly size: number;
  /** Empty when there is no more. */
  readonly nextToken: string;
}

export function stretchOf<T>(
  all: readonly T[],
  parameters: Parameters,
  { usual = 20, most = 100 } = {},
): Stretch<T> {
  const size = parameters.integer("MaxResults") ?? usual;
  if (size < 1 || size > most) {
    throw new ApiError(400, "InvalidParameter", `The specified MaxResults is not valid: 1 to ${most}.`);
  }
  const token = parameters.text("NextToken") ?? "";
  const from = token === "" ? 0 : Number(Buffer.from(token, "base64url").toString());
  if (!Number.isSafeInteger(from) || from < 0) {
    throw new ApiError(400, "InvalidParameter", "The specified NextToken is not valid.");
  }
  const next = from + size;
  return {
    items: all.slice(from, next),
    total: all.length,
    size,
    nextToken: next < all.length ? Buffer.from(String(next)).toString("base64url") : "",
  };
}
