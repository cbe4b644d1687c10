import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  contains,
  formatAddress,
  holdsAddress,
  overlap,
  parseAddress,
  parseBlock,
} from "../../../sandbox/cloud/ipv4.ts";

const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const block = fc.tuple(address, fc.integer({ min: 8, max: 32 })).map(([number, prefix]) => {
  const size = 2 ** (32 - prefix);
  return { first: number - (number % size), prefix, size };
});

describe("addresses", () => {
  it("are the same after writing and reading", () => {
    fc.assert(fc.property(address, (number) => parseAddress(formatAddress(number)) === number));
  });

  it.each(["", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.-4", "1.2.3.4 ", "a.b.c.d"])(
    "aren't %j",
    (text) => {
      expect(parseAddress(text)).toBeUndefined();
    },
  );
});

describe("blocks", () => {
  it("are read as they are written", () => {
    fc.assert(
      fc.property(block, (one) => {
        expect(parseBlock(`${formatAddress(one.first)}/${one.prefix}`)).toEqual(one);
      }),
    );
  });

  it.each(["10.0.0.0", "10.0.0.0/33", "10.0.0.1/24", "10.0.0.0/24/1", "10.0.0.0/ 8", "/8"])(
    "aren't %j",
    (text) => {
      expect(parseBlock(text)).toBeUndefined();
    },
  );

  it("overlap exactly when they share an address", () => {
    fc.assert(
      fc.property(block, block, (a, b) => {
        const shared = holdsAddress(a, b.first) || holdsAddress(b, a.first);
        expect(overlap(a, b)).toBe(shared);
        expect(overlap(b, a)).toBe(shared);
      }),
    );
  });

  it("contain what is between their first and last address", () => {
    fc.assert(
      fc.property(block, block, (outer, inner) => {
        const ends = [inner.first, inner.first + inner.size - 1];
        expect(contains(outer, inner)).toBe(ends.every((end) => holdsAddress(outer, end)));
      }),
    );
  });
});
