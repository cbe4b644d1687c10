import type { Finding } from "../finding.ts";
import type { Path } from "../raw.ts";
import { lineFor } from "../remedy.ts";
import type { Draft } from "./rule.ts";

const AT: Path = ["data", "mysql", "mariadb"];

/** Storage DRS moves a machine with all its disks, and takes no disk that is attached: the database has a datastore. */
export function* mariadbHasADatastore({ data, vsphere }: Draft): Iterable<Finding> {
  const mariadb = data?.mysql?.mariadb;
  if (!mariadb || mariadb.datastore !== undefined || vsphere?.datastoreCluster === undefined) return;
  const at: Path = [...AT, "datastore"];
  yield {
    at,
    expected: {
      en: `a datastore: an attached disk can't lie in the datastoreCluster ${vsphere.datastoreCluster}`,
      zh: `一个数据存储：挂载的独立磁盘不能位于 datastoreCluster ${vsphere.datastoreCluster} 中`,
    },
    remedy: lineFor(at, "DS-DB-01"),
  };
}

/** In prod the loss of a datastore takes the data or the dumps, never both. */
export function* mariadbBackupsApartInProd({ environment, data, vsphere }: Draft): Iterable<Finding> {
  const mariadb = data?.mysql?.mariadb;
  if (environment !== "prod" || !mariadb || !vsphere) return;
  const datastore = mariadb.datastore ?? vsphere.datastore;
  if (mariadb.backupDatastore !== undefined && mariadb.backupDatastore !== datastore) return;
  const at: Path = [...AT, "backupDatastore"];
  yield {
    at,
    expected: {
      en: `another datastore in prod than the data's${datastore === undefined ? "" : ` (${datastore})`}`,
      zh: `prod 中须为与数据不同的数据存储${datastore === undefined ? "" : `（数据位于 ${datastore}）`}`,
    },
    remedy: lineFor(at, "DS-BACKUP-01"),
  };
}
