import type { DataSettings, MariadbSettings, RdsSettings } from "../config/data.ts";
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
  /** Blocks that may connect: those of the app subnets and of the cluster's pods, and no others. */
  readonly allowedCidrs: readonly string[];
  readonly settings: RdsSettings;
}

/** A mini-program's database on a machine on vSphere, before it exists. */
export interface MariadbPlan {
  readonly on: "vsphere";
  /** Logical name, e.g. `food-database`: the machine's. */
  readonly name: string;
  readonly miniProgram: MiniProgramName;
  readonly schema: string;
  /** The machine's private address. */
  readonly address: string;
  readonly settings: MariadbSettings;
}

/** A mini-program's cache, before it exists. */
export interface RedisPlan {
  readonly name: string;
  readonly miniProgram: MiniProgramName;
  readonly zones: ZonePair;
  readonly allowedCidrs: readonly string[];
}

/** What the mini-programs of an environment keep. */
export interface DataPlan {
  /** Each mini-program's, where its Tomcats are. */
  readonly databases: readonly (MysqlPlan | MariadbPlan)[];
  readonly caches: readonly RedisPlan[];
  /** Whose pictures there are; nobody's where no settings say so. */
  readonly pictures?: MiniProgramName;
}

/** The mini-program whose users bring pictures. */
const PICTURES_OF: MiniProgramName = "artist";

/**
 * Which stores there are, where they stand and who may reach them: from the configuration alone. Pure. Laws, held by
 * test/data/plan.test.ts: a standby never stands with its primary; exactly the app subnets and the pods' may
 * connect to a managed store; a zone that is appended moves no store.
 */
export function planData(environment: Environment, plan: EnvironmentPlan): DataPlan {
  const { subnets } = plan;
  const { data, miniPrograms } = environment;
  if (!data) return { databases: [], caches: [] };
  const onAlicloud = miniPrograms.filter(({ platform }) => platform === "alicloud");
  const allowedCidrs = subnets
    .filter(({ tier }) => tier === "app" || tier === "pods")
    .map(({ cidr }) => cidr);
  const { mysql: { rds } = {}, redis } = data;
  return {
    databases: [
      ...(rds
        ? onAlicloud.map(
            ({ name }): MysqlPlan => ({
              on: "rds",
              name: `${name}-mysql`,
              miniProgram: name,
              schema: name,
              zones: zonePair(environment.zones, rds.edition === "HighAvailability"),
              allowedCidrs,
              settings: rds,
            }),
          )
        : []),
      ...machinesWithData(data, plan),
    ],
    caches: redis
      ? miniPrograms.filter(hasCache(environment)).map(({ name }) => ({
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

/** Tomcats on vSphere have none; what the cluster runs for their mini-program has one in the VPC. */
function hasCache({ kubernetes }: Environment) {
  return ({ platform }: Environment["miniPrograms"][number]): boolean =>
    platform === "alicloud" || kubernetes !== undefined;
}

function machinesWithData({ mysql }: DataSettings, { miniPrograms }: EnvironmentPlan): MariadbPlan[] {
  const settings = mysql?.mariadb;
  if (!settings) return [];
  return miniPrograms.flatMap(({ name: miniProgram, database }) =>
    database
      ? [
          {
            on: "vsphere" as const,
            name: database.name,
            miniProgram,
            schema: miniProgram,
            address: database.address,
            settings,
          },
        ]
      : [],
  );
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
