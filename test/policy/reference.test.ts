import { existsSync, readFileSync } from "node:fs";
import { expect, it, test } from "vitest";
import { renderAll } from "../../policy/reference/render.ts";
import { taggableTokens } from "../../policy/reference/taggable.ts";
import { RULES } from "../../policy/rules/all.ts";

test.each(renderAll().map(({ file, text }) => [file.split("/").slice(-2).join("/"), file, text]))(
  "%s is current (if not: npm run policy:docs)",
  (_name, file, text) => {
    expect(readFileSync(file, "utf8")).toBe(text);
  },
);

it("documents every rule once", () => {
  const reference = renderAll().find(({ file }) => file.endsWith("policies.md"))?.text ?? "";
  for (const { id } of RULES) expect(reference.match(new RegExp(`^## ${id}$`, "gm"))).toHaveLength(1);
});

it("has a test for every rule", () => {
  const groups = ["network", "disks", "ownership", "resilience", "machines", "access"];
  for (const { id } of RULES) {
    expect(
      groups.filter((group) => existsSync(new URL(`rules/${group}/${id}.test.ts`, import.meta.url))),
    ).toHaveLength(1);
  }
});

it("takes as taggable what has a map of tags, not vSphere's list of ids", () => {
  const facts = {
    resources: {
      "b:b:B": { tags: { type: "map" } },
      "a:a:A": { tags: { type: "map" }, name: { type: "string" } },
      "v:v:V": { tags: { type: "set" } },
      "n:n:N": { name: { type: "string" } },
    },
  };
  expect(taggableTokens(facts)).toEqual(["a:a:A", "b:b:B"]);
});
