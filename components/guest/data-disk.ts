import type { GuestPart } from "./guest.ts";
import { COMMANDS, machineCommand } from "./on-machine.ts";
import { unitText } from "./systemd.ts";

/** A disk that outlives the machine that it is attached to. */
export interface DataDisk {
  /** e.g. `data`: part of its unit's name and of its file system's label. */
  readonly name: string;
  /** Its place on the machine's first SCSI controller, 1 to 6; 0 is the system disk's. */
  readonly unit: number;
  /** Where it is mounted. */
  readonly folder: string;
}

/** The unit that mounts a disk: what needs the disk requires it, and doesn't start on the system disk instead. */
export function diskUnit({ name }: Pick<DataDisk, "name">): string {
  return `hougu-disk-${name}`;
}

/** Mounts a disk at each boot; formats it when it is blank, and only then. See on-machine/data-disk.sh. */
export function dataDisk(disk: DataDisk): GuestPart {
  const unit = diskUnit(disk);
  // ext4's labels have 16 characters at most.
  const command = [`${COMMANDS}/data-disk`, `hougu-${disk.name}`, `0:0:${disk.unit}:0`, disk.folder];
  return {
    part: unit,
    packages: ["e2fsprogs"],
    files: [
      { path: `${COMMANDS}/data-disk`, mode: "0755", content: machineCommand("data-disk") },
      {
        path: `/etc/systemd/system/${unit}.service`,
        mode: "0644",
        content: unitText({
          Unit: { Description: `Disk with ${disk.folder}` },
          Service: {
            Type: "oneshot",
            RemainAfterExit: "yes",
            ExecStart: command.join(" "),
            ExecStop: `/usr/bin/umount ${disk.folder}`,
          },
          Install: { WantedBy: "multi-user.target" },
        }),
      },
    ],
    // Run again, it leaves a mounted disk alone: a restart would take the folder from under its service.
    services: [{ unit, reload: command }],
  };
}
