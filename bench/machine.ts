import { cpus, loadavg, release, totalmem, type } from "node:os";

/** Where the numbers come from: without it nobody can compare them. */
export interface MachineFacts {
  readonly system: string;
  readonly cpu: string;
  readonly cpus: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly pulumi: string;
  /** Average number of processes that wanted a CPU in the minute before the run: above `cpus`, distrust the times. */
  readonly loadBefore: number;
}

const BYTES_PER_GIB = 2 ** 30;

export function machineFacts(pulumiVersion: string): MachineFacts {
  return {
    system: `${type()} ${release()}`,
    cpu: cpus()[0]?.model ?? "unknown",
    cpus: cpus().length,
    memoryGiB: Math.round(totalmem() / BYTES_PER_GIB),
    node: process.version,
    pulumi: pulumiVersion,
    loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}
