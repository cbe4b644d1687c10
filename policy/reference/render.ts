import { fileURLToPath } from "node:url";
import { configurationOf } from "../environment.ts";
import { RULES } from "../rules/all.ts";
import { renderReference } from "./document.ts";
import { renderTaggable } from "./taggable.ts";

const root = new URL("../../", import.meta.url);
const FACTS = fileURLToPath(new URL("sandbox/facts/alicloud.json", root));

export interface Generated {
  readonly file: string;
  readonly text: string;
}

/** Every generated file of the pack, with the text that it should have. */
export function renderAll(): Generated[] {
  return [
    { file: fileURLToPath(new URL("policy/generated/taggable.ts", root)), text: renderTaggable(FACTS) },
    {
      file: fileURLToPath(new URL("docs/policies.md", root)),
      text: renderReference(RULES, { dev: configurationOf("dev"), prod: configurationOf("prod") }),
    },
  ];
}
