import { createHash } from "node:crypto";
import { isRecord } from "../../facts/facts.ts";
import type { Values } from "../wire.ts";
import { splitKindId } from "./tokens.ts";

/** The annotation by which Pulumi's provider remembers that it made a name up. */
export const AUTONAMED = "pulumi.com/autonamed";
const SUFFIX_LENGTH = 8;

export interface Naming {
  readonly logicalName: string;
  /** Inputs that the resource had before; empty for a new one. */
  readonly olds: Values;
  /** The engine's, so that a preview and its update make the same name up. */
  readonly seed: Uint8Array;
}

/**
 * What a program gives, as an object of the API: with its kind and a name, and in a namespace where its kind needs one.
 * @param namespace where it stands when nobody says; undefined for a kind without namespaces
 */
export function completeInputs(
  kindId: string,
  news: Values,
  naming: Naming,
  namespace: string | undefined,
): Values {
  const metadata = asRecord(news.metadata);
  const named = metadata.name === undefined ? autonamed(metadata, naming) : metadata;
  const placed = namespace !== undefined && named.namespace === undefined ? { ...named, namespace } : named;
  return { ...splitKindId(kindId), ...news, metadata: placed };
}

/** A name of the logical one and eight hexadecimal digits; one that it got before stays. */
function autonamed(metadata: Values, { logicalName, olds, seed }: Naming): Values {
  const before = asRecord(olds.metadata);
  const annotations = { ...asRecord(metadata.annotations), [AUTONAMED]: "true" };
  const name = isAutonamed(before) ? before.name : `${logicalName}-${suffixOf(logicalName, seed)}`;
  return { ...metadata, name, annotations };
}

export function isAutonamed(metadata: Values): boolean {
  return asRecord(metadata.annotations)[AUTONAMED] === "true";
}

/** Eight hexadecimal digits, the same for the same name and seed. */
export function suffixOf(name: string, seed: Uint8Array): string {
  return createHash("sha256").update(seed).update(name).digest("hex").slice(0, SUFFIX_LENGTH);
}

/** The fields of an object of the API: what begins with two underscores only steers the provider. */
export function fieldsOf(inputs: Values): Values {
  return Object.fromEntries(
    Object.entries(inputs).filter(([name, value]) => !name.startsWith("__") && value !== undefined),
  );
}

export function asRecord(value: unknown): Values {
  return isRecord(value) ? value : {};
}
