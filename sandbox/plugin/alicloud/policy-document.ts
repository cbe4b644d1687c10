import { type Attributes, type CloudObject, text } from "../../cloud/object.ts";

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: { readonly Service?: readonly string[]; readonly RAM?: readonly string[] };
}

interface Document {
  readonly Version?: string;
  readonly Statement?: readonly Statement[];
}

/** A policy's document in the provider's older words, which it still shows. */
export function wordsOfPolicy({ attributes }: CloudObject): Attributes {
  const { Version = "", Statement = [] } = documentIn(text(attributes, "policyDocument"));
  return {
    version: Version,
    statements: Statement.map(({ Effect = "", Action = [], Resource = [] }) => ({
      effect: Effect,
      actions: [Action].flat(),
      resources: [Resource].flat(),
    })),
  };
}

/** Who may take a role, in the provider's older words. */
export function wordsOfRole({ attributes }: CloudObject): Attributes {
  const { Version = "", Statement = [] } = documentIn(text(attributes, "assumeRolePolicyDocument"));
  return {
    version: Version,
    services: Statement.flatMap(({ Principal }) => Principal?.Service ?? []),
    ramUsers: Statement.flatMap(({ Principal }) => Principal?.RAM ?? []),
  };
}

/** The cloud has judged it already. */
function documentIn(document: string): Document {
  return document === "" ? {} : (JSON.parse(document) as Document);
}
