import type { RuleGroup } from "../../rule.ts";
import { addressesInUse } from "./addresses-in-use.ts";
import { allowedSizes } from "./allowed-sizes.ts";
import { nodeCeiling } from "./node-ceiling.ts";
import { nodeSizes } from "./node-sizes.ts";
import { publicBandwidth } from "./public-bandwidth.ts";
import { spotWhereSafe } from "./spot-where-safe.ts";
import { storeSizes } from "./store-sizes.ts";
import { uploadsCleanedUp } from "./uploads-cleaned-up.ts";

export const COST: RuleGroup = {
  id: "cost",
  title: { en: "Cost", zh: "成本" },
  rules: [
    allowedSizes,
    addressesInUse,
    publicBandwidth,
    nodeCeiling,
    storeSizes,
    nodeSizes,
    spotWhereSafe,
    uploadsCleanedUp,
  ],
};
