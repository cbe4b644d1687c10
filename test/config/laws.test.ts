import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Environment, PLATFORMS } from "../../components/config/environment.ts";
import { accepts } from "../../components/config/generated/accepts.js";
import {
  addressToNumber,
  contains,
  network,
  numberToAddress,
  overlaps,
  parseBlock,
  sizeOf,
} from "../../components/config/ipv4.ts";
import { nearest } from "../../components/config/nearest.ts";
import { checkEnvironment, parseEnvironment } from "../../components/config/parse.ts";
import { ConfigError } from "../../components/config/problem.ts";
import { type RawConfig, valueAt } from "../../components/config/raw.ts";
import { SECRET_KEYS } from "../../components/config/secrets.ts";
import { OPTIONAL_SECTIONS, SECTION_NAMES } from "../../components/config/section-names.ts";
import { checkShape } from "../../components/config/shape.ts";
import { parseStackFile } from "../../components/config/stack-file.ts";
import { place } from "./places.ts";
import { put, stack, valuesOf } from "./stack.ts";

const KEYS = [...SECTION_NAMES, ...SECRET_KEYS, "artst", "__proto__", "constructor"];

function refusedOrFine(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    for (const lang of ["en", "zh"] as const)
      expect((error as ConfigError).format(lang)).not.toContain("undefined");
  }
}

/** A dictionary whose key `__proto__` is a key like any other, as JSON.parse makes it. */
const anything = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);

describe("the parser", () => {
  test("never throws anything but a ConfigError, whatever JSON the sections hold", () => {
    const values = fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), fc.string()), anything);
    fc.assert(
      fc.property(
        values,
        fc.subarray(KEYS),
        fc.constantFrom("engine", "file"),
        (written, encrypted, from) => {
          const raw: RawConfig = { values: written, encrypted: new Set(encrypted), from };
          refusedOrFine(() => parseEnvironment(raw));
        },
      ),
    );
  });

  test("never throws anything but a ConfigError when one value of a good configuration is replaced", () => {
    const paths = leaves(valuesOf("prod"));
    fc.assert(
      fc.property(fc.constantFrom(...paths), anything, (path, value) => {
        const raw = stack("prod");
        put(raw.values, path, value);
        refusedOrFine(() => parseEnvironment(raw));
      }),
    );
  });

  test("never throws anything but a ConfigError, whatever text the file holds", () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "config:",
        "  hougu:zones: [",
        "  hougu:tags: &a",
        "  hougu:tags: *a",
        "    secure: x",
        "? a",
        "---",
        "  - ",
        "\t",
        "<<: *a",
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        refusedOrFine(() => parseEnvironment(parseStackFile(lines.join("\n"), "Pulumi.x.yaml")));
      }),
    );
  });

  test("never shows a secret, whatever else is wrong", () => {
    // Long enough not to occur in a message by chance.
    const secret = fc
      .string({ minLength: 12, maxLength: 40, unit: "grapheme-ascii" })
      .map((text) => `S3cr3t${JSON.stringify(text).slice(1, -1)}`);
    const holder = (value: string) =>
      fc.constantFrom<unknown>(
        value,
        { artist: value },
        { artist: { certificate: value, privateKey: value } },
        [value],
        { [value]: value },
      );
    const key = fc.constantFrom(...SECRET_KEYS, "vrrpPasword", "sesionKey", "password");
    fc.assert(
      fc.property(
        secret.chain((value) => fc.record({ value: fc.constant(value), held: holder(value) })),
        key,
        fc.boolean(),
        fc.constantFrom("engine" as const, "file" as const),
        ({ value, held }, name, encrypted, from) => {
          const raw = stack("dev");
          raw.values[name] = held;
          raw.encrypted.delete(name);
          if (encrypted) raw.encrypted.add(name);
          const { problems } = checkEnvironment({ ...raw, from });
          // Any text that isn't blank is a good password for vCenter; everything else here is wrong somehow.
          if (name !== "vspherePassword" || !encrypted) expect(problems.length).toBeGreaterThan(0);
          expect(JSON.stringify(problems)).not.toContain(value);
        },
      ),
    );
  });
});

/** Environments of every shape that passes: what varies is what the rules don't tie to something else. */
const environments = fc
  .record({
    tier: fc.constantFrom("dev" as const, "prod" as const),
    platforms: fc.tuple(fc.constantFrom(...PLATFORMS), fc.constantFrom(...PLATFORMS)),
    zones: fc.uniqueArray(fc.constantFrom("b", "g", "h", "i", "j", "k"), { minLength: 2, maxLength: 4 }),
    perZone: fc.integer({ min: 2, max: 3 }),
    rate: fc.integer({ min: 1, max: 10_000 }),
    alerts: fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 10 }),
    availability: fc.double({ min: 90, max: 99.999, noNaN: true }),
    cidr: fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 16, max: 20 })),
  })
  .map(({ tier, platforms, zones, perZone, rate, alerts, availability, cidr }) => {
    const raw = stack(tier);
    put(
      raw.values,
      ["zones"],
      zones.map((zone) => `cn-hangzhou-${zone}`),
    );
    put(raw.values, ["network", "cidr"], `10.${cidr[0]}.0.0/${cidr[1]}`);
    put(
      raw.values,
      ["budget", "alertPercent"],
      alerts.sort((a, b) => a - b),
    );
    for (const name of ["artist", "food"]) {
      put(raw.values, [name, "tomcat", "count"], perZone * zones.length);
      put(raw.values, [name, "edge", "requestsPerSecond"], rate);
      put(raw.values, [name, "edge", "burst"], rate * 2);
      put(raw.values, [name, "slo", "availabilityPercent"], availability);
    }
    // A cluster needs a VPC, a large one, and in prod as many nodes as zones: what it is tied to has tests of its own.
    put(raw.values, ["kubernetes"], undefined);
    place(raw, { artist: platforms[0], food: platforms[1] });
    return raw;
  });

