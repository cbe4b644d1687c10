import { isDeepStrictEqual } from "node:util";
import { isRecord, UNKNOWN } from "../../facts/facts.ts";
import type { Values } from "../wire.ts";
import { asRecord } from "./inputs.ts";

/**
 * The inputs with the values that the API server has in the same fields: a field that nobody gave is others' business.
 * @param normal the object as the server would have it by these inputs, where it can be asked: a value that it only
 * writes in another form (`1000m` as `1`), or a list to which it adds by itself, is no difference, and a field that it
 * would have and hasn't was taken away
 */
export function liveInputs(given: Values, live: Values, normal: Values = {}): Values {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      name.startsWith("__") ? value : liveValue(value, live[name], normal[name]),
    ]),
  );
}

function liveValue(given: unknown, live: unknown, normal: unknown): unknown {
  if (normal !== undefined && isDeepStrictEqual(live, normal)) return given;
  if (given === UNKNOWN) return live ?? given;
  // What no server ever shows stays as it was given.
  if (live === undefined) return normal === undefined ? given : undefined;
  if (live === null) return null;
  if (Array.isArray(given) && Array.isArray(live)) {
    if (given.length !== live.length) return live;
    const items = Array.isArray(normal) && normal.length === live.length ? normal : [];
    return given.map((item, index) => liveValue(item, live[index], items[index]));
  }
  if (isRecord(given) && isRecord(live)) return liveInputs(given, live, asRecord(normal));
  return live;
}

const SERVERS = ["status"] as const;
const SERVERS_METADATA = ["uid", "resourceVersion", "creationTimestamp", "generation"] as const;

/** The inputs of an object that nobody has described yet (`pulumi import`): all but what a server alone fills in. */
export function importedInputs(properties: Values): Values {
  const without = (record: Values, names: readonly string[]): Values =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
  return {
    ...without(properties, SERVERS),
    metadata: without(asRecord(properties.metadata), SERVERS_METADATA),
  };
}
