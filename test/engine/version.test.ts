import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAtLeast, isUsableEngine, parseVersion } from "../../tools/engine/version.ts";

describe("parseVersion", () => {
  it.each([
    ["v3.259.0\n", "3.259.0"],
    ["3.260.1", "3.260.1"],
    ["v3.260.0-alpha.1790000000+abc123", "3.260.0-alpha.1790000000"],
    ["go version go1.26.8 linux/amd64", "1.26.8"],
    ["go version go1.26 linux/amd64", "1.26.0"],
    ["go version go1.26rc1 linux/amd64", "1.26.0"],
    ["no version here", undefined],
    ["", undefined],
  ])("reads %j as %j", (text, version) => expect(parseVersion(text)).toBe(version));
});

describe("isUsableEngine", () => {
  it.each([
    ["3.259.0", true],
    ["3.259.1", true],
    ["3.1000.0", true],
    // A prerelease of the pinned version is older than it.
    ["3.259.0-alpha.1", false],
    ["3.258.9", false],
    ["3.99.0", false],
    ["2.999.0", false],
    ["4.0.0", false],
  ])("%s: %s", (version, usable) => expect(isUsableEngine(version)).toBe(usable));

  it("follows the order of numbers, not of digits", () => {
    const part = fc.nat({ max: 5000 });
    fc.assert(
      fc.property(part, part, part, part, (a, b, c, d) => {
        expect(isAtLeast(`3.${a}.${b}`, `3.${c}.${d}`)).toBe(a > c || (a === c && b >= d));
      }),
    );
  });
});
