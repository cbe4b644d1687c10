import { fileURLToPath } from "node:url";
import { Declarations } from "../../tools/facts/declarations.ts";
import { renderDeprecated } from "./deprecated.ts";
import { renderTaggable } from "./taggable.ts";

const ROOT = new URL("../../", import.meta.url);

/** A generated file of the pack, with the text that it should have. */
export interface Generated {
  readonly file: string;
  readonly text: string;
}

export function generated(path: string, text: string): Generated {
  return { file: fileURLToPath(new URL(path, ROOT)), text };
}

/** The lists that rules read: what takes tags, and what is about to go, as the providers' packages and schemas say. */
export function generatedLists(): Generated[] {
  const declared = new Declarations(fileURLToPath(new URL("node_modules/@pulumi/alicloud", ROOT)));
  return [
    generated("policy/generated/taggable.ts", renderTaggable(declared)),
    generated("policy/generated/deprecated.ts", renderDeprecated(declared)),
  ];
}
