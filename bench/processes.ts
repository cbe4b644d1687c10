import { readdirSync, readFileSync } from "node:fs";

/** The parts of a run whose memory is told apart. */
export const PARTS = ["engine", "language host", "program", "policy pack", "sandbox"] as const;
export type Part = (typeof PARTS)[number];

/** Highest resident memory by part, in MiB. */
export type Peaks = Partial<Record<Part, number>>;

const KIB_PER_MIB = 1024;

/**
 * Watches a process and all that it starts, through /proc. Each process's own high-water mark is read, so a peak
 * between two looks is seen; only a process that lives shorter than the interval is missed. Nothing on other systems.
 */
export class ProcessWatch {
  readonly #peaks = new Map<number, { part: Part; mib: number }>();
  readonly #timer: NodeJS.Timeout | undefined;

  constructor(root: number, intervalMs: number) {
    if (process.platform === "linux") this.#timer = setInterval(() => this.#look(root), intervalMs);
  }

  stop(): Peaks {
    clearInterval(this.#timer);
    const peaks: Record<string, number> = {};
    for (const { part, mib } of this.#peaks.values()) peaks[part] = (peaks[part] ?? 0) + mib;
    return peaks;
  }

  #look(root: number): void {
    for (const pid of descendantsOf(root)) {
      const mib = highWaterMark(pid);
      const part = partOf(pid);
      if (mib !== undefined && part !== undefined) this.#peaks.set(pid, { part, mib });
    }
  }
}

/** A process and everything below it. */
function descendantsOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    // The name in brackets may hold anything; what follows the last one is state and parent.
    const parent = Number(
      read(`/proc/${name}/stat`)
        ?.replace(/^.*\) /s, "")
        .split(" ")[1],
    );
    if (!Number.isNaN(parent)) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  for (let rest = [root]; rest.length > 0; rest = rest.flatMap((pid) => children.get(pid) ?? []))
    found.push(...rest);
  return found;
}

function highWaterMark(pid: number): number | undefined {
  const kib = /^VmHWM:\s+(\d+)/m.exec(read(`/proc/${pid}/status`) ?? "")?.[1];
  return kib === undefined ? undefined : Number(kib) / KIB_PER_MIB;
}

function partOf(pid: number): Part | undefined {
  const command = (read(`/proc/${pid}/cmdline`) ?? "").replaceAll("\0", " ");
  if (command.includes("pulumi-resource-") || command.includes("/sandbox/")) return "sandbox";
  if (command.includes("policy-pack-runner") || command.includes("run-policy-pack")) return "policy pack";
  if (command.includes("@pulumi/pulumi/cmd/run")) return "program";
  if (command.includes("language-host") || command.includes("pulumi-language-")) return "language host";
  return /(^|\/)pulumi( |$)/.test(command) ? "engine" : undefined;
}

/** A process may end while it is looked at. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
