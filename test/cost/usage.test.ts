import { expect, it, test } from "vitest";
import { loadUsage, usageFileOf } from "../../cost/usage/load.ts";
import { parseUsage, UsageError } from "../../cost/usage/usage.ts";

test.each(["dev", "prod"])("the usage of %s is well-formed", (tier) => {
  expect(loadUsage(usageFileOf(tier)).programs.artist?.profile).toHaveLength(24);
});

it.each([
  [{ scaling: { low: 2, expected: 1, high: 3 } }, "scaling", "expected low <= expected <= high"],
  [{ natEgressGB: { low: -1, expected: 1, high: 3 } }, "natEgressGB.low", ">=0"],
  [{ logGB: {} }, "", "logGB"],
])("names the mistake in %j", (change, path, message) => {
  const wrong = { ...loadUsage(usageFileOf("dev")), ...change };
  let thrown: unknown;
  try {
    parseUsage("usage.json", wrong);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(UsageError);
  const { problems } = thrown as UsageError;
  expect(problems).toHaveLength(1);
  expect(problems[0]?.path).toBe(path);
  expect(problems[0]?.message).toContain(message);
});

it("says when there is no such file", () => {
  expect(() => loadUsage("/nowhere/usage.json")).toThrow(UsageError);
});
