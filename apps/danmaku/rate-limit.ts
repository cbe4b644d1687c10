/** A burst, then a steady drip. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * A token bucket for each name, kept as the time at which it will be full again (the generic cell rate algorithm): one
 * number, and no sum of fractions. Only those that aren't full are kept.
 * Each gateway counts for itself: a user with sockets on two of them has two buckets.
 */
export class RateLimit {
  readonly #interval: number;
  readonly #burst: number;
  readonly #now: () => number;
  readonly #fullAt = new Map<string, number>();

  constructor({ burst, perSecond }: Rate, now: () => number = () => performance.now()) {
    this.#interval = 1000 / perSecond;
    this.#burst = burst;
    this.#now = now;
  }

  /** Takes one. @returns milliseconds until there is one again, 0 when there was one */
  take(name: string): number {
    const now = this.#now();
    const fullAt = Math.max(this.#fullAt.get(name) ?? 0, now) + this.#interval;
    const early = fullAt - this.#burst * this.#interval - now;
    if (early > 0) return Math.ceil(early);
    this.#fullAt.set(name, fullAt);
    return 0;
  }

  /** Forgets full buckets; to be called now and then. */
  sweep(): void {
    const now = this.#now();
    for (const [name, fullAt] of this.#fullAt) if (fullAt <= now) this.#fullAt.delete(name);
  }

  get size(): number {
    return this.#fullAt.size;
  }
}
