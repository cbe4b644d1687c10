import type { Configuration } from "../environment.ts";
import type { BudgetSettings } from "./over-budget.ts";

/** The rule that holds a month's cost against the budget. */
const RULE = "monthly-budget";

/**
 * The budget of the stack that is judged, from the stack's own configuration, which the engine hands to a pack in
 * PULUMI_CONFIG. Nothing where there is none, or where it can't be read: the program itself refuses such a stack.
 */
export function stackBudget(env: Readonly<Record<string, string | undefined>>): BudgetSettings | undefined {
  try {
    const config = JSON.parse(env.PULUMI_CONFIG ?? "{}") as Readonly<Record<string, unknown>>;
    const budget = parsed(config["hougu:budget"]);
    const [region, environment] = [config["hougu:region"], config["hougu:environment"]];
    if (typeof region !== "string" || typeof environment !== "string") return undefined;
    const monthlyCny = (budget as { monthlyCny?: unknown } | undefined)?.monthlyCny;
    return typeof monthlyCny === "number" ? { monthlyCny, region, environment } : undefined;
  } catch {
    return undefined;
  }
}

/** Structured values come as JSON texts. */
function parsed(value: unknown): unknown {
  return typeof value === "string" ? JSON.parse(value) : value;
}

/** A configuration with the stack's budget in it; the level that it gives the rule stays. */
export function withBudget(configuration: Configuration, budget: BudgetSettings | undefined): Configuration {
  if (budget === undefined) return configuration;
  const entry = configuration[RULE];
  const configured = typeof entry === "string" ? { enforcementLevel: entry } : entry;
  return { ...configuration, [RULE]: { ...budget, ...configured } };
}
