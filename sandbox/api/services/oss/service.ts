import type { RoaService } from "../../action.ts";
import { ATTRIBUTE_ROUTES } from "./attribute.ts";
import { BUCKET_ROUTES } from "./bucket.ts";
import { SETTING_ROUTES } from "./setting.ts";

/** Object storage: of it, the buckets and their settings. What lies in them isn't kept. */
export const OSS: RoaService = {
  style: "ROA",
  product: "Oss",
  version: "2019-05-17",
  routes: [...BUCKET_ROUTES, ...ATTRIBUTE_ROUTES, ...SETTING_ROUTES],
};