/** The environment written back as configuration. */
function written({ tier, miniPrograms, ...rest }: Environment): Record<string, unknown> {
  const programs = miniPrograms.map(({ name, ...settings }) => [name, settings] as const);
  return { environment: tier, ...rest, ...Object.fromEntries(programs) };
}

test("a valid environment, written back and read again, is the same", () => {
  fc.assert(
    fc.property(environments, (raw) => {
      const { environment } = parseEnvironment(raw);
      const again: RawConfig = { values: written(environment), encrypted: new Set(), from: "file" };
      expect(parseEnvironment(again, { secrets: "ignored" }).environment).toEqual(environment);
    }),
  );
});

test("the generated check accepts what the schema accepts, and fills in the same defaults", () => {
  const changed = fc
    .record({
      tier: fc.constantFrom("dev" as const, "prod" as const),
      // Half of the time a value that stands elsewhere in the file, which is right more often than any other.
      changes: fc.array(
        fc.tuple(
          fc.nat(),
          fc.oneof(
            anything,
            fc.nat().map((index) => ({ index })),
            fc.constant(undefined),
          ),
        ),
        { maxLength: 3 },
      ),
    })
    .map(({ tier, changes }) => {
      const values = valuesOf(tier);
      const paths = leaves(values);
      const at = (index: number) => paths[index % paths.length] ?? [];
      for (const [index, change] of changes) {
        const path = at(index);
        if (valueAt(values, path.slice(0, -1)) === undefined || valueAt(values, path) === undefined) continue;
        const other =
          typeof change === "object" && change !== null && "index" in change
            ? valueAt(values, at(Number(change.index)))
            : change;
        put(values, path, other === undefined ? undefined : structuredClone(other));
      }
      return values;
    });
  let accepted = 0;
  let refused = 0;
  fc.assert(
    fc.property(changed, (values) => {
      const filled = structuredClone(values);
      const fast = accepts(filled);
      const results = SECTION_NAMES.filter((name) => Object.hasOwn(values, name)).map((name) => ({
        name,
        result: checkShape(name, values[name]),
      }));
      const missing = SECTION_NAMES.some(
        (name) => !OPTIONAL_SECTIONS.has(name) && !Object.hasOwn(values, name),
      );
      const slow = !missing && results.every(({ result }) => "value" in result);
      expect(fast).toBe(slow);
      if (fast) {
        accepted += 1;
        for (const { name, result } of results)
          expect(filled[name]).toEqual("value" in result ? result.value : undefined);
      } else refused += 1;
    }),
    { numRuns: 500 },
  );
  // A law that was only tried on one side would hold by itself.
  expect(accepted).toBeGreaterThan(20);
  expect(refused).toBeGreaterThan(20);
});

test("parsing changes nothing that it was given", () => {
  fc.assert(
    fc.property(environments, (raw) => {
      const before = JSON.stringify(raw.values);
      parseEnvironment(raw);
      expect(JSON.stringify(raw.values)).toBe(before);
    }),
    { numRuns: 20 },
  );
});

describe("IPv4", () => {
  const address = fc.nat({ max: 2 ** 32 - 1 });
  const block = fc.record({ first: address, prefix: fc.integer({ min: 0, max: 32 }) });

  test("an address survives its text", () => {
    fc.assert(
      fc.property(address, (value) => {
        expect(addressToNumber(numberToAddress(value))).toBe(value);
      }),
    );
  });

  test("a block holds its first and last address and not their neighbours", () => {
    fc.assert(
      fc.property(block, (any) => {
        const { first } = network(any);
        const last = first + sizeOf(any) - 1;
        expect([first - 1, first, last, last + 1].map((value) => contains(any, value))).toEqual([
          false,
          true,
          true,
          false,
        ]);
      }),
    );
  });

  test("two blocks overlap exactly when one holds the other", () => {
    fc.assert(
      fc.property(block, block, (a, b) => {
        const [wide, narrow] = a.prefix <= b.prefix ? [a, b] : [b, a];
        expect(overlaps(a, b)).toBe(contains(wide, narrow.first));
        expect(overlaps(a, b)).toBe(overlaps(b, a));
      }),
    );
  });

  test("reads CIDR notation", () => {
    expect(parseBlock("10.20.0.0/16")).toEqual({ first: 10 * 2 ** 24 + 20 * 2 ** 16, prefix: 16 });
  });
});

test.each([
  ["conut", "count"],
  ["vspher", "vsphere"],
  ["ZONES", "zones"],
  ["completelyelse", undefined],
])("the word nearest to %s is %s", (word, meant) => {
  expect(nearest(word, ["count", "vsphere", "zones", "region"])).toBe(meant);
});

function leaves(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const steps = Array.isArray(value)
    ? value.map((part, index) => [index, part] as const)
    : Object.entries(value);
  const below = steps.flatMap(([step, part]) => leaves(part, [...path, step]));
  return path.length === 0 ? below : [path, ...below];
}
