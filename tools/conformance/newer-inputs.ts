import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { factsOf } from "../../sandbox/facts/facts.ts";

/**
 * A program without the inputs that only the npm package declares: a checking build of an older provider refuses their
 * names. Nothing else is taken away; a newer name inside an older object is refused, for all to see.
 * @param leftOut gets what was, each as `<token> <property>`; complete when the program has ended.
 */
export function withoutNewerInputs(program: PulumiFn, leftOut: Set<string>): PulumiFn {
  return async () => {
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
      const facts = factsOf(type) ?? {};
      const newer = Object.keys(props).filter(
        (name) => Object.hasOwn(facts, name) && facts[name]?.declaredOnly && props[name] !== undefined,
      );
      if (newer.length === 0) return undefined;
      for (const name of newer) leftOut.add(`${type} ${name}`);
      const kept = Object.entries(props as Readonly<Record<string, unknown>>);
      return { props: Object.fromEntries(kept.filter(([name]) => !newer.includes(name))), opts };
    });
    return program();
  };
}
