import type { FunctionMapping } from "../mapping.ts";
export const VSPHERE_FUNCTIONS: readonly FunctionMapping[] = [];
