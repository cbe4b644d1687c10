/** `npm run policy:docs`: renews `docs/policies.md` and the generated list of what takes tags. */
import { writeFileSync } from "node:fs";
import { renderAll } from "./render.ts";

for (const { file, text } of renderAll()) writeFileSync(file, text);
