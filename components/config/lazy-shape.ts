import { createRequire } from "node:module";

const load = createRequire(import.meta.url);

/**
 * The schema with zod beneath it, loaded only when a configuration is wrong and somebody waits for words, not for
 * speed. A right one is accepted by generated/accepts.js, made from the same schema; docs/configuration.md says
 * what that saves.
 */
export function shape(): typeof import("./shape.ts") {
  return load("./shape.ts") as typeof import("./shape.ts");
}
