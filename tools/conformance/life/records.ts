import { join } from "node:path";

/**
 * Where lives note which actions the real provider has called, one file a life, for `npm run cloud:docs`. It is not
 * committed: the page is.
 */
export const LIFE_RECORDS = join(import.meta.dirname, "..", "..", "..", ".hougu", "lives");
