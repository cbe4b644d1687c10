import type { WatchedFile } from "./watched-file.ts";

/** Something that shall go wrong. */
export interface Fault {
  /** The call, e.g. `CreateVSwitch`; `*` stands for any letters: `Create*`, `*`. */
  readonly action: string;
  /** Calls that pass before it begins. Default 0. */
  readonly skip?: number;
  /** Calls that it hits. Every one when left out. */
  readonly times?: number;
  /** How much longer the call takes, in milliseconds. */
  readonly latencyMs?: number;
  /** The refusal. Nothing is done. */
  readonly error?: { readonly code: string; readonly message?: string };
  /** The work is done and its answer gets lost: what a client sees is a timeout. */
  readonly losesAnswer?: true;
}

/** What happens to one call. */
export interface Mishap {
  readonly latencyMs: number;
  readonly error?: { readonly code: string; readonly message: string };
  readonly losesAnswer: boolean;
}

/** Throttles, fails and delays calls as a file says. Used-up faults leave the file, so that it shows what is to come. */
export class Faults {
  readonly #file: WatchedFile<readonly Fault[]>;

  constructor(file: WatchedFile<readonly Fault[]>) {
    this.#file = file;
  }

  list(): readonly Fault[] {
    return this.#file.read();
  }

  set(faults: readonly Fault[]): void {
    this.#file.write(faults);
  }

  /** What happens to a call of `action`, which counts as made. The first fault that names it decides. */
  meet(action: string): Mishap {
    const faults = this.#file.read();
    const index = faults.findIndex((fault) => matches(fault.action, action));
    const fault = faults[index];
    if (fault === undefined) return { latencyMs: 0, losesAnswer: false };
    const { skip = 0, times } = fault;
    if (skip > 0) {
      this.#replace(faults, index, [{ ...fault, skip: skip - 1 }]);
      return { latencyMs: 0, losesAnswer: false };
    }
    if (times !== undefined) this.#replace(faults, index, times > 1 ? [{ ...fault, times: times - 1 }] : []);
    const { error } = fault;
    return {
      latencyMs: fault.latencyMs ?? 0,
      ...(error && {
        error: { code: error.code, message: error.message ?? "injected by the sandbox's faults" },
      }),
      losesAnswer: fault.losesAnswer ?? false,
    };
  }

  #replace(faults: readonly Fault[], index: number, by: readonly Fault[]): void {
    this.#file.write(faults.toSpliced(index, 1, ...by));
  }
}

function matches(pattern: string, action: string): boolean {
  const words = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${words.join(".*")}$`).test(action);
}
