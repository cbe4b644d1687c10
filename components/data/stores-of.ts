import type { Environment, MiniProgramName } from "../config/environment.ts";
import type { EnvironmentPlan } from "../environment/plan-types.ts";
import type { Stores } from "../tomcat/stores.ts";
import { accountsOf } from "./accounts.ts";
import { planData } from "./plan.ts";

/** Where Tair listens. */
const REDIS_PORT = 6379;

/** What a mini-program's Tomcats find under JNDI; nothing where it keeps nothing. Pure. */
export function storesOf(
  environment: Environment,
  plan: EnvironmentPlan,
  miniProgram: MiniProgramName,
): Stores | undefined {
  const { databases, caches, pictures } = planData(environment, plan);
  const database = databases.find((one) => one.miniProgram === miniProgram);
  // A cache in the VPC is for what is there: not for Tomcats on vSphere.
  const isHere = environment.miniPrograms.some(
    ({ name, platform }) => name === miniProgram && platform === "alicloud",
  );
  const hasCache = isHere && caches.some((one) => one.miniProgram === miniProgram);
  const settings = pictures === miniProgram ? environment.data?.pictures : undefined;
  if (!database && !hasCache && !settings) return undefined;
  const app = database && accountsOf(database).find(({ use }) => use === "app");
  return {
    ...(database && app ? { database: { schema: database.schema, user: app.accountName } } : {}),
    ...(hasCache ? { redis: { port: REDIS_PORT } } : {}),
    ...(settings
      ? {
          pictures: {
            bucket: settings.bucket,
            region: environment.region,
            ...(settings.cdn ? { domain: settings.cdn.domain } : {}),
          },
        }
      : {}),
  };
}
