import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Attributes, type CloudObject, texts } from "../../../sandbox/cloud/object.ts";
import { HERE, THERE, toyCloud } from "./toy-cloud.ts";

const VALUES = ["a", "b", "c"] as const;

/** What happens to notes: one comes or changes, or goes. */
const event = fc.record({
  id: fc.integer({ min: 0, max: 5 }),
  what: fc.oneof(
    fc.constantFrom(...VALUES),
    fc.subarray([...VALUES]),
    fc.constant(undefined),
    fc.constant(null),
  ),
});

const idsOf = (objects: readonly CloudObject[]) => objects.map(({ id }) => id).sort();

describe("objects found by an attribute", () => {
  it("are those that a look at all would find, whatever has happened before and since the first question", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 30 }), fc.nat(30), async (events, firstQuestion) => {
        const { cloud } = toyCloud();
        const ask = (value: string) => cloud.searchBy(HERE, "toy:note", "what", value);
        for (const [step, { id, what }] of events.entries()) {
          if (step === firstQuestion) await ask("a");
          const name = `note-${id}`;
          const isThere = cloud.list().some((note) => note.id === name);
          if (what === null) cloud.destroy("toy:note", name);
          else if (isThere) cloud.tamper("toy:note", name, { what: what ?? null });
          else {
            const attributes: Attributes = what === undefined ? {} : { what };
            cloud.furnish([{ type: "toy:note", id: name, scope: "here", attributes }]);
          }
        }
        for (const value of VALUES) {
          const expected = cloud.list().filter(({ attributes }) => texts(attributes, "what").includes(value));
          expect(idsOf(await ask(value))).toEqual(idsOf(expected));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("are the caller's own", async () => {
    const { cloud } = toyCloud();
    cloud.furnish([{ type: "toy:note", id: "n", scope: "here", attributes: { what: "a" } }]);
    expect(await cloud.searchBy(THERE, "toy:note", "what", "a")).toEqual([]);
    expect(await cloud.searchBy(HERE, "toy:note", "what", "a")).toHaveLength(1);
  });
});
