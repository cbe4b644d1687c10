import { MINI_PROGRAMS, type MiniProgramName, type Platform } from "../environment.ts";
import type { Finding } from "../finding.ts";
import { keyOf, type Path } from "../raw.ts";
import { lineFor } from "../remedy.ts";
import type { Draft } from "./rule.ts";

// What is configured for a place where nobody runs would be left out without a word, and an operator would believe that it
// exists. And what is wanted without its settings would be missed first by the mini-program.

/** Who runs on a platform; undefined while that isn't known. */
function runningOn(draft: Draft, platform: Platform): MiniProgramName[] | undefined {
  if (!draft.artist || !draft.food) return undefined;
  return MINI_PROGRAMS.filter((name) => draft[name]?.platform === platform);
}

const PLACES = {
  alicloud: { en: "Alibaba Cloud", zh: "阿里云" },
  vsphere: { en: "vSphere", zh: " vSphere " },
};

function needless(at: Path, platform: Platform): Finding {
  const { en, zh } = PLACES[platform];
  return {
    at,
    expected: {
      en: `nothing while no mini-program runs on ${en}: it is for those that do`,
      zh: `没有小程序运行在${zh}上时不写：它只用于在那里运行的小程序`,
    },
    remedy: { en: `delete ${keyOf(at)}`, zh: `删除 ${keyOf(at)}` },
  };
}

/** A database's settings for each place where a mini-program runs, and for no other. */
export function* databaseForEachPlace(draft: Draft): Iterable<Finding> {
  const mysql = draft.data?.mysql;
  if (!mysql) return;
  const wanted = [
    ["rds", "alicloud", RDS_EXAMPLE],
    ["mariadb", "vsphere", MARIADB_EXAMPLE],
  ] as const;
  for (const [part, platform, example] of wanted) {
    const users = runningOn(draft, platform);
    if (users === undefined) return;
    const at: Path = ["data", "mysql", part];
    if (mysql[part] !== undefined && users.length === 0) yield needless(at, platform);
    if (mysql[part] !== undefined || users.length === 0) continue;
    yield {
      at,
      expected: {
        en: `the settings of the database on ${PLACES[platform].en}, which ${users.join(" and ")} (platform: ${platform}) needs`,
        zh: `${PLACES[platform].zh.trim()} 上数据库的设置，${users.join("、")}（platform: ${platform}）需要它`,
      },
      remedy: lineFor(at, example),
    };
  }
}

const RDS_EXAMPLE = {
  edition: "HighAvailability",
  class: "mysql.x4.large.2",
  storageType: "local_ssd",
  storageGiB: 50,
};
const MARIADB_EXAMPLE = {
  machine: { cpus: 2, memoryGiB: 4, diskGiB: 20 },
  storageGiB: 50,
  backupGiB: 50,
};

/** Key, cache and pictures are Alibaba Cloud's, and the pictures the photographers'. */
export function* storesHaveUsers(draft: Draft): Iterable<Finding> {
  const { data, artist } = draft;
  const onAlicloud = runningOn(draft, "alicloud");
  if (!data || onAlicloud === undefined) return;
  for (const part of ["key", "redis"] as const) {
    if (data[part] !== undefined && onAlicloud.length === 0) yield needless(["data", part], "alicloud");
  }
  if (data.pictures === undefined || artist?.platform === "alicloud") return;
  const at: Path = ["data", "pictures"];
  yield {
    at,
    expected: {
      en: "nothing while artist doesn't run on Alibaba Cloud: the pictures are the photographers', and lie beside their Tomcats",
      zh: "artist 不在阿里云上运行时不写：图片属于摄影师，与其 Tomcat 位于同处",
    },
    remedy: { en: `delete ${keyOf(at)}`, zh: `删除 ${keyOf(at)}` },
  };
}

/** The registry stands in the VPC's region and is made with it. */
export function* imagesHaveARegistry(draft: Draft): Iterable<Finding> {
  if (draft.images !== undefined && runningOn(draft, "alicloud")?.length === 0)
    yield needless(["images"], "alicloud");
}

/** The managed service has a VPC, which there is when somebody runs on Alibaba Cloud. */
export function* managedMessagingHasAVpc(draft: Draft): Iterable<Finding> {
  if (draft.messaging?.kind !== "managed" || runningOn(draft, "alicloud")?.length !== 0) return;
  const at: Path = ["messaging", "kind"];
  yield {
    at,
    expected: {
      en: "cluster while no mini-program runs on Alibaba Cloud: the managed service stands in their VPC",
      zh: "没有小程序运行在阿里云上时应为 cluster：托管服务位于其 VPC 中",
    },
    remedy: lineFor(at, "cluster"),
  };
}
