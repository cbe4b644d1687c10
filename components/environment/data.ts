import type * as pulumi from "@pulumi/pulumi";
import type { DataSettings } from "../config/data.ts";
import type { Environment, MiniProgramName, Secrets } from "../config/environment.ts";
import { accountsOf } from "../data/accounts.ts";
import { DataKey } from "../data/data-key.ts";
import { MysqlDatabase } from "../data/mysql-database.ts";
import { keyFrom, passwordFrom } from "../data/passwords.ts";
import { PictureDelivery } from "../data/picture-delivery.ts";
import { PictureStore } from "../data/picture-store.ts";
import { type DataPlan, planData } from "../data/plan.ts";
import { RedisCache } from "../data/redis-cache.ts";
import type { SecretValues } from "../host/secret-values.ts";
import type { Labels } from "../naming/labels.ts";
import type { AlicloudNetwork } from "../network/alicloud-network.ts";
import type { EnvironmentPlan } from "./plan-types.ts";

/** What the stores of an environment are made of. */
export interface DataRequest {
  readonly environment: Environment;
  readonly plan: EnvironmentPlan;
  readonly labels: Labels;
  readonly secrets: Pick<Secrets, "dataKey">;
  /** Present when something runs on Alibaba Cloud. */
  readonly network: AlicloudNetwork | undefined;
  readonly provider: pulumi.ProviderResource | undefined;
  readonly protect: boolean;
}

/** What a mini-program gets of the stores. */
export interface StoreAccess {
  /** How its Tomcats connect. */
  readonly secrets: SecretValues;
  /**
   * How its pods do: to what is in their VPC. A database on vSphere is for the Tomcats beside it, and lets nobody else in: a
   * pod's request would ask it some ten times over the line.
   */
  readonly podSecrets: SecretValues;
  /** RAM policies of its Tomcats' role, by a short name. */
  readonly policies: Readonly<Record<string, pulumi.Input<string>>>;
}

export interface CreatedData {
  of(miniProgram: MiniProgramName): StoreAccess;
  /** The name under which pictures are fetched, and what its CNAME record must lead to. */
  readonly pictures?: { readonly domain: string; readonly cname: pulumi.Output<string> };
}

/**
 * Makes what an environment keeps on Alibaba Cloud: key, databases, caches, pictures. Machines with data belong to their
 * mini-programs, which make them; here is what their clients need to know.
 */
export function createData(request: DataRequest): CreatedData {
  const { environment, network, provider } = request;
  const { data } = environment;
  const { dataKey } = request.secrets;
  if (!data || dataKey === undefined) return { of: () => NOTHING };
  const onMachines = accessToMachines(planData(environment, request.plan), dataKey);
  const services =
    network && provider ? createStores({ ...request, data, network, provider, dataKey }) : undefined;
  return {
    ...services,
    of: (miniProgram) => {
      const access = services?.of(miniProgram) ?? NOTHING;
      const secrets = onMachines.get(miniProgram);
      return secrets ? { ...access, secrets } : access;
    },
  };
}

const NOTHING: StoreAccess = { secrets: {}, podSecrets: {}, policies: {} };

/** Where the machines with a database are, and their application's password. */
function accessToMachines(
  { databases }: DataPlan,
  dataKey: pulumi.Input<string>,
): ReadonlyMap<MiniProgramName, SecretValues> {
  return new Map(
    databases.flatMap((database) => {
      if (database.on !== "vsphere") return [];
      const app = accountsOf(database).find(({ use }) => use === "app");
      if (!app) throw new Error("the application has no account: a defect of accounts.ts");
      const secrets = {
        databaseHost: database.address,
        databasePassword: passwordFrom(dataKey, app.passwordOf),
      };
      return [[database.miniProgram, secrets] as const];
    }),
  );
}

interface Context extends Omit<DataRequest, "network" | "provider" | "secrets"> {
  readonly data: DataSettings;
  readonly network: AlicloudNetwork;
  readonly provider: pulumi.ProviderResource;
  readonly dataKey: pulumi.Output<string>;
}

