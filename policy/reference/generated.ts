import { fileURLToPath } from "node:url";
import { Declarations } from "../../tools/facts/declarations.ts";
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

/** What takes tags, as the installed package of Alibaba Cloud says. */
export function generatedTaggable(): Generated {
  const alicloud = fileURLToPath(new URL("node_modules/@pulumi/alicloud", ROOT));
  return generated("policy/generated/taggable.ts", renderTaggable(new Declarations(alicloud)));
}
