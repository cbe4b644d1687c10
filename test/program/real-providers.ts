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
  return onItsDatastore(
    environmentOf(tier, [
      ...Object.entries(there).map(([key, value]): Change => [["vsphere", key], value]),
      ...changes,
    ]),
    inventory.datastore,
  );
}

/** The simulator has one datastore, where prod's configuration would have two. */
function onItsDatastore(environment: Environment, datastore: string): Environment {
  const { mysql } = environment.data ?? {};
  if (!mysql?.mariadb) return environment;
  const mariadb = { ...mysql.mariadb, datastore, backupDatastore: datastore };
  return { ...environment, data: { ...environment.data, mysql: { ...mysql, mariadb } } };
}

/** What the simulator forgets. Of a machine's hardware it refuses every later change; of a disk it tells no size. */
const FORGOTTEN: Readonly<Record<string, string>> = {
  "vsphere:index/virtualMachine:VirtualMachine": "swapPlacementPolicy",
  "vsphere:index/virtualDisk:VirtualDisk": "size",
};

/** The environment as an inline program. */
export function programOf(environment: Environment, vcenter: Vcenter | undefined) {
  return async (): Promise<Record<string, unknown>> => {
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
      const forgotten = FORGOTTEN[type];
      return forgotten === undefined
        ? undefined
        : { props, opts: { ...opts, ignoreChanges: [...(opts.ignoreChanges ?? []), forgotten] } };
    });
    const created = createEnvironment(environment, {
      ...secrets(),
      ...(vcenter ? { vspherePassword: pulumi.secret(vcenter.password) } : {}),
    });
    return outputsOf(environment, created);
  };
}
