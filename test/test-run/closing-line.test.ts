import { describe, expect, it } from "vitest";
import { closingLines, type RunModule, tallyOf } from "../../tools/test-run/closing-line.ts";

type State = "passed" | "failed" | "skipped";
interface FakeTest {
  readonly name: string;
  readonly state: State;
  readonly note?: string;
  /** Suites around it, from the outermost in. */
  readonly within?: readonly string[];
}

/** As much of a module that has run as the reporter looks at. */
function moduleOf(
  tests: readonly FakeTest[],
  { loadErrors = 0, hookErrors = 0 }: { readonly loadErrors?: number; readonly hookErrors?: number } = {},
): RunModule {
  const errors = (count: number) => () => Array.from({ length: count }, () => new Error("broken"));
  const root = { type: "module" };
  const parentOf = (within: readonly string[] = []) =>
    within.reduce<object>((parent, name) => ({ type: "suite", name, parent }), root);
  return {
    moduleId: "some.test.ts",
    errors: errors(loadErrors),
    children: {
      allSuites: () => [{ errors: errors(hookErrors) }],
      allTests: () =>
        tests.map(({ name, state, note, within }) => ({
          name,
          parent: parentOf(within),
          result: () => ({ state, note }),
        })),
    },
  } as unknown as RunModule;
}

const ended = (...modules: readonly RunModule[]) => closingLines(tallyOf(modules, 0));

describe("the closing line", () => {
  it("is alone when everything ran", () => {
    const two = moduleOf([
      { name: "a", state: "passed" },
      { name: "b", state: "passed" },
    ]);
    expect(ended(two, moduleOf([{ name: "c", state: "failed" }]))).toEqual(["2 passed, 1 failed"]);
  });

  it("comes after what did not run, with the reason", () => {
    const within = ["nginx itself (skipped: needs nginx)", "an edge"];
    const lines = ended(
      moduleOf([
        { name: "a", state: "passed" },
        { name: "b", state: "skipped", within },
        { name: "c", state: "skipped", within },
        { name: "d", state: "skipped", within: ["packages"], note: "the archive can't be reached" },
        { name: "e", state: "skipped" },
      ]),
    );
    expect(lines).toEqual([
      "Not run:",
      "  nginx itself (skipped: needs nginx): 2 tests",
      "  the archive can't be reached: 1 test",
      "  e: 1 test",
      "",
      "1 passed, 0 failed, 4 skipped",
    ]);
  });

  it.each([
    ["a module that can't be loaded", moduleOf([], { loadErrors: 1 }), 0],
    ["a hook that fails", moduleOf([], { hookErrors: 1 }), 0],
    ["an error that belongs to no test", moduleOf([]), 1],
  ])("counts %s as a failure", (_, module, strayErrors) => {
    expect(closingLines(tallyOf([module], strayErrors))).toEqual(["0 passed, 1 failed"]);
  });
});
