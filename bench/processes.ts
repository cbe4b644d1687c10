import { readdirSync, readFileSync } from "node:fs";

/** The parts of a run whose memory and CPU time are told apart. */
export const PARTS = ["engine", "language host", "program", "policy pack", "sandbox"] as const;
export type Part = (typeof PARTS)[number];

/** Highest resident memory by part, in MiB. */
export type Peaks = Partial<Record<Part, number>>;

/** CPU time by part, in seconds: it says what a part costs on a machine that has other work too. */
export type CpuTimes = Partial<Record<Part, number>>;

/** What a watched run needed. */
export interface Usage {
  readonly peaks: Peaks;
  readonly cpu: CpuTimes;
}

const KIB_PER_MIB = 1024;
/** Linux counts CPU time for programs in hundredths of a second, whatever its own clock (man 5 proc). */
const TICKS_PER_SECOND = 100;

/**
 * Watches a process and all that it starts, through /proc. Each process's own high-water mark is read, so a peak
 * between two looks is seen; only a process that lives shorter than the interval is missed. Nothing on other systems.
 */
export class ProcessWatch {
  readonly #seen = new Map<number, { part: Part; mib: number; cpu: number }>();
  readonly #timer: NodeJS.Timeout | undefined;

  constructor(root: number, intervalMs: number) {
    if (process.platform === "linux") this.#timer = setInterval(() => this.#look(root), intervalMs);
  }

  stop(): Usage {
    clearInterval(this.#timer);
    const peaks: Peaks = {};
    const cpu: CpuTimes = {};
    for (const { part, mib, cpu: seconds } of this.#seen.values()) {
      peaks[part] = (peaks[part] ?? 0) + mib;
      cpu[part] = (cpu[part] ?? 0) + seconds;
    }
    return { peaks, cpu };
  }

  #look(root: number): void {
    for (const pid of descendantsOf(root)) {
      const mib = highWaterMark(pid);
      const part = partOf(pid);
      const cpu = cpuSeconds(pid);
      if (mib !== undefined && cpu !== undefined && part !== undefined)
        this.#seen.set(pid, { part, mib, cpu });
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

/** Of the process itself, in its own code and in the system's. */
function cpuSeconds(pid: number): number | undefined {
  // The name in brackets may hold anything; what follows the last one begins with the third field.
  const fields = read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, "")
    .split(" ");
  const [user, system] = [fields?.[11], fields?.[12]];
  return user === undefined || system === undefined
    ? undefined
    : (Number(user) + Number(system)) / TICKS_PER_SECOND;
}

function partOf(pid: number): Part | undefined {
  const command = (read(`/proc/${pid}/cmdline`) ?? "").replaceAll("\0", " ");
  // First, for its arguments may lead into the sandbox's folder.
  if (/^(\S*\/)?pulumi( |$)/.test(command)) return "engine";
  if (command.includes("pulumi-resource-") || command.includes("/sandbox/")) return "sandbox";
  if (command.includes("policy-pack-runner") || command.includes("run-policy-pack")) return "policy pack";
  if (command.includes("@pulumi/pulumi/cmd/run")) return "program";
  if (command.includes("language-host") || command.includes("pulumi-language-")) return "language host";
  return undefined;
}

/** A process may end while it is looked at. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
