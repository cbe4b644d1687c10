import { expect, test } from "vitest";
import { isGuarded, unguarded } from "../../../ops/stack/deletion-switches.ts";

const SWITCHES: readonly (readonly [name: string, on: unknown, off: unknown])[] = [
  ["deletionProtection", true, false],
  ["deletionProtection", "Enabled", "Disabled"],
  ["deletionProtectionEnabled", true, false],
  ["deletionProtectionConfig", { enabled: true, reason: "kept" }, { enabled: false }],
  ["deleteProtection", "on", "off"],
  ["instanceReleaseProtection", true, false],
];

test.each(SWITCHES)("%s %j guards, and is turned to %j", (name, on, off) => {
  expect(isGuarded({ [name]: on, tags: {} })).toBe(true);
  expect(isGuarded({ [name]: off, tags: {} })).toBe(false);
  expect(unguarded({ [name]: on, tags: {} })).toEqual({
    properties: { [name]: off, tags: {} },
    others: ["tags"],
  });
});

test("what has no switch is left alone", () => {
  expect(isGuarded({ tags: {} })).toBe(false);
  expect(unguarded({ tags: {} })).toBeUndefined();
});
