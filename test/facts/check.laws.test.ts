import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkInputs,
  knownTokens,
  type Properties,
  UNKNOWN,
  withDefaults,
} from "../../sandbox/facts/facts.ts";
import { requireFacts } from "../../sandbox/facts/load.ts";
import { type Inputs, validInputs } from "./inputs-arbitrary.ts";
import { mutationsOf } from "./mutations.ts";

/** Any type of any provider with inputs that obey its facts. */
const subject = fc
  .constantFrom(...knownTokens())
  .chain((token) => validInputs(requireFacts(token)).map((inputs) => ({ token, inputs })));

describe("checkInputs", () => {
  it("accepts whatever obeys the facts", () => {
    fc.assert(
      fc.property(subject, ({ token, inputs }) => {
        expect(checkInputs(token, inputs)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("refuses each single mistake, and says where it is", () => {
    fc.assert(
      fc.property(subject, fc.nat(), ({ token, inputs }, pick) => {
        const mutations = mutationsOf(requireFacts(token), inputs);
        const mutation = mutations[pick % mutations.length];
        expect(mutation).toBeDefined();
        if (mutation) {
          const paths = checkInputs(token, mutation.apply(inputs)).map(({ property }) => property);
          const hit = paths.some((path) => path.startsWith(mutation.path));
          expect(hit, `${token} ${mutation.path}: ${mutation.what}; said ${paths.join()}`).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it("accepts a value that isn't known yet in place of any", () => {
    fc.assert(
      fc.property(subject, fc.nat(), ({ token, inputs }, pick) => {
        const names = Object.keys(inputs);
        const name = names[pick % Math.max(names.length, 1)];
        if (name !== undefined) {
          expect(checkInputs(token, { ...inputs, [name]: UNKNOWN })).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("withDefaults", () => {
  it("keeps what is given, adds only what is accepted, and has nothing to add a second time", () => {
    fc.assert(
      fc.property(subject, ({ token, inputs }) => {
        const before = structuredClone(inputs);
        const filled = withDefaults(token, inputs);
        expect(inputs).toEqual(before);
        expect(checkInputs(token, filled)).toEqual([]);
        expect(withDefaults(token, filled)).toEqual(filled);
        expect(contains(requireFacts(token), filled, inputs)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

/** True when everything in `part` is in `whole`, at each level. */
function contains(properties: Properties, whole: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    return Array.isArray(whole) && part.every((item, index) => contains(properties, whole[index], item));
  }
  if (typeof part === "object" && part !== null) {
    return Object.entries(part as Inputs).every(([key, item]) =>
      contains(properties, (whole as Inputs)[key], item),
    );
  }
  return Object.is(whole, part);
}
