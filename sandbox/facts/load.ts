import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FactsFile, ResourceFacts } from "./types.ts";

/** Providers whose facts are kept beside this file. */
export const PROVIDERS = ["alicloud", "vsphere", "docker"] as const;
export type ProviderName = (typeof PROVIDERS)[number];

const loaded = new Map<string, FactsFile>();

/** The facts of one provider, read when first asked for: a stack on one cloud never pays for the other. */
export function factsFile(provider: ProviderName): FactsFile {
  return read(`${provider}.facts.json`);
}

function read(name: string): FactsFile {
  let file = loaded.get(name);
  if (file === undefined) {
    file = JSON.parse(readFileSync(join(import.meta.dirname, name), "utf8")) as FactsFile;
    loaded.set(name, file);
  }
  return file;
}

/**
 * Arguments (required or optional) and results of a vSphere function such as
 * `vsphere:index/getDatacenter:getDatacenter`, or of the provider's own configuration, `pulumi:providers:vsphere`.
 */
export function functionFactsOf(token: string): ResourceFacts | undefined {
  const { resources } = read("vsphere-functions.facts.json");
  return Object.hasOwn(resources, token) ? resources[token] : undefined;
}

/** Every vSphere function whose facts are kept, sorted. */
export function functionTokens(): string[] {
  const tokens = Object.keys(read("vsphere-functions.facts.json").resources);
  return tokens.filter((token) => token.startsWith("vsphere:")).sort();
}

/** @returns undefined for a type that isn't kept: see `tokens.ts`. */
export function factsOf(token: string): ResourceFacts | undefined {
  const provider = PROVIDERS.find((name) => token.startsWith(`${name}:`));
  const resources = provider && factsFile(provider).resources;
  return resources && Object.hasOwn(resources, token) ? resources[token] : undefined;
}

/** Every resource type whose facts are kept, sorted. */
export function knownTokens(): string[] {
  return PROVIDERS.flatMap((provider) => Object.keys(factsFile(provider).resources)).sort();
}

/**
 * The facts of a type that must be kept.
 * @throws when it isn't, with the line to add.
 */
export function requireFacts(token: string): ResourceFacts {
  const facts = factsOf(token);
  if (facts === undefined) {
    throw new Error(
      `no facts about ${token}: add "${token}" to sandbox/facts/tokens.ts and run npm run facts -- --from <folder>`,
    );
  }
  return facts;
}
