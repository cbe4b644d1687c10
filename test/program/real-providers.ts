import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../../components/config/environment.ts";
import { createEnvironment } from "../../components/environment/create-environment.ts";
import { outputsOf } from "../../components/environment/outputs.ts";
import { findJudge, isMissing, type Judge } from "../../tools/conformance/judge.ts";
import { startVcenter, type Vcenter } from "../../tools/conformance/vcenter.ts";
import { environmentOf, secrets } from "./recorded.ts";

/** The real providers, with a vCenter to talk to. */
export interface RealProviders {
  readonly judges: readonly [alicloud: Judge, vsphere: Judge];
  readonly vcenter: Vcenter;
}

/**
 * Finds them, or says what is missing. Only where they are demanded: the first time they are built, which takes up to
 * twenty minutes.
 */
export async function findRealProviders(
  env: Readonly<Record<string, string | undefined>>,
): Promise<RealProviders | { readonly missing: string }> {
  if (env.HOUGU_REQUIRE_JUDGES !== "1") {
    return {
      missing: "HOUGU_REQUIRE_JUDGES=1 is not set; it builds the real providers, once, in up to 20 minutes",
    };
  }
  const silent = () => {};
  const alicloud = await findJudge("alicloud", env, silent);
  if (isMissing(alicloud)) return alicloud;
  const vsphere = await findJudge("vsphere", env, silent);
  if (isMissing(vsphere)) return vsphere;
  const vcenter = await startVcenter(env, silent);
  return vcenter ? { judges: [alicloud, vsphere], vcenter } : { missing: "no simulated vCenter" };
}

type Change = readonly [readonly (string | number)[], unknown];

/** The committed configuration of a tier, on the simulated vCenter. */
export function environmentOn(
  vcenter: Vcenter,
  tier: "dev" | "prod",
  changes: readonly Change[] = [],
): Environment {
  const { server, user, inventory } = vcenter;
  const there: Readonly<Record<string, unknown>> = {
    server,
    user,
    allowUnverifiedTls: true,
    datacenter: inventory.datacenter,
    cluster: inventory.cluster,
    resourcePool: inventory.resourcePool,
    datastore: inventory.datastore,
    portGroup: inventory.network,
    template: inventory.template,
  };
  return environmentOf(tier, [
    // Docker's plugin is none of the judges.
    [["images", "apps"], []],
    ...Object.entries(there).map(([key, value]): Change => [["vsphere", key], value]),
    ...changes,
  ]);
}

const MACHINE = "vsphere:index/virtualMachine:VirtualMachine";

/** The environment as an inline program. */
export function programOf(environment: Environment, vcenter: Vcenter) {
  return async (): Promise<Record<string, unknown>> => {
    // The simulator forgets it, and refuses every later change of a machine's hardware.
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
      type === MACHINE
        ? { props, opts: { ...opts, ignoreChanges: [...(opts.ignoreChanges ?? []), "swapPlacementPolicy"] } }
        : undefined,
    );
    const created = createEnvironment(environment, {
      ...secrets(),
      vspherePassword: pulumi.secret(vcenter.password),
    });
    return outputsOf(environment, created);
  };
}
