import type { Mapping } from "../mapping.ts";
export const VSPHERE_MAPPINGS: readonly Mapping[] = [];
