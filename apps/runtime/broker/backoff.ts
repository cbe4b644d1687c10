const FIRST_MS = 200;
const LONGEST_MS = 10_000;

/**
 * Milliseconds until the next try: doubled each time, up to ten seconds, and any share of it, so that clients that lost
 * the same broker in the same instant don't come back in the same one.
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
  return Math.round(most / 2 + (random() * most) / 2);
}
