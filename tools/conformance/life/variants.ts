import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { unguarded } from "../../../ops/stack/deletion-switches.ts";

type Properties = Readonly<Record<string, unknown>>;

/** A program whose resources can all be deleted, and are. */
export function withoutProtection(program: PulumiFn): PulumiFn {
  return async () => {
    pulumi.runtime.registerStackTransformation(({ props, opts }) => ({
      props: unguarded(props as Properties)?.properties ?? props,
      opts: { ...opts, protect: false, retainOnDelete: false },
    }));
    return program();
  };
}
