import type { Environment } from "../../components/config/environment.ts";
import { Catalogue } from "../../cost/catalogue/catalogue.ts";
import { estimate } from "../../cost/estimate/estimate.ts";
import { billable } from "../../cost/estimate/from-state.ts";
import { loadUsage, usageFileOf } from "../../cost/usage/load.ts";
import { readRefreshed } from "../cost/refreshed-prices.ts";
import type { CostOf } from "./cost.ts";
import { isUnknown, type Properties } from "./plan.ts";

/**
 * Prices a world with the catalogue and the usage of its environment. It sees inputs only, on both sides of a comparison
 * alike; what is known only after creation has no say.
 */
export function estimator({ tier, region }: Environment, home: string): CostOf {
  const catalogue = new Catalogue(readRefreshed(home));
  const usage = loadUsage(usageFileOf(tier));
  return (world) => {
    const resources = [...world.values()]
      .filter(({ type }) => !type.startsWith("hougu:") && !type.startsWith("pulumi:"))
      .map(({ urn, type, properties }) => ({ urn, type, custom: true, inputs: known(properties) }));
    const { total, unpriced } = estimate({
      resources: billable(resources),
      catalogue,
      usage,
      region,
      environment: tier,
    });
    return { cny: total.expected.toNumber(), unpriced: unpriced.length };
  };
}

function known(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => !isUnknown(value)));
}
