import type { DataDisk } from "../../guest/data-disk.ts";
import { DATA_FOLDER } from "./mariadb.ts";

/** The disk with the data and the binary logs. */
export const DATA_DISK: DataDisk = { name: "data", unit: 1, folder: DATA_FOLDER };

/** The disk with the dumps. */
export const BACKUP_DISK: DataDisk = { name: "backup", unit: 2, folder: "/var/backups/hougu-database" };
