import { CustomResource, type CustomResourceOptions, type Inputs, Output } from "@pulumi/pulumi";
import { getComputeClusterOutput } from "@pulumi/vsphere/getComputeCluster.js";
import { getDatacenterOutput } from "@pulumi/vsphere/getDatacenter.js";
import { getDatastoreOutput } from "@pulumi/vsphere/getDatastore.js";
import { getNetworkOutput } from "@pulumi/vsphere/getNetwork.js";
import { getResourcePoolOutput } from "@pulumi/vsphere/getResourcePool.js";
import { getVirtualMachineOutput } from "@pulumi/vsphere/getVirtualMachine.js";

/** A resource of vSphere by its token: these programs need no more of the SDK than what the engine sees. */
export class Vsphere extends CustomResource {
  constructor(
    kind: `${Lowercase<string>}${string}`,
    name: string,
    props: Inputs,
    options: CustomResourceOptions = {},
  ) {
    const type = kind.charAt(0).toUpperCase() + kind.slice(1);
    super(`vsphere:index/${kind}:${type}`, name, props, options);
  }
}

/** One tag in a category of its own. */
export function vsphereTag(key: string, value: string): Vsphere {
  const category = new Vsphere("tagCategory", key, {
    name: `hougu-prod-${key}`,
    cardinality: "SINGLE",
    associableTypes: ["VirtualMachine"],
  });
  return new Vsphere("tag", `${key}-${value}`, { name: value, categoryId: category.id });
}

/** The vCenter that these programs run on. */
export const VCENTER = {
  server: "vcenter.example.com",
  datacenter: "dc",
  cluster: "cluster",
  resourcePool: "cluster/Resources",
  datastore: "datastore",
  portGroup: "network",
  template: "debian-12",
} as const;

/** Where a VM stands and what it is a clone of: inputs that every VM needs and no rule looks at. */
export function place() {
  const datacenterId = getDatacenterOutput({ name: VCENTER.datacenter }).id;
  const named = (name: string) => ({ name, datacenterId });
  const template = getVirtualMachineOutput(named(VCENTER.template));
  return {
    computeClusterId: getComputeClusterOutput(named(VCENTER.cluster)).id,
    machine: {
      resourcePoolId: getResourcePoolOutput(named(VCENTER.resourcePool)).id,
      datastoreId: getDatastoreOutput(named(VCENTER.datastore)).id,
      networkInterfaces: [{ networkId: getNetworkOutput(named(VCENTER.portGroup)).id }],
      guestId: template.guestId,
      firmware: template.firmware,
      clone: { templateUuid: template.id },
      waitForGuestNetTimeout: 0,
    },
  };
}

export const idsOf = (resources: readonly CustomResource[]): Output<string[]> =>
  Output.create(resources.map((resource) => resource.id)) as unknown as Output<string[]>;
