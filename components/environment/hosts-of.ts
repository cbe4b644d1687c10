import type { EnvironmentPlan, HostPlan, MiniProgramPlan } from "./plan-types.ts";

/** Every machine of a mini-program, whatever it runs. */
export function hostsOf({ edgePairs, tomcats, brokers, database }: MiniProgramPlan): HostPlan[] {
  return [
    ...edgePairs.flatMap(({ hosts }) => hosts),
    ...tomcats,
    ...brokers,
    ...(database ? [database] : []),
  ];
}

/** Every machine of an environment. */
export function everyHostOf({ miniPrograms, monitoring }: EnvironmentPlan): HostPlan[] {
  return [...miniPrograms.flatMap(hostsOf), ...monitoring];
}
