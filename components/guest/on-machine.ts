import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the machine keeps this program's own commands. */
export const COMMANDS = "/usr/local/lib/hougu";

const SOURCES = {
  "fetch-secrets-oos": "fetch-secrets-oos.py",
  "fetch-secrets-guestinfo": "fetch-secrets-guestinfo.py",
  "fill-secrets": "fill-secrets.py",
  "data-disk": "data-disk.sh",
  "fetch-file": "fetch-file.sh",
  "configuration-check": "configuration-check.sh",
} as const;

/** The text of a command that runs on the machine, as it stands in this repository. */
export function machineCommand(name: keyof typeof SOURCES): string {
  return readFileSync(join(import.meta.dirname, "on-machine", SOURCES[name]), "utf8");
}
