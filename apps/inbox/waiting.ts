/** Who waits for which mailbox. */
export class Waiting {
  readonly #waiters = new Map<string, Set<() => void>>();
  readonly #most: number;
  #count = 0;
  #ending = false;

  constructor(most: number) {
    this.#most = most;
  }

  get count(): number {
    return this.#count;
  }

  get full(): boolean {
    return this.#count >= this.#most;
  }

  /**
   * Begins to listen at once, so that what arrives between this and the look into the mailbox isn't missed.
   * `arrived` resolves on an arrival, on the signal, after the time, or when everybody is sent home.
   */
  listen(mailbox: string, milliseconds: number, signal: AbortSignal): Listener {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiters = this.#waiters.get(mailbox) ?? new Set();
    this.#waiters.set(mailbox, waiters);
    waiters.add(resolve);
    this.#count += 1;
    const timer = setTimeout(resolve, this.#ending ? 0 : milliseconds);
    signal.addEventListener("abort", () => resolve(), { once: true });
    if (signal.aborted) resolve();
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      clearTimeout(timer);
      this.#count -= 1;
      waiters.delete(resolve);
      if (waiters.size === 0 && this.#waiters.get(mailbox) === waiters) this.#waiters.delete(mailbox);
    };
    return { arrived: promise, leave };
  }

  arrived(mailbox: string): void {
    for (const wake of this.#waiters.get(mailbox) ?? []) wake();
  }

  /** Everybody gets an answer now, and nobody waits any more. */
  sendHome(): void {
    this.#ending = true;
    for (const waiters of this.#waiters.values()) for (const wake of waiters) wake();
  }
}

export interface Listener {
  readonly arrived: Promise<void>;
  readonly leave: () => void;
}
