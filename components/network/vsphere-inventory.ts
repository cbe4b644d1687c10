import type * as pulumi from "@pulumi/pulumi";
import { getComputeClusterOutput } from "@pulumi/vsphere/getComputeCluster.js";
import { getDatacenterOutput } from "@pulumi/vsphere/getDatacenter.js";
import { getDatastoreOutput } from "@pulumi/vsphere/getDatastore.js";
import { getDatastoreClusterOutput } from "@pulumi/vsphere/getDatastoreCluster.js";
import { getNetworkOutput } from "@pulumi/vsphere/getNetwork.js";
import { getResourcePoolOutput } from "@pulumi/vsphere/getResourcePool.js";
import { getVirtualMachineOutput } from "@pulumi/vsphere/getVirtualMachine.js";
import type { VsphereSettings } from "../config/environment.ts";

/** The template that machines are clones of, as vCenter describes it. */
export interface VsphereTemplate {
  /** UUID. */
  readonly id: string;
  /** Operating system as vSphere calls it, e.g. `debian12_64Guest`; a clone must say the same. */
  readonly guestId: string;
  readonly firmware: "bios" | "efi";
  readonly secureBoot: boolean;
  readonly scsiType: "pvscsi" | "lsilogic" | "lsilogic-sas";
  /** Size of its disk in GiB; a clone's can't be smaller. */
  readonly diskGiB: number;
  readonly thinProvisioned: boolean;
}

/** Where disks lie: on a datastore, or on what Storage DRS chooses of a cluster. */
export type VsphereStorage =
  | { readonly kind: "datastore"; readonly datastoreId: pulumi.Output<string> }
  | { readonly kind: "cluster"; readonly datastoreClusterId: pulumi.Output<string> };

/** A datastore by the name that people know, which some resources take, and by the id that others do. */
export interface VsphereDatastore {
  readonly name: string;
  readonly id: pulumi.Output<string>;
}

/** Ids of what was there before this program: looked up by the names that people know. */
export interface VsphereInventory {
  readonly datacenterId: pulumi.Output<string>;
  readonly clusterId: pulumi.Output<string>;
  readonly resourcePoolId: pulumi.Output<string>;
  readonly storage: VsphereStorage;
  readonly networkId: pulumi.Output<string>;
  readonly template: pulumi.Output<VsphereTemplate>;
}

/** Looks everything up; a name that vCenter doesn't know fails the run before anything is made. */
export function lookUpInventory(parent: pulumi.Resource, settings: VsphereSettings): VsphereInventory {
  const options = { parent };
  const datacenterId = getDatacenterOutput({ name: settings.datacenter }, options).id;
  const named = (name: string) => ({ name, datacenterId });
  const template = getVirtualMachineOutput(named(settings.template), options);
  return {
    datacenterId,
    clusterId: getComputeClusterOutput(named(settings.cluster), options).id,
    resourcePoolId: getResourcePoolOutput(named(settings.resourcePool), options).id,
    storage: lookUpStorage(settings, datacenterId, options),
    networkId: getNetworkOutput(named(settings.portGroup), options).id,
    template: template.apply((found) => {
      const [disk] = found.disks;
      if (disk === undefined) {
        throw new Error(
          `the template ${settings.template} (hougu:vsphere.template) has no disk, so it can't boot`,
        );
      }
      return {
        id: found.id,
        guestId: found.guestId,
        firmware: oneOf(["bios", "efi"], found.firmware, "bios"),
        secureBoot: found.efiSecureBootEnabled === true,
        scsiType: oneOf(["pvscsi", "lsilogic", "lsilogic-sas"], found.scsiType, "pvscsi"),
        diskGiB: disk.size,
        thinProvisioned: disk.thinProvisioned,
      };
    }),
  };
}

function lookUpStorage(
  { datastore, datastoreCluster }: VsphereSettings,
  datacenterId: pulumi.Output<string>,
  options: pulumi.InvokeOutputOptions,
): VsphereStorage {
  if (datastoreCluster !== undefined) {
    const { id } = getDatastoreClusterOutput({ name: datastoreCluster, datacenterId }, options);
    return { kind: "cluster", datastoreClusterId: id };
  }
  if (datastore === undefined) throw new Error("no datastore: a defect of config/rules/vsphere.ts");
  return {
    kind: "datastore",
    datastoreId: getDatastoreOutput({ name: datastore, datacenterId }, options).id,
  };
}

/** vCenter's word when the provider takes it for a machine, else the provider's default. */
function oneOf<const T extends string>(words: readonly T[], word: string | undefined, otherwise: T): T {
  return words.find((known) => known === word) ?? otherwise;
}
