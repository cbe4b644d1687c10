import { CustomResource, type CustomResourceOptions, type Inputs, Output } from "@pulumi/pulumi";

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

/** Inputs that every VM needs and no rule looks at. */
export const PLACE = { resourcePoolId: "resgroup-1", datastoreId: "datastore-1", folder: "hougu" } as const;

export const idsOf = (resources: readonly CustomResource[]): Output<string[]> =>
  Output.create(resources.map((resource) => resource.id)) as unknown as Output<string[]>;
