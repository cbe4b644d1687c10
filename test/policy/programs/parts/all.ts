import type { Properties } from "../../../../policy/resource.ts";
import type { Fault } from "../faults/fault.ts";
import { CLUSTER, DOCKER, KUBERNETES } from "./cluster.ts";
import { DATA } from "./data.ts";
import { HOSTS } from "./hosts.ts";
import { NETWORK } from "./network.ts";
import type { Part } from "./part.ts";

/** One of each type that rules judge, such that every rule accepts the whole. */
export const PARTS: readonly Part[] = [...NETWORK, ...DATA, ...HOSTS, ...CLUSTER, ...KUBERNETES, ...DOCKER];

/** The part that a fault changes, as another one beside it. */
export function faulty(fault: Fault, name: string): Part {
  const part = PARTS.find(({ type, name: own }) => type === fault.type && (fault.name ?? own) === own);
  if (part === undefined) throw new Error(`no part of ${fault.type}`);
  const protect = fault.protect ?? part.protect;
  return {
    type: part.type,
    name,
    props: Object.entries(fault.change).reduce<Properties>(
      (props, [path, value]) => changed(props, path.split("."), value) as Properties,
      part.props,
    ),
    ...(protect === undefined ? {} : { protect }),
  };
}

function changed(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === key ? changed(item, rest, to) : item));
  const { [key]: old, ...others } = (value ?? {}) as Record<string, unknown>;
  const next = changed(old, rest, to);
  return next === undefined ? others : { ...others, [key]: next };
}
