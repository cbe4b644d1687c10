import type { Tier } from "../../components/config/environment.ts";
import { guestsOf } from "../../components/environment/guests.ts";
import { everyHostOf } from "../../components/environment/hosts-of.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import type { HostPlan } from "../../components/environment/plan-types.ts";
import { environmentOf, type Recorded, recordEnvironment } from "./recorded.ts";

export const INSTANCE = "alicloud:ecs/instance:Instance";
export const MACHINE = "vsphere:index/virtualMachine:VirtualMachine";

/** A committed environment: what was planned, and what the program made of it. */
export async function madeOf(tier: Tier) {
  const environment = environmentOf(tier);
  const plan = planEnvironment(environment);
  const made = await recordEnvironment(environment);
  const hosts: readonly HostPlan[] = everyHostOf(plan);
  return {
    environment,
    plan,
    made,
    guests: guestsOf(environment, plan),
    hosts,
    onAlicloud: hosts.filter(({ placement }) => placement.on === "alicloud"),
    onVsphere: hosts.filter(({ placement }) => placement.on === "vsphere"),
    /** The machine of a planned host. */
    machineOf: ({ name, placement }: HostPlan): Recorded =>
      made.the(placement.on === "alicloud" ? INSTANCE : MACHINE, name),
  };
}
