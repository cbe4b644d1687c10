import { group, integer, optional, text } from "./field.ts";
import { INVENTORY_NAME } from "./syntax.ts";

const datastoreName = (example: string, about: { en: string; zh: string }) =>
  text(INVENTORY_NAME, {
    about,
    expected: {
      en: "a datastore's name as vCenter's inventory shows it, without a slash",
      zh: "vCenter 清单中显示的数据存储名称，不含斜杠",
    },
    example,
  });

const machine = group(
  {
    cpus: integer({
      min: 1,
      max: 64,
      unit: "vCPU",
      example: 2,
      about: { en: "Virtual CPUs.", zh: "虚拟 CPU 数。" },
    }),
    // MariaDB's buffer pool takes six tenths of it, and Debian needs the better part of a GiB.
    memoryGiB: integer({
      min: 2,
      max: 512,
      unit: "GiB",
      example: 4,
      about: {
        en: "Memory; six tenths of it cache data and indexes.",
        zh: "内存；其中六成用于缓存数据与索引。",
      },
    }),
    diskGiB: integer({
      min: 20,
      max: 2048,
      unit: "GiB",
      example: 20,
      about: {
        en: "System disk: Debian and its logs. The data aren't on it.",
        zh: "系统盘：仅 Debian 与日志，不含数据。",
      },
    }),
  },
  { about: { en: "Size of the database machine.", zh: "数据库虚拟机的规格。" } },
);

/** `hougu:data.mysql.mariadb`: the database of a mini-program on vSphere. */
export const mariadb = group(
  {
    machine,
    storageGiB: integer({
      min: 10,
      max: 61_440,
      unit: "GiB",
      example: 50,
      about: {
        en: "Disk with the data and a week's binary logs. It outlives its machine and is never replaced: to enlarge it, grow it in vCenter, run `hougu refresh`, write the new size here, and restart the machine.",
        zh: "数据盘（含七天的 binlog）。该盘比虚拟机存续更久，从不替换：扩容时先在 vCenter 中扩大，执行 `hougu refresh`，再在此写入新值并重启虚拟机。",
      },
    }),
    backupGiB: integer({
      min: 10,
      max: 61_440,
      unit: "GiB",
      example: 50,
      about: {
        en: "Disk with each night's dump, kept for hougu:retention.backupsDays: a compressed dump takes about a fifth of its data.",
        zh: "每晚备份所在的磁盘，保留 hougu:retention.backupsDays 天：压缩后约为数据的五分之一。",
      },
    }),
    datastore: optional(
      datastoreName("DS-DB-01", {
        en: "Datastore of machine and data; `hougu:vsphere.datastore` by default. Needed with a datastoreCluster: Storage DRS takes no disk that is attached.",
        zh: "虚拟机与数据所在的数据存储；默认为 hougu:vsphere.datastore。使用 datastoreCluster 时必填：Storage DRS 不接受挂载的独立磁盘。",
      }),
    ),
    backupDatastore: optional(
      datastoreName("DS-BACKUP-01", {
        en: "Datastore of the dumps; that of the data by default. In prod another one: who loses a datastore must not lose both.",
        zh: "备份所在的数据存储；默认与数据相同。prod 须为另一个：不能因丢失一个数据存储而同时丢失两者。",
      }),
    ),
  },
  {
    about: {
      en: "The database of each mini-program on vSphere (MariaDB 10.11); there exactly when one runs there.",
      zh: "vSphere 上各小程序的数据库（MariaDB 10.11）；仅当有小程序运行在 vSphere 上时才写。",
    },
  },
);
