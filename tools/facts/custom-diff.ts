import type { SchemaProperties } from "./reconcile.ts";

/**
 * What a provider's code replaces beyond what its schema says (`CustomizeDiff`): by resource token, properties of which
 * any part replaces, and the parts of them that don't.
 *
 * vSphere: every change in `clone` but that of its timeout (terraform-provider-vsphere 1.26,
 * vsphere/resource_vsphere_virtual_machine.go, resourceVSphereVirtualMachineCustomizeDiff). That a `clone` which isn't
 * given any more replaces nothing is for the reader of the facts to know: they say it of each part that is given.
 */
const CUSTOM_DIFFS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "vsphere:index/virtualMachine:VirtualMachine": { clone: ["timeout"] },
};

/** A schema in which also such properties say that they replace. */
export function withCustomDiff(token: string, schema: SchemaProperties): SchemaProperties {
  const replacing = Object.entries(CUSTOM_DIFFS[token] ?? {}).flatMap(([name, kept]) => {
    const property = schema[name];
    if (property?.properties === undefined) throw new Error(`${token} has no parts of ${name}`);
    const parts = Object.entries(property.properties).map(
      ([part, inner]) => [part, kept.includes(part) ? inner : { ...inner, replaces: true }] as const,
    );
    return [[name, { ...property, properties: Object.fromEntries(parts) }] as const];
  });
  return { ...schema, ...Object.fromEntries(replacing) };
}
