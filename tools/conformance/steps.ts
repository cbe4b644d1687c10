/** Runs one step of a conformance run and prints how long it took and what it did; a failure stops the run. */
export async function step(title: string, work: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  try {
    const did = await work();
    console.log(`ok    ${title} ${JSON.stringify(did ?? {})} (${Math.round(performance.now() - began)} ms)`);
  } catch (error) {
    console.error(`FAIL  ${title}\n${error instanceof Error ? error.message : String(error)}`);
    throw new ConformanceFailure(title);
  }
}

/** A step has failed and has said so. */
class ConformanceFailure extends Error {}

/** Runs a whole conformance run: 1 when a step has failed, whose message stands there already. */
export async function exitCodeOf(run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ConformanceFailure) {
      return 1;
    }
    throw error;
  }
}

/**
 * Says that nothing was judged and why.
 * @returns the exit code: whoever asks for a judge by name doesn't want to hear that all is well without one.
 */
export function unjudged(reason: string): number {
  console.error(`not judged: ${reason}`);
  return 1;
}
