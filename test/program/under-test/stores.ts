import * as pulumi from "@pulumi/pulumi";
import { DataKey } from "../../../components/data/data-key.ts";
import { MysqlDatabase } from "../../../components/data/mysql-database.ts";
import { PictureDelivery } from "../../../components/data/picture-delivery.ts";
import { PictureStore } from "../../../components/data/picture-store.ts";
import { planData } from "../../../components/data/plan.ts";
import { RedisCache } from "../../../components/data/redis-cache.ts";
import { type ComponentUnderTest, prodLabels as labels, must, prod, prodPlan } from "./component.ts";

const data = must(prod.data);
const pictures = must(data.pictures);
const plan = planData(prod, prodPlan);
const dataKey = pulumi.secret("d".repeat(64));
const vswitchIds = Object.fromEntries(prod.zones.map((zone) => [zone, `${zone}-id`]));
const protect = false;

/** What keeps data. */
export const STORES: readonly ComponentUnderTest[] = [
  {
    type: "hougu:data:DataKey",
    platform: "alicloud",
    make: (opts) => new DataKey("under-test", { labels, settings: must(data.key), protect }, opts),
  },
  {
    type: "hougu:data:MysqlDatabase",
    platform: "alicloud",
    make: (opts) =>
      new MysqlDatabase(
        "under-test",
        {
          labels,
          plan: must(plan.databases.find((database) => database.on === "rds")),
          vpcId: "vpc",
          vswitchIds,
          backupsDays: prod.retention.backupsDays,
          logsDays: prod.retention.logsDays,
          dataKey,
          protect,
        },
        opts,
      ),
  },
  {
    type: "hougu:data:RedisCache",
    platform: "alicloud",
    make: (opts) =>
      new RedisCache(
        "under-test",
        {
          labels,
          plan: must(plan.caches[0]),
          settings: must(data.redis),
          vswitchId: "vswitch",
          dataKey,
          protect,
        },
        opts,
      ),
  },
  {
    type: "hougu:data:PictureStore",
    platform: "alicloud",
    make: (opts) =>
      new PictureStore(
        "under-test",
        {
          labels,
          service: "artist",
          region: prod.region,
          settings: pictures,
          logsDays: prod.retention.logsDays,
          protect,
        },
        opts,
      ),
  },
  {
    type: "hougu:data:PictureDelivery",
    platform: "alicloud",
    make: (opts) =>
      new PictureDelivery(
        "under-test",
        {
          labels,
          service: "artist",
          settings: must(pictures.cdn),
          origin: "pictures.oss-cn-hangzhou.aliyuncs.com",
          linkKey: dataKey,
          protect,
        },
        opts,
      ),
  },
];
