import type { DataSettings, MysqlSettings } from "../config/data.ts";
import type { Environment, MiniProgramName } from "../config/environment.ts";
import type { EnvironmentPlan } from "../environment/plan-types.ts";

/** Zones of a service with a standby or without. */
export interface ZonePair {
  /** Where the primary stands. */
  readonly primary: string;
  /** Another zone, where the standby does. */
  readonly standby?: string;
}

/** A mini-program's database on RDS, before it exists. */
export interface MysqlPlan {
  readonly on: "rds";
  /** Logical name, e.g. `artist-mysql`. */
  readonly name: string;
  readonly miniProgram: MiniProgramName;
  /** The one schema in it, and what its accounts' names begin with. */
  readonly schema: string;
  readonly zones: ZonePair;
  /** Blocks that may connect: those of the app subnets and no others. */
  readonly allowedCidrs: readonly string[];
  readonly settings: MysqlSettings;
}

/** A mini-program's cache, before it exists. */
export interface RedisPlan {
  readonly name: string;
  readonly miniProgram: MiniProgramName;
  readonly zones: ZonePair;
  readonly allowedCidrs: readonly string[];
}

/** What the mini-programs of an environment keep on Alibaba Cloud. */
export interface DataPlan {
  readonly databases: readonly MysqlPlan[];
  readonly caches: readonly RedisPlan[];
  /** Whose pictures there are; nobody's where no settings say so. */
  readonly pictures?: MiniProgramName;
}

/** The mini-program whose users bring pictures. */
const PICTURES_OF: MiniProgramName = "artist";

/**
 * Which stores there are, where they stand and who may reach them: from the configuration alone. Pure. Laws, held by
 * test/data/plan.test.ts: a standby never stands with its primary; exactly the app subnets may connect; a zone that is
 * appended moves no store.
 */
export function planData(environment: Environment, { subnets }: EnvironmentPlan): DataPlan {
  const { data, miniPrograms } = environment;
  if (!data) return { databases: [], caches: [] };
  const onAlicloud = miniPrograms.filter(({ platform }) => platform === "alicloud");
  const allowedCidrs = subnets.filter(({ tier }) => tier === "app").map(({ cidr }) => cidr);
  const { mysql, redis } = data;
  return {
    databases: mysql
      ? onAlicloud.map(({ name }) => ({
          on: "rds",
          name: `${name}-mysql`,
          miniProgram: name,
          schema: name,
          zones: zonePair(environment.zones, mysql.edition === "HighAvailability"),
          allowedCidrs,
          settings: mysql,
        }))
      : [],
    caches: redis
      ? onAlicloud.map(({ name }) => ({
          name: `${name}-redis`,
          miniProgram: name,
          zones: zonePair(environment.zones, redis.standby),
          allowedCidrs,
        }))
      : [],
    ...(picturesStand(
      data,
      onAlicloud.map(({ name }) => name),
    )
      ? { pictures: PICTURES_OF }
      : {}),
  };
}

/** Pictures lie beside the Tomcats that sign links to them, whose role is what may read them. */
function picturesStand({ pictures }: DataSettings, onAlicloud: readonly MiniProgramName[]): boolean {
  return pictures !== undefined && onAlicloud.includes(PICTURES_OF);
}

function zonePair(zones: readonly string[], hasStandby: boolean): ZonePair {
  const [primary, second] = zones;
  if (primary === undefined) throw new Error("an environment without zones: a defect of config/rules");
  if (!hasStandby) return { primary };
  if (second === undefined)
    throw new Error("a standby without a second zone: a defect of config/rules/data.ts");
  return { primary, standby: second };
}
