import type { RdsSettings } from "../data.ts";
import { MINI_PROGRAMS } from "../environment.ts";
import type { Finding } from "../finding.ts";
import { keyOf, type Path } from "../raw.ts";
import { lineFor } from "../remedy.ts";
import type { Draft } from "./rule.ts";

/** The end of a class that an edition on a kind of disk has (RDS, "Primary ApsaraDB RDS for MySQL instance types"). */
function endingOf({ edition, storageType }: RdsSettings): "1" | "2" | "2c" {
  if (edition === "Basic") return "1";
  return storageType === "local_ssd" ? "2" : "2c";
}

export function* mysqlClassFits({ data }: Draft): Iterable<Finding> {
  const rds = data?.mysql?.rds;
  if (!rds) return;
  if (rds.edition === "Basic" && rds.storageType === "local_ssd") {
    yield {
      at: ["data", "mysql", "rds", "storageType"],
      expected: { en: "a cloud disk: Basic has no local SSDs", zh: "云盘：Basic 版没有本地盘" },
      remedy: lineFor(["data", "mysql", "rds", "storageType"], "cloud_essd"),
    };
    return;
  }
  // Classes of the general-purpose family on local SSDs (`rds.mysql.s3.large`) have no ending.
  const [, , , ending] = rds.class.replace(/^rds\./, "").split(".");
  const wanted = endingOf(rds);
  if (ending === wanted || (ending === undefined && wanted === "2")) return;
  const at: Path = ["data", "mysql", "rds", "class"];
  const stem = rds.class.replace(/\.(1|2|2c)$/, "");
  yield {
    at,
    expected: {
      en: `a class that ends in .${wanted}, for ${rds.edition} on ${rds.storageType}`,
      zh: `以 .${wanted} 结尾的规格，对应 ${rds.storageType} 上的 ${rds.edition}`,
    },
    remedy: lineFor(at, `${stem}.${wanted}`),
  };
}

/** RDS sells storage in steps of 5 GiB (API reference of CreateDBInstance, DBInstanceStorage). */
const STORAGE_STEP_GIB = 5;

export function* mysqlStorageInSteps({ data }: Draft): Iterable<Finding> {
  const size = data?.mysql?.rds?.storageGiB;
  if (size === undefined || size % STORAGE_STEP_GIB === 0) return;
  const at: Path = ["data", "mysql", "rds", "storageGiB"];
  yield {
    at,
    expected: { en: `a multiple of ${STORAGE_STEP_GIB}`, zh: `${STORAGE_STEP_GIB} 的倍数` },
    remedy: lineFor(at, Math.ceil(size / STORAGE_STEP_GIB) * STORAGE_STEP_GIB),
  };
}

export function* mysqlReaderNeedsHighAvailability({ data }: Draft): Iterable<Finding> {
  if (data?.mysql?.rds?.edition !== "Basic" || data.mysql.rds.reader === undefined) return;
  const at: Path = ["data", "mysql", "rds", "reader"];
  yield {
    at,
    expected: {
      en: "no reader with the edition Basic, which replicates to nobody",
      zh: "Basic 版不支持只读实例",
    },
    remedy: { en: `delete ${keyOf(at)}`, zh: `删除 ${keyOf(at)}` },
  };
}

/** RDS keeps backups no longer (API reference of ModifyBackupPolicy, BackupRetentionPeriod). */
const LONGEST_BACKUP_DAYS = 730;

export function* backupsFitMysql({ data, retention }: Draft): Iterable<Finding> {
  if (!data?.mysql?.rds || !retention || retention.backupsDays <= LONGEST_BACKUP_DAYS) return;
  const at: Path = ["retention", "backupsDays"];
  yield {
    at,
    expected: {
      en: `${LONGEST_BACKUP_DAYS} days at most: RDS keeps the backups of hougu:data.mysql.rds no longer`,
      zh: `最多 ${LONGEST_BACKUP_DAYS} 天：RDS 对 hougu:data.mysql.rds 的备份不再保存更久`,
    },
    remedy: lineFor(at, LONGEST_BACKUP_DAYS),
  };
}

/** prod survives the loss of a machine and of a zone. */
export function* dataRedundantInProd({ environment, data }: Draft): Iterable<Finding> {
  if (environment !== "prod" || !data) return;
  const { rds } = data.mysql ?? {};
  if (rds && rds.edition !== "HighAvailability") {
    yield inProd(["data", "mysql", "rds", "edition"], "HighAvailability");
  }
  if (data.redis && !data.redis.standby) yield inProd(["data", "redis", "standby"], true);
}

function inProd(at: Path, value: string | boolean): Finding {
  return {
    at,
    expected: { en: `${value} in prod`, zh: `prod 中应为 ${value}` },
    remedy: lineFor(at, value),
  };
}

/** A standby in the zone of its primary isn't one. */
export function* standbysNeedZones({ data, zones }: Draft): Iterable<Finding> {
  if (!data || !zones || new Set(zones).size > 1) return;
  const wrong: [Path, unknown, boolean][] = [
    [["data", "mysql", "rds", "edition"], "Basic", data.mysql?.rds?.edition === "HighAvailability"],
    [["data", "redis", "standby"], false, data.redis?.standby === true],
  ];
  for (const [at, value, isWrong] of wrong) {
    if (!isWrong) continue;
    yield {
      at,
      expected: {
        en: `${value} where hougu:zones has one zone: a standby stands in a second one`,
        zh: `hougu:zones 只有一个可用区时应为 ${value}：备节点位于第二可用区`,
      },
      remedy: lineFor(at, value),
    };
  }
}

/** OSS bills Infrequent Access for 30 days at least, so an earlier move to Archive pays for both. */
const LEAST_DAYS_IN_IA = 30;

export function* picturesAgeInOrder({ data }: Draft): Iterable<Finding> {
  const pictures = data?.pictures;
  if (!pictures) return;
  const least = pictures.infrequentAfterDays + LEAST_DAYS_IN_IA;
  if (pictures.archiveAfterDays >= least) return;
  const at: Path = ["data", "pictures", "archiveAfterDays"];
  yield {
    at,
    expected: {
      en: `${least} or more: ${LEAST_DAYS_IN_IA} days after infrequentAfterDays (${pictures.infrequentAfterDays})`,
      zh: `至少 ${least}：比 infrequentAfterDays（${pictures.infrequentAfterDays}）晚 ${LEAST_DAYS_IN_IA} 天`,
    },
    remedy: lineFor(at, least),
  };
}

/** One name can't lead to both the edge and the CDN. */
export function* picturesHaveTheirOwnDomain(draft: Draft): Iterable<Finding> {
  const domain = draft.data?.pictures?.cdn?.domain;
  const taken = MINI_PROGRAMS.find((name) => domain !== undefined && draft[name]?.domain === domain);
  if (taken === undefined) return;
  const at: Path = ["data", "pictures", "cdn", "domain"];
  yield {
    at,
    expected: { en: `another domain than hougu:${taken}.domain`, zh: `与 hougu:${taken}.domain 不同的域名` },
    remedy: lineFor(at, "pictures.artist.example.com"),
  };
}
