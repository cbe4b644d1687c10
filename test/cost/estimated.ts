import { Catalogue } from "../../cost/catalogue/catalogue.ts";
import { type Estimate, estimate } from "../../cost/estimate/estimate.ts";
import { billable } from "../../cost/estimate/from-state.ts";
import type { BillableResource } from "../../cost/resources/resource.ts";
import { loadUsage, usageFileOf } from "../../cost/usage/load.ts";
import { stateOf } from "../ops/state-of.ts";
import { environmentOf } from "../program/recorded.ts";

export const CATALOGUE = new Catalogue();

/** What the committed configuration of a tier makes. */
export async function resourcesOf(tier: "dev" | "prod"): Promise<readonly BillableResource[]> {
  const { deployment } = await stateOf(environmentOf(tier));
  return billable(deployment.resources ?? []);
}

export function estimated(tier: "dev" | "prod", resources: readonly BillableResource[]): Estimate {
  return estimate({
    resources,
    catalogue: CATALOGUE,
    usage: loadUsage(usageFileOf(tier)),
    region: "cn-hangzhou",
    environment: tier,
  });
}
