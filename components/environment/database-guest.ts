import type { Environment } from "../config/environment.ts";
import { numberToAddress, parseBlock, sizeOf } from "../config/ipv4.ts";
import { accountsOf } from "../data/accounts.ts";
import { mariadbBackups } from "../data/mariadb/backups.ts";
import { BACKUP_DISK, DATA_DISK } from "../data/mariadb/disks.ts";
import { mariadb } from "../data/mariadb/mariadb.ts";
import { mysqldExporter } from "../data/mariadb/mysqld-exporter.ts";
import type { MariadbPlan } from "../data/plan.ts";
import { base } from "../guest/base.ts";
import { composeGuest } from "../guest/compose.ts";
import { dataDisk, diskUnit } from "../guest/data-disk.ts";
import type { Guest, GuestPart } from "../guest/guest.ts";
import { hostFirewall } from "../guest/host-firewall.ts";
import { nodeExporter } from "../guest/node-exporter.ts";
import { isMeasured } from "./measured.ts";
import type { HostPlan, MiniProgramPlan } from "./plan-types.ts";
import { sourcesOnSegment } from "./segment-sources.ts";

/** Days that binary logs stay beside the data: from the last good dump to now, when a week's dumps went wrong unseen. */
const LOG_DAYS = 7;

/** What a database machine runs: MariaDB on a disk of its own, a dump every night on another, and a firewall. Pure. */
export function databaseGuest(
  host: HostPlan,
  database: MariadbPlan,
  miniProgram: MiniProgramPlan,
  environment: Environment,
  monitoring: readonly HostPlan[],
): Guest {
  const { address, machine } = host;
  const [app] = accountsOf(database).filter(({ use }) => use === "app");
  if (!app) throw new Error("the application has no account: a defect of accounts.ts");
  const parts: GuestPart[] = [
    base({ platform: "vsphere" }),
    nodeExporter({ address }),
    dataDisk(DATA_DISK),
    dataDisk(BACKUP_DISK),
    mariadb({
      address,
      serverId: 1,
      memoryGiB: machine.memoryGiB,
      schema: database.schema,
      app,
      clients: segmentOf(environment),
      logDays: LOG_DAYS,
      place: { role: "primary" },
      diskUnit: diskUnit(DATA_DISK),
    }),
    ...(isMeasured(environment) ? [mysqldExporter({ address })] : []),
    mariadbBackups({
      folder: BACKUP_DISK.folder,
      diskUnit: diskUnit(BACKUP_DISK),
      days: environment.retention.backupsDays,
    }),
  ];
  const ports = parts.flatMap((part) => part.ports ?? []);
  const blocksOf = sourcesOnSegment({ miniProgram, environment, monitoring });
  return composeGuest(host.name, "database", [...parts, hostFirewall({ ports, blocksOf })]);
}

/** The segment as MariaDB writes a network. Which of its hosts come in is the firewall's to say. */
function segmentOf({ vsphere }: Environment): string {
  if (!vsphere) throw new Error("a database on vSphere without settings: a defect of config/rules");
  const block = parseBlock(vsphere.segment.cidr);
  return `${numberToAddress(block.first)}/${numberToAddress(2 ** 32 - sizeOf(block))}`;
}
