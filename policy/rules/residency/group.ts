import type { RuleGroup } from "../../rule.ts";
import { cdnInside } from "./cdn-inside.ts";
import { mainlandZones } from "./mainland-zones.ts";
import { noGlobalCache } from "./no-global-cache.ts";
import { noTransferAcceleration } from "./no-transfer-acceleration.ts";

export const RESIDENCY: RuleGroup = {
  id: "residency",
  title: { en: "Data residency", zh: "数据驻留" },
  rules: [mainlandZones, cdnInside, noTransferAcceleration, noGlobalCache],
};
