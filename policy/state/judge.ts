import type { Tier } from "../../components/config/environment.ts";
import type { Lang } from "../../components/locale/localized.ts";
import type { BudgetSettings } from "../budget/over-budget.ts";
import { withBudget } from "../budget/stack-budget.ts";
import { configurationOf, levelOf, settingsOf } from "../environment.ts";
import type { PlacedExemption } from "../exemptions/exemption.ts";
import { exemptionsOf } from "../exemptions/load.ts";
import { ExemptionRegister } from "../exemptions/register.ts";
import { type Diagnostic, Pack } from "../pack.ts";
import { RULES } from "../rules/all.ts";
import { resourcesOf, type StateResource } from "./resources.ts";

export interface StateJudgement {
  readonly environment: Tier;
  readonly budget: BudgetSettings;
  readonly lang: Lang;
  /** Milliseconds since the epoch: exemptions end. */
  readonly now: number;
  /** Those of the environment's file when absent. */
  readonly exemptions?: readonly PlacedExemption[];
}

/**
 * Judges what exists by the rules, levels, settings and exemptions that a preview of the environment is judged by.
 * Nothing is mended: what a rule of the level `remediate` would change is a finding that stops.
 * @throws BadExemptions
 */
export async function judgeState(
  state: readonly StateResource[],
  options: StateJudgement,
): Promise<Diagnostic[]> {
  const { environment, budget, lang, now } = options;
  const rules = new Set(RULES.map(({ id }) => id));
  const exemptions = options.exemptions ?? exemptionsOf(environment, { rules, now, lang });
  const pack = new Pack(RULES, lang, new ExemptionRegister(exemptions, now));
  const configuration = withBudget(configurationOf(environment), budget);
  pack.configure(
    new Map(
      RULES.map((rule) => [
        rule.id,
        { level: levelOf(rule, configuration), settings: settingsOf(rule, configuration) },
      ]),
    ),
  );
  await pack.prepare();
  const { planned, stack } = resourcesOf(state);
  return [...planned.flatMap((resource) => pack.judgeResource(resource)), ...pack.judgeStack(stack)];
}
