import { readFileSync } from "node:fs";
import { expect, it, test } from "vitest";
import { TAGGABLE } from "../../policy/generated/taggable.ts";
import { renderAll } from "../../policy/reference/render.ts";
import { taggableTokens } from "../../policy/reference/taggable.ts";
import { RULES } from "../../policy/rules/all.ts";
import { factsOf } from "../../sandbox/facts/load.ts";
import { ALICLOUD_TOKENS } from "../../sandbox/facts/tokens.ts";
import type { DeclaredType } from "../../tools/facts/declarations.ts";

test.each(renderAll().map(({ file, text }) => [file.split("/").slice(-2).join("/"), file, text]))(
  "%s is current (if not: npm run policy:docs)",
  (_name, file, text) => {
    expect(readFileSync(file, "utf8")).toBe(text);
  },
);

it("documents every rule once", () => {
  const reference = renderAll().find(({ file }) => file.endsWith("policies.md"))?.text ?? "";
  for (const { id } of RULES) expect(reference.match(new RegExp(`^### ${id}$`, "gm"))).toHaveLength(1);
});

it("takes as taggable what has a map of tags, not vSphere's list of ids", () => {
  const string = { kind: "string" } as const;
  const types = {
    "b:b:B": { tags: { kind: "map", item: string } },
    "a:a:A": { tags: { kind: "map", item: string }, name: string },
    "v:v:V": { tags: { kind: "list", item: string } },
    "n:n:N": { name: string },
  } satisfies Record<string, Record<string, DeclaredType>>;
  const inputsOf = (properties: Record<string, DeclaredType> = {}) =>
    new Map(Object.entries(properties).map(([name, type]) => [name, { required: false, type }]));
  const declared = {
    tokens: () => Object.keys(types).sort(),
    resource: (token: string) => ({
      inputs: inputsOf(types[token as keyof typeof types]),
      outputs: new Map(),
    }),
  };
  expect(taggableTokens(declared)).toEqual(["a:a:A", "b:b:B"]);
});

it("finds the taggable types that the program makes", () => {
  for (const token of ALICLOUD_TOKENS) {
    const tags = factsOf(token)?.tags;
    expect([token, TAGGABLE.has(token)]).toEqual([token, tags?.type === "map"]);
  }
});
