import type { Parameters } from "../../parameters.ts";
import { ApiError } from "../../problem.ts";

/** Rows of a list when nobody says how many (API reference of ListProject), and the most at a time. */
const USUAL = 100;
const MOST = 500;

/** The part of a list that a request asks for by `offset` and `size`. */
export function slice<T>(all: readonly T[], parameters: Parameters): readonly T[] {
  const offset = parameters.integer("offset") ?? 0;
  const size = parameters.integer("size") ?? USUAL;
  if (offset < 0 || size < 0 || size > MOST) {
    throw new ApiError(400, "ParameterInvalid", `offset must be 0 or more, size 0 to ${MOST}.`);
  }
  return all.slice(offset, offset + size);
}
