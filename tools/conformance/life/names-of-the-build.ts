import { ManagedKubernetes } from "@pulumi/alicloud/cs/managedKubernetes.js";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";

const TOKEN = "alicloud:cs/managedKubernetes:ManagedKubernetes";

/**
 * The checking build names some outputs as the bridge does by itself: a list of at most one, `rrsaMetadatas`, is one object,
 * `rrsaMetadata`, in the npm package. A program that reads it would find nothing; here the class reads the other name.
 */
export function withNamesOfTheBuild(program: PulumiFn): PulumiFn {
  return async () => {
    // Assigned like any output by the SDK, and read from the list instead.
    Object.defineProperty(ManagedKubernetes.prototype, "rrsaMetadata", {
      configurable: true,
      set: () => undefined,
      get(this: { readonly rrsaMetadatas: pulumi.Output<readonly unknown[] | undefined> }) {
        return this.rrsaMetadatas.apply((list) => list?.[0] ?? {});
      },
    });
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
      // A name that the SDK has seen among the inputs becomes an output of the resource.
      type === TOKEN ? { props: { ...props, rrsaMetadatas: undefined }, opts } : undefined,
    );
    return program();
  };
}
