import type { Log } from "./log.ts";

/**
 * Ends the process as it is asked to: drains once, and goes with status 0. Who takes longer than the deadline goes with
 * status 1, before the platform kills it without a word in the log.
 */
export function endOnSignal(log: Log, deadlineSeconds: number, drain: () => Promise<void>): void {
  let asked = false;
  const end = (signal: NodeJS.Signals) => {
    if (asked) return;
    asked = true;
    log.info("draining", { signal, deadline_seconds: deadlineSeconds });
    const late = setTimeout(() => {
      log.error("the drain took too long");
      process.exit(1);
    }, deadlineSeconds * 1000);
    drain().then(
      () => {
        clearTimeout(late);
        log.info("ended");
        process.exit(0);
      },
      (error) => {
        log.error("the drain failed", { error });
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}
