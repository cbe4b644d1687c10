import { ManagedKubernetes } from "@pulumi/alicloud/cs/managedKubernetes.js";
import type * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { ACCOUNT_ID } from "../../../sandbox/cloud/alicloud/ram.ts";

/**
 * The checking build names some outputs as the bridge does by itself: a list of at most one, `rrsaMetadatas`, is one object,
 * `rrsaMetadata`, in the npm package. A program that reads it finds nothing there, so the class says here what the API says of
 * a cluster (sandbox/cloud/alicloud/ack.ts).
 */
export function withNamesOfTheBuild(program: PulumiFn, region: string): PulumiFn {
  return async () => {
    Object.defineProperty(ManagedKubernetes.prototype, "rrsaMetadata", {
      configurable: true,
      // The SDK assigns it like any output.
      set: () => undefined,
      get(this: { readonly id: pulumi.Output<string> }) {
        return this.id.apply((id) => ({
          enabled: true,
          ramOidcProviderName: `ack-rrsa-${id}`,
          ramOidcProviderArn: `acs:ram::${ACCOUNT_ID}:oidc-provider/ack-rrsa-${id}`,
          rrsaOidcIssuerUrl: `https://oidc-ack-${region}.oss-${region}.aliyuncs.com/${id}`,
        }));
      },
    });
    return program();
  };
}
