import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { lockOfApps } from "./lock-of-apps.ts";

const root = resolve(import.meta.dirname, "../..");
writeFileSync(join(root, "apps/package-lock.json"), `${JSON.stringify(lockOfApps(root), null, 2)}\n`);
