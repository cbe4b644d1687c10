import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { coverageOf, endpointsOf } from "../../tools/observability/coverage.ts";
import { COVERAGE_PAGE, renderCoveragePage } from "../../tools/observability/coverage-page.ts";
import { environmentOf } from "../program/recorded.ts";

/** Biome's formatter widens a table's columns; what stands in them is what counts. */
const plain = (text: string): string => text.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---");

describe.each(["dev", "prod"] as const)("what is measured of %s", (tier) => {
  const covered = coverageOf(environmentOf(tier));

  it("is every host: the machine itself, its files, and the service that it is there for", () => {
    const own = {
      edge: "nginx",
      tomcat: "jvm",
      rabbitmq: "rabbitmq",
      database: "mysqld",
      monitoring: "prometheus",
    };
    for (const { name, what, metrics, drift } of covered) {
      expect(drift, name).toBe(true);
      const jobs = metrics.map((text) => text.split(" ")[0]);
      expect(jobs, name).toEqual(expect.arrayContaining(["node", own[what as keyof typeof own]]));
    }
  });

  it("is every public name", () => {
    expect(endpointsOf(environmentOf(tier)).length).toBeGreaterThanOrEqual(2);
  });
});

it("docs/observability.md is current (if not: npm run observability:docs)", () => {
  expect(plain(readFileSync(COVERAGE_PAGE, "utf8"))).toBe(plain(renderCoveragePage()));
});
