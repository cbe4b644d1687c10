/** A token bucket's size and filling: a burst, then a steady drip. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

interface Bucket {
  left: number;
  at: number;
}

/**
 * Token buckets by name. A bucket that has filled up again is as good as a new one, so only those in use are kept.
 * Each gateway counts for itself: a user with sockets on two of them has two buckets.
 */
export class RateLimit {
  readonly #rate: Rate;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate, now: () => number = () => performance.now()) {
    this.#rate = rate;
    this.#now = now;
  }

  /** Takes one. @returns milliseconds until there is one again, 0 when there was one */
  take(name: string): number {
    const { burst, perSecond } = this.#rate;
    const now = this.#now();
    const bucket = this.#buckets.get(name) ?? { left: burst, at: now };
    const left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond);
    const taken = left >= 1;
    this.#buckets.set(name, { left: taken ? left - 1 : left, at: now });
    return taken ? 0 : Math.ceil(((1 - left) / perSecond) * 1000);
  }

  /** Forgets full buckets; to be called now and then. */
  sweep(): void {
    const { burst, perSecond } = this.#rate;
    const full = this.#now() - (burst / perSecond) * 1000;
    for (const [name, { at }] of this.#buckets) if (at <= full) this.#buckets.delete(name);
  }

  get size(): number {
    return this.#buckets.size;
  }
}
