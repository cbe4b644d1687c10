import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../../components/config/environment.ts";
import { createEnvironment } from "../../components/environment/create-environment.ts";
import { outputsOf } from "../../components/environment/outputs.ts";
import { findJudgeAtHand, isMissing, type Judge } from "../../tools/conformance/judge.ts";
import { startVcenterAtHand, type Vcenter } from "../../tools/conformance/vcenter.ts";
import { environmentOf, secrets } from "./recorded.ts";

/** The real providers, with a vCenter to talk to. */
export interface RealProviders {
  readonly judges: readonly [alicloud: Judge, vsphere: Judge];
  readonly vcenter: Vcenter;
}

/**
 * Finds them where they are at hand, or says what is missing. Nothing is built here: that takes up to twenty minutes and
 * 3 GB of memory, which `npm run test:alicloud` and `npm run test:vsphere` are for.
 */
export async function findRealProviders(
  env: Readonly<Record<string, string | undefined>>,
): Promise<RealProviders | { readonly missing: string }> {
  const [alicloud, vsphere] = await Promise.all([
    findJudgeAtHand("alicloud", env),
    findJudgeAtHand("vsphere", env),
  ]);
  if (isMissing(alicloud)) return alicloud;
  if (isMissing(vsphere)) return vsphere;
  const vcenter = await startVcenterAtHand(env);
  return vcenter
    ? { judges: [alicloud, vsphere], vcenter }
    : { missing: "the simulated vCenter has not been built yet; `npm run test:vsphere` builds it" };
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
    // The simulator has no cluster of datastores.
    datastoreCluster: undefined,
    portGroup: inventory.network,
    template: inventory.template,
  };
  return environmentOf(tier, [
    ...Object.entries(there).map(([key, value]): Change => [["vsphere", key], value]),
    ...changes,
  ]);
}

const MACHINE = "vsphere:index/virtualMachine:VirtualMachine";

/** The environment as an inline program. */
export function programOf(environment: Environment, vcenter: Vcenter | undefined) {
  return async (): Promise<Record<string, unknown>> => {
    // The simulator forgets it, and refuses every later change of a machine's hardware.
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
      type === MACHINE
        ? { props, opts: { ...opts, ignoreChanges: [...(opts.ignoreChanges ?? []), "swapPlacementPolicy"] } }
        : undefined,
    );
    const created = createEnvironment(environment, {
      ...secrets(),
      ...(vcenter ? { vspherePassword: pulumi.secret(vcenter.password) } : {}),
    });
    return outputsOf(environment, created);
  };
}
