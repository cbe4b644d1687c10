import { type Attributes, numeric, text } from "../object.ts";

/** Shares by level, for each CPU and for each MiB (vSphere Resource Management, "Resource Allocation Shares"). */
const CPU_SHARES: Readonly<Record<string, number>> = { low: 500, normal: 1000, high: 2000 };
const MEMORY_SHARES: Readonly<Record<string, number>> = { low: 5, normal: 10, high: 20 };

/** What a machine's levels of shares come to. */
export function shares(machine: Attributes): Attributes {
  const cpuShareLevel = text(machine, "cpuShareLevel") || "normal";
  const memoryShareLevel = text(machine, "memoryShareLevel") || "normal";
  const cpuShares = CPU_SHARES[cpuShareLevel];
  const memoryShares = MEMORY_SHARES[memoryShareLevel];
  return {
    cpuShareLevel,
    cpuShareCount: cpuShares ? cpuShares * (numeric(machine, "numCpus") ?? 1) : (machine.cpuShareCount ?? 0),
    memoryShareLevel,
    memoryShareCount: memoryShares
      ? memoryShares * (numeric(machine, "memory") ?? 0)
      : (machine.memoryShareCount ?? 0),
  };
}
