import { appendFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CloudObject } from "../../../sandbox/cloud/object.ts";
import { type Change, Store, type StoreOptions } from "../../../sandbox/cloud/store/store.ts";
import { temporaryFolder } from "../temporary.ts";

const object = (id: string, size = 0): CloudObject => ({
  type: "toy:box",
  id,
  scope: "here",
  attributes: { size },
});

function reopened<T>(folder: string, look: (store: Store) => T, options?: StoreOptions): T {
  const store = Store.open(folder, options);
  try {
    return look(store);
  } finally {
    store.close();
  }
}

/** What a store has, by id. */
function contents(store: Store): Record<string, CloudObject> {
  return Object.fromEntries([...store.all()].map((one) => [one.id, one]));
}

function filled(...ids: string[]): string {
  const folder = temporaryFolder();
  reopened(folder, (store) => {
    for (const id of ids) store.commit([{ put: object(id) }]);
  });
  return folder;
}

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ put: fc.tuple(fc.constantFrom(..."abcdef"), fc.nat(9)).map(([id, size]) => object(id, size)) }),
  fc.record({ drop: fc.constantFrom(..."abcdef").map((id) => ({ type: "toy:box", id })) }),
);

describe("a store", () => {
  it("has after any history of commits, foldings and reopenings what a plain map would have", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            { weight: 5, arbitrary: fc.array(change, { maxLength: 4 }) },
            fc.constantFrom("fold", "reopen"),
          ),
        ),
        fc.constantFrom(undefined, 0, 300),
        (history, compactAbove) => {
          const folder = temporaryFolder();
          const options = compactAbove === undefined ? {} : { compactAbove };
          const model = new Map<string, CloudObject>();
          let store = Store.open(folder, options);
          for (const step of history) {
            if (step === "fold") store.compact();
            else if (step === "reopen") {
              store.close();
              store = Store.open(folder, options);
            } else {
              store.commit(step);
              for (const one of step) {
                if ("put" in one) model.set(one.put.id, one.put);
                else model.delete(one.drop.id);
              }
            }
            expect(contents(store)).toEqual(Object.fromEntries(model));
          }
          store.close();
          expect(reopened(folder, contents)).toEqual(Object.fromEntries(model));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("keeps the order in which objects came", () => {
    const folder = filled("c", "a", "b");
    const order = (store: Store) => [...store.ofType("toy:box")].map(({ id }) => id);
    reopened(folder, (store) => {
      store.commit([{ put: object("c", 1) }]);
      store.compact();
    });
    expect(reopened(folder, order)).toEqual(["c", "a", "b"]);
  });

  it("loses nothing but the torn last line of a process that died while writing it", () => {
    const whole = filled("a", "b");
    const journal = readFileSync(join(whole, "journal.jsonl"));
    const lastLine = journal.lastIndexOf("\n", journal.length - 2) + 1;
    for (let length = lastLine; length < journal.length; length += 1) {
      const folder = temporaryFolder();
      writeFileSync(join(folder, "journal.jsonl"), journal.subarray(0, length));
      expect(Object.keys(reopened(folder, contents)), `${length} bytes`).toEqual(["a"]);
      // What comes next isn't glued to the torn line.
      reopened(folder, (store) => store.commit([{ put: object("c") }]));
      expect(Object.keys(reopened(folder, contents))).toEqual(["a", "c"]);
    }
  });

  it("refuses a journal that somebody else wrote into, rather than guess", () => {
    const folder = filled("a", "b");
    appendFileSync(join(folder, "journal.jsonl"), "rubbish\n");
    expect(() => Store.open(folder)).toThrow(/journal\.jsonl:3 is no JSON/);
    // It isn't locked by the failure.
    expect(() => Store.open(folder)).toThrow(/journal\.jsonl:3 is no JSON/);
  });

  it("survives a death between the snapshot and the journal's clearing", () => {
    const folder = filled("a", "b");
    reopened(folder, (store) =>
      store.commit([{ drop: { type: "toy:box", id: "a" } }, { put: object("b", 1) }]),
    );
    const journal = readFileSync(join(folder, "journal.jsonl"));
    reopened(folder, (store) => {
      store.compact();
      store.commit([{ put: object("c") }]);
    });
    // As if the clearing had not happened, and the entry after it had.
    const after = readFileSync(join(folder, "journal.jsonl"));
    writeFileSync(join(folder, "journal.jsonl"), Buffer.concat([journal, after]));
    expect(reopened(folder, contents)).toEqual({ b: object("b", 1), c: object("c") });
    reopened(folder, (store) => store.commit([{ put: object("d") }]));
    expect(Object.keys(reopened(folder, contents))).toEqual(["b", "c", "d"]);
  });

  it("survives a death while the new snapshot is written", () => {
    const folder = filled("a");
    writeFileSync(join(folder, "snapshot.json.new"), '{"number": 7, "obj');
    expect(Object.keys(reopened(folder, contents))).toEqual(["a"]);
  });

  it("folds its journal when that has grown", () => {
    const folder = temporaryFolder();
    const journal = join(folder, "journal.jsonl");
    const sizes = reopened(
      folder,
      (store) =>
        Array.from({ length: 100 }, (_, index) => {
          store.commit([{ put: object("a", index) }]);
          return statSync(journal).size;
        }),
      { compactAbove: 1000 },
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1000);
    expect(reopened(folder, contents)).toEqual({ a: object("a", 99) });
  });

  it("makes all changes of a commit or none", () => {
    const folder = temporaryFolder();
    reopened(folder, (store) => {
      store.commit([{ put: object("a") }]);
      const unwritable = { put: { ...object("b"), attributes: { size: 1n as unknown as number } } };
      expect(() => store.commit([{ put: object("c") }, unwritable])).toThrow(/BigInt/);
      expect(Object.keys(contents(store))).toEqual(["a"]);
    });
    expect(Object.keys(reopened(folder, contents))).toEqual(["a"]);
  });

  it("is its owner's alone", () => {
    const folder = filled("a");
    reopened(folder, (store) => store.compact());
    for (const name of ["journal.jsonl", "snapshot.json", "key"]) {
      expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0);
    }
  });
});