function createStores(context: Context): CreatedData {
  const { data, labels, provider, protect, dataKey } = context;
  const plan = planData(context.environment, context.plan);
  const encryption =
    data.key && new DataKey("data-key", { labels, settings: data.key, protect }, { provider });
  const databases = createDatabases(plan, encryption, context);
  const caches = createCaches(plan, context);
  const pictures = createPictures(plan, encryption, context);
  const linkKey = keyFrom(dataKey, "picture links");
  return {
    of: (miniProgram) => {
      const database = databases.get(miniProgram);
      const cache = caches.get(miniProgram);
      const own = pictures?.of === miniProgram ? pictures : undefined;
      const podSecrets = {
        ...(database ? { databaseHost: database.host, databasePassword: database.password } : {}),
        ...(cache ? { redisHost: cache.host, redisPassword: cache.password } : {}),
        ...(own?.delivery ? { pictureLinkKey: linkKey } : {}),
      };
      const isHere = context.environment.miniPrograms.some(
        ({ name, platform }) => name === miniProgram && platform === "alicloud",
      );
      return {
        secrets: isHere ? podSecrets : {},
        podSecrets,
        policies: policiesOf(own),
      };
    },
    ...(pictures?.delivery
      ? { pictures: { domain: pictures.delivery.domain, cname: pictures.delivery.cname } }
      : {}),
  };
}

function policiesOf(
  own: { readonly store: PictureStore } | undefined,
): Readonly<Record<string, pulumi.Input<string>>> {
  return own ? { pictures: own.store.policyName } : {};
}

function createDatabases(
  { databases }: DataPlan,
  encryption: DataKey | undefined,
  { environment, labels, network, provider, protect, dataKey, plan }: Context,
): ReadonlyMap<MiniProgramName, MysqlDatabase> {
  return new Map(
    databases
      .filter((database) => database.on === "rds")
      .map((database) => [
        database.miniProgram,
        new MysqlDatabase(
          database.name,
          {
            labels,
            plan: database,
            vpcId: network.vpcId,
            vswitchIds: storeVswitches(plan, network),
            backupsDays: environment.retention.backupsDays,
            logsDays: environment.retention.logsDays,
            dataKey,
            ...(encryption ? { encryption } : {}),
            protect,
          },
          { provider },
        ),
      ]),
  );
}

function createCaches(
  { caches }: DataPlan,
  { data, labels, network, provider, protect, dataKey, plan }: Context,
): ReadonlyMap<MiniProgramName, RedisCache> {
  const { redis } = data;
  if (!redis) return new Map();
  return new Map(
    caches.map((cache) => {
      const vswitchId = storeVswitches(plan, network)[cache.zones.primary];
      if (vswitchId === undefined)
        throw new Error(`no subnet of stores in ${cache.zones.primary}: a defect of subnets.ts`);
      const args = { labels, plan: cache, settings: redis, vswitchId, dataKey, protect };
      return [cache.miniProgram, new RedisCache(cache.name, args, { provider })];
    }),
  );
}

function createPictures(
  { pictures: owner }: DataPlan,
  encryption: DataKey | undefined,
  { data, environment, labels, provider, protect, dataKey }: Context,
) {
  const { pictures: settings } = data;
  if (!owner || !settings) return undefined;
  const store = new PictureStore(
    `${owner}-pictures`,
    {
      labels,
      service: owner,
      region: environment.region,
      settings,
      logsDays: environment.retention.logsDays,
      ...(encryption ? { keyId: encryption.keyId } : {}),
      protect,
    },
    { provider },
  );
  const delivery =
    settings.cdn &&
    new PictureDelivery(
      `${owner}-pictures-cdn`,
      {
        labels,
        service: owner,
        settings: settings.cdn,
        origin: store.origin,
        linkKey: keyFrom(dataKey, "picture links"),
        protect,
      },
      { provider, dependsOn: [store] },
    );
  return { of: owner, store, delivery };
}

/** vSwitch ids of the stores' subnets, by zone. */
function storeVswitches(
  { subnets }: EnvironmentPlan,
  network: AlicloudNetwork,
): Readonly<Record<string, pulumi.Input<string>>> {
  return Object.fromEntries(
    subnets.flatMap(({ tier, zone, name }) => {
      const id = network.vswitchIds[name];
      return tier === "stores" && id !== undefined ? [[zone, id]] : [];
    }),
  );
}
