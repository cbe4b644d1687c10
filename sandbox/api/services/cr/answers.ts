import type { Attributes, CloudObject, Value } from "../../../cloud/object.ts";
import type { Action, Body, Call } from "../../action.ts";
import { pageOf } from "../../paging.ts";

/** What the enterprise edition puts into every answer. */
export function succeeded(body: Readonly<Record<string, Value>> = {}): Body {
  return { IsSuccess: true, Code: "success", ...body };
}

/** A question about one thing: that there is none is an answer here, where other services refuse. */
export function asking(
  found: (call: Parameters<Action>[0]) => Promise<CloudObject | undefined>,
  absent: string,
  describe: (object: CloudObject) => Readonly<Record<string, Value>>,
): Action {
  return async (call) => {
    const object = await found(call);
    return object === undefined ? { IsSuccess: false, Code: absent } : succeeded(describe(object));
  };
}

/**
 * A page of rows, of those that say what the request says under the same names.
 * @param filters names of fields; what a request leaves out or empty isn't asked for
 */
export function listed(
  { parameters }: Call,
  rows: readonly Body[],
  filters: readonly string[],
): { readonly page: readonly Body[]; readonly total: number; readonly place: Body } {
  const found = rows.filter((row) =>
    filters.every((name) => (parameters.text(name) ?? "") === "" || row[name] === parameters.text(name)),
  );
  const { items, total, number, size } = pageOf(found, parameters, { usual: 30, numberName: "PageNo" });
  return { page: items, total, place: { PageNo: number, PageSize: size } };
}

/** A time in milliseconds since 1970, as this service writes times. */
export function millisecondsAt(attributes: Attributes, name: string): number {
  const time = Date.parse(String(attributes[name] ?? ""));
  return Number.isNaN(time) ? 0 : time;
}
