import type * as pulumi from "@pulumi/pulumi";

/**
 * Options of a component's child that holds an address or data. `protect` is set only where it is wanted: an explicit
 * `false` would switch off what the component's own options say.
 */
export function childOptions(
  parent: pulumi.Resource,
  { protect }: { readonly protect: boolean },
): pulumi.CustomResourceOptions {
  return protect ? { parent, protect } : { parent };
}
