import { configurationOf } from "../environment.ts";
import { GROUPS } from "../rules/all.ts";
import { renderReference } from "./document.ts";
import { type Generated, generated, generatedLists } from "./generated.ts";

/** `docs/policies.md`. It counts the types in the generated lists, so those must be current. */
export function generatedReference(): Generated {
  const configurations = { dev: configurationOf("dev"), prod: configurationOf("prod") };
  return generated("docs/policies.md", renderReference(GROUPS, configurations));
}

/** Every generated file of the pack, with the text that it should have. */
export function renderAll(): Generated[] {
  return [...generatedLists(), generatedReference()];
}
