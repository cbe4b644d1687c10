import { readFileSync } from "node:fs";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { reduce } from "../../../ops/progress/reducer.ts";
import { emptyState, type UpdateState } from "../../../ops/progress/update-state.ts";

/**
 * What the real engine (v3.259.0) sent, cut down to a few resources and without their properties: `change` is an update
 * of dev with a machine that is replaced, old one first; `failure` a creation that the cloud refused; `policy` a
 * preview of prod that a mandatory rule stopped.
 */
export function recorded(name: "change" | "failure" | "policy"): readonly EngineEvent[] {
  const text = readFileSync(new URL(`./recorded/${name}.json`, import.meta.url), "utf8");
  return JSON.parse(text) as EngineEvent[];
}

type Metadata = NonNullable<EngineEvent["resourcePreEvent"]>["metadata"];

/** The engine's word for a resource's step, as it comes when the step begins, ends or fails. */
export function stepEvent(
  moment: "begins" | "ends" | "fails",
  op: string,
  resource: { readonly name: string; readonly type?: string; readonly parent?: string },
): EngineEvent {
  const type = resource.type ?? "alicloud:ecs/eipAddress:EipAddress";
  const urn = urnOf(resource.name, type);
  const state = {
    type,
    urn,
    custom: true,
    id: "",
    parent: resource.parent ?? STACK_URN,
    inputs: {},
    outputs: {},
  };
  const metadata = { op, urn, type, new: state, old: null, provider: "" } as unknown as Metadata;
  const event = { sequence: 0, timestamp: 0 };
  if (moment === "begins") return { ...event, resourcePreEvent: { metadata, planning: false } };
  if (moment === "ends") return { ...event, resOutputsEvent: { metadata, planning: false } };
  return { ...event, resOpFailedEvent: { metadata, status: 0, steps: 1 } };
}

export const STACK_URN = "urn:pulumi:dev::hougu::pulumi:pulumi:Stack::hougu-dev";

export function urnOf(name: string, type = "alicloud:ecs/eipAddress:EipAddress"): string {
  return `urn:pulumi:dev::hougu::${type}::${name}`;
}

/** The state after events that come a second apart; the first at `start`. */
export function folded(
  events: readonly EngineEvent[],
  { from = emptyState(0), start = 1000, apart = 1000 } = {},
): UpdateState {
  return events.reduce((state, event, index) => reduce(state, event, start + index * apart), from);
}
