import type { CloudObject } from "../object.ts";
export interface VcenterInventory { readonly server: string }
export function furnishings(_: VcenterInventory): CloudObject[] { return []; }
