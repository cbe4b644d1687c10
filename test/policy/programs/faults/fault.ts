import type { Properties } from "../../../../policy/resource.ts";

/** A change of one compliant part that breaks one rule. */
export interface Fault {
  readonly rule: string;
  /** What is wrong, in words. */
  readonly what: string;
  /** The part: the first of a type, or the one of a name as well. */
  readonly type: string;
  readonly name?: string;
  /** Values by path (`spec.template.spec.containers.0.image`); undefined takes a property away. */
  readonly change: Properties;
  readonly protect?: boolean;
}

/** The faults of one rule, each as type, what is wrong, and the change. */
export function faults(
  rule: string,
  ...each: readonly (readonly [type: string, what: string, change: Properties, more?: Partial<Fault>])[]
): Fault[] {
  return each.map(([type, what, change, more = {}]) => ({ rule, what, type, change, ...more }));
}
