import { readFileSync, writeFileSync } from "node:fs";
import { renewReference } from "./reference.ts";

// `npm run config:docs`
const file = new URL("../../docs/configuration.md", import.meta.url);
writeFileSync(file, renewReference(readFileSync(file, "utf8")));
