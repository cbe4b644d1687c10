import { Catalogue } from "../../cost/catalogue/catalogue.ts";
import { estimate } from "../../cost/estimate/estimate.ts";
import { totalsBy } from "../../cost/estimate/totals.ts";
import type { Decimal } from "../../cost/money.ts";
import type { BillableResource } from "../../cost/resources/resource.ts";
import { loadUsage, usageFileOf } from "../../cost/usage/load.ts";
import type { StackResource } from "../resource.ts";
import type { Finding } from "../rule.ts";
import { tag, tagsOf } from "../tags.ts";

/** Causes that a message names: who reads more than three mends none. */
const CAUSES = 3;

export interface BudgetSettings {
  /** Yuan a month. */
  readonly monthlyCny: number;
  readonly region: string;
  readonly environment: string;
}

/** A finding when what a month is expected to come to is over the budget. */
export function* overBudget(
  resources: readonly StackResource[],
  { monthlyCny, region, environment }: BudgetSettings,
): Iterable<Finding> {
  const found = estimate({
    resources: resources.map(billable),
    catalogue: new Catalogue(),
    usage: loadUsage(usageFileOf(environment)),
    region,
    environment,
  });
  const { low, expected, high } = found.total;
  if (expected.lte(monthlyCny)) return;
  const causes = totalsBy(found.items, ({ program, price }) => `${program} ${price.product}`)
    .slice(0, CAUSES)
    .map(({ key, cost, resources: count }) => ({ key, count, cost: cost.expected }));
  yield {
    broken: {
      en: `A month is expected to come to ${yuan(expected)} (${yuan(low)} to ${yuan(high)}), over the budget of ${yuan(monthlyCny)}. Largest: ${causes
        .map(({ key, count, cost }) => `${key} ${yuan(cost)} (${count} resources)`)
        .join(", ")}.`,
      zh: `预计每月 ${yuan(expected)}（${yuan(low)} 至 ${yuan(high)}），超出预算 ${yuan(monthlyCny)}。最大的几项：${causes
        .map(({ key, count, cost }) => `${key} ${yuan(cost)}（${count} 个资源）`)
        .join("、")}。`,
    },
  };
}

function yuan(amount: Decimal | number): string {
  return `¥${amount.toFixed(2)}`;
}

function billable(resource: StackResource): BillableResource {
  const tags = tagsOf(resource);
  const service = tag(tags, "service");
  return {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    props: resource.props,
    tags: typeof service === "string" ? { service } : {},
  };
}
