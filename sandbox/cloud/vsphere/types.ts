import type { ResourceType } from "../resource-type.ts";
export const VSPHERE_TYPES: readonly ResourceType[] = [];
