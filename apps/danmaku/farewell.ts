/** Share of the time to drain in which sockets are closed; the rest is for the phones' own good-byes. */
const SHARE = 0.8;
/** Most milliseconds that a phone waits before it comes back, so that those of one moment come apart. */
const SPREAD_MS = 5000;

export interface Farewell {
  /** Milliseconds from the beginning of the drain until it is told. */
  readonly afterMs: number;
  /** And what it is told to wait then. */
  readonly reconnectAfterMs: number;
}

/**
 * When each of some sockets is closed: evenly over the time there is, so that other gateways take them in one by one and
 * not all in the same second.
 */
export function farewells(
  sockets: number,
  drainSeconds: number,
  random: () => number = Math.random,
): Farewell[] {
  const each = (drainSeconds * 1000 * SHARE) / Math.max(1, sockets);
  return Array.from({ length: sockets }, (_, index) => ({
    afterMs: Math.round(index * each),
    reconnectAfterMs: Math.round(random() * SPREAD_MS),
  }));
}
