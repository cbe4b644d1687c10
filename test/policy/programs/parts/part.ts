import type { Properties } from "../../../../policy/resource.ts";

/** One resource of a whole that every rule accepts, as plain data: unit tests and the engine read the same. */
export interface Part {
  readonly type: string;
  readonly name: string;
  readonly props: Properties;
  readonly protect?: boolean;
}

/** Stands in a part's properties for another part's output. */
export class Ref {
  readonly key: string;
  readonly output: string;
  constructor(key: string, output: string) {
    this.key = key;
    this.output = output;
  }
}

/** The id of a part that was made before, or another of its outputs. */
export function ref(type: string, name: string, output = "id"): Ref {
  return new Ref(keyOf({ type, name }), output);
}

/** What tells a part from all others. */
export function keyOf({ type, name }: Pick<Part, "type" | "name">): string {
  return `${type} ${name}`;
}

/** Whose everything is. */
export const TAGS = {
  owner: "ops",
  service: "platform",
  environment: "prod",
  "cost-centre": "cc-1001",
} as const;
export const LABELS = Object.entries(TAGS).map(([label, value]) => ({ label, value }));
