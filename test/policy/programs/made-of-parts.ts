import { CustomResource, type Inputs } from "@pulumi/pulumi";
import { FAULTS } from "./faults/all.ts";
import { faulty, PARTS } from "./parts/all.ts";
import { keyOf, type Part, Ref } from "./parts/part.ts";

/** A resource by its token: these programs need no more of the SDKs than what the engine sees. */
class AnyResource extends CustomResource {}

/** Everything that rules judge, such that every rule accepts it: the parts as resources. */
export async function compliantParts(): Promise<void> {
  make(PARTS, new Map());
}

/** The same whole, and beside it one wrong resource for each fault. A fault's resource bears its rule's name. */
export async function faultyParts(): Promise<void> {
  const made = new Map<string, CustomResource>();
  make(PARTS, made);
  make(
    FAULTS.map((fault, index) => faulty(fault, `${fault.rule}-${index}`)),
    made,
  );
}

function make(parts: readonly Part[], made: Map<string, CustomResource>): void {
  for (const part of parts) {
    const { type, name, props, protect = false } = part;
    made.set(keyOf(part), new AnyResource(type, name, resolved(props, made) as Inputs, { protect }));
  }
}

function resolved(value: unknown, made: ReadonlyMap<string, CustomResource>): unknown {
  if (value instanceof Ref) {
    const source = made.get(value.key);
    if (source === undefined) throw new Error(`${value.key} isn't made yet`);
    // Of a resource by its token the engine's answer is the only declaration of its outputs.
    return value.output === "id"
      ? source.id
      : source.urn.apply(() => (source as unknown as Record<string, unknown>)[value.output]);
  }
  if (Array.isArray(value)) return value.map((item) => resolved(item, made));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, made)]));
}
