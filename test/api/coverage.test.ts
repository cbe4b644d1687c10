import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SERVICES } from "../../sandbox/api/services.ts";
import { coverageOf } from "../../tools/cloud-docs/coverage.ts";
import { servedIn } from "../../tools/cloud-docs/render.ts";

describe("docs/cloud-api.md", () => {
  const page = readFileSync(new URL("../../docs/cloud-api.md", import.meta.url), "utf8");
  const served = coverageOf(SERVICES, new Map()).map(
    ({ product, version, action }) => `${product} ${version} ${action}`,
  );

  it("has exactly the actions that are served", () => {
    expect(servedIn(page), "run npm run cloud:docs").toEqual(served);
  });

  it("has somebody who exercises each", () => {
    const unexercised = page.split("\n").filter((line) => /^\| \w+ .*\| - \|$/.test(line));
    expect(unexercised).toEqual([]);
  });
});

describe("services", () => {
  it("are told apart by version and action", () => {
    const keys = SERVICES.filter(({ style }) => style === "RPC").flatMap((service) =>
      service.style === "RPC" ? Object.keys(service.actions).map((name) => `${service.version} ${name}`) : [],
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});
