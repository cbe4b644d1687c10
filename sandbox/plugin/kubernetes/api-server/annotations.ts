import type { Values } from "../../wire.ts";
import { asRecord } from "../inputs.ts";

/** How the server shall go about what belongs to an object that is deleted. */
export type Propagation = "Orphan" | "Background" | "Foreground";

/** What an object's annotations ask of Pulumi's provider (pulumi-kubernetes, provider/pkg/metadata/annotations.go). */
export interface Wishes {
  /** Nobody waits for it, neither for its being ready nor for its being gone. */
  readonly skipAwait: boolean;
  /** Fields that others own are taken over. */
  readonly patchForce: boolean;
  /** The name under which its fields are owned. */
  readonly fieldManager: string | undefined;
  readonly propagation: Propagation;
}

const PROPAGATIONS: Readonly<Record<string, Propagation>> = {
  orphan: "Orphan",
  background: "Background",
  foreground: "Foreground",
};

export function wishesOf(object: Values): Wishes {
  const annotations = asRecord(asRecord(object.metadata).annotations);
  const said = (name: string): string => {
    const value = annotations[`pulumi.com/${name}`];
    return typeof value === "string" ? value : "";
  };
  return {
    skipAwait: said("skipAwait") === "true",
    patchForce: said("patchForce") === "true",
    fieldManager: said("patchFieldManager") || undefined,
    propagation: PROPAGATIONS[said("deletionPropagationPolicy").toLowerCase()] ?? "Foreground",
  };
}
