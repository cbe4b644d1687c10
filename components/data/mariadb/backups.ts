import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GuestPart } from "../../guest/guest.ts";
import { COMMANDS } from "../../guest/on-machine.ts";
import { unitText } from "../../guest/systemd.ts";
import { WINDOW_BEGINS } from "../maintenance.ts";

export interface MariadbBackupsArgs {
  /** Folder of the dumps, on another disk than the data. */
  readonly folder: string;
  /** Unit that mounts it. */
  readonly diskUnit: string;
  /** Days that dumps are kept. */
  readonly days: number;
}

const UNIT = "hougu-mariadb-backup";

/** A dump every night when the maintenance window begins, as on RDS. */
export function mariadbBackups({ folder, diskUnit, days }: MariadbBackupsArgs): GuestPart {
  const script = readFileSync(join(import.meta.dirname, "on-machine/mariadb-backup.sh"), "utf8");
  return {
    part: "mariadb-backups",
    files: [
      { path: `${COMMANDS}/mariadb-backup`, mode: "0755", content: script },
      {
        path: `/etc/systemd/system/${UNIT}.service`,
        mode: "0644",
        content: unitText({
          Unit: {
            Description: "Dump of the database",
            Requires: `${diskUnit}.service mariadb.service`,
            After: `${diskUnit}.service mariadb.service`,
          },
          Service: {
            Type: "oneshot",
            ExecStart: `${COMMANDS}/mariadb-backup ${folder} ${days}`,
            // Whoever orders a midnight snack goes first.
            Nice: "10",
            IOSchedulingClass: "idle",
          },
        }),
      },
      {
        path: `/etc/systemd/system/${UNIT}.timer`,
        mode: "0644",
        content: unitText({
          Unit: { Description: "Dump of the database, every night" },
          Timer: {
            OnCalendar: `*-*-* ${WINDOW_BEGINS.replace("Z", "")}:00 UTC`,
            // A night in which the machine was off is made up for.
            Persistent: "true",
          },
          Install: { WantedBy: "timers.target" },
        }),
      },
    ],
    services: [{ unit: `${UNIT}.timer` }],
  };
}
