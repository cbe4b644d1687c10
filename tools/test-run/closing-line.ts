import type { Reporter, TestModule, TestSuite } from "vitest/node";

/** How a whole run of tests ended. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Why tests were skipped, each reason once, with the number of tests. */
  readonly reasons: ReadonlyMap<string, number>;
}

/** What this needs of a module that has run. */
export type RunModule = Pick<TestModule, "moduleId" | "errors" | "children">;

/** Counts tests. What failed outside of a test (a module that can't be loaded, a hook, a stray promise) counts as one. */
export function tallyOf(modules: readonly RunModule[], strayErrors: number): Tally {
  let [passed, failed, skipped] = [0, strayErrors, 0];
  const reasons = new Map<string, number>();
  for (const module of modules) {
    failed += module.errors().length;
    for (const suite of module.children.allSuites()) failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const result = test.result();
      if (result.state === "passed") passed++;
      else if (result.state === "failed") failed++;
      else {
        skipped++;
        const reason = ("note" in result && result.note) || outermostName(test.parent) || test.name;
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      }
    }
  }
  return { passed, failed, skipped, reasons };
}

/** Suites that miss their judge say so in their names: see test/guest/judges.ts. */
function outermostName(parent: TestSuite | TestModule): string | undefined {
  if (parent.type === "module") return undefined;
  return outermostName(parent.parent) ?? parent.name;
}

/** The lines that end a run: what did not run and why, then the numbers alone on the last line. */
export function closingLines({ passed, failed, skipped, reasons }: Tally): string[] {
  const numbers = `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
  if (reasons.size === 0) return [numbers];
  return [
    "Not run:",
    ...[...reasons].map(([reason, tests]) => `  ${reason}: ${tests} ${tests === 1 ? "test" : "tests"}`),
    "",
    numbers,
  ];
}

/** Prints the closing line of a run beside the reporters that people read: CI reads its last line. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], strayErrors: readonly unknown[]): void {
    process.stdout.write(`\n${closingLines(tallyOf(modules, strayErrors.length)).join("\n")}\n`);
  }
}
