import { stringify } from "yaml";
import { type Alert, isAlert, type Recording, type RuleGroup, runbookOf } from "./rule.ts";

/** Where the pages are that tell what to do, as people who are woken up open them. */
export const RUNBOOKS_FOLDER = "docs/runbooks";

/**
 * A file of rules as Prometheus reads it (version 2.42, Debian 12's). Both languages travel as annotations: `summary` and
 * `description` in English, `summary_zh` and `description_zh` in Chinese.
 *
 * @param runbooks address of {@link RUNBOOKS_FOLDER}, without a slash at its end
 */
export function renderRules(
  groups: readonly RuleGroup[],
  { runbooks }: { readonly runbooks: string },
): string {
  return stringify(
    {
      groups: groups.map(({ name, intervalSeconds, rules }) => ({
        name,
        ...(intervalSeconds === undefined ? {} : { interval: `${intervalSeconds}s` }),
        rules: rules.map((rule) => (isAlert(rule) ? alertAsYaml(rule, runbooks) : recordingAsYaml(rule))),
      })),
    },
    // One expression a line, however long: diffs stay readable.
    { lineWidth: 0 },
  );
}

function alertAsYaml(alert: Alert, runbooks: string): Readonly<Record<string, unknown>> {
  return {
    alert: alert.alert,
    expr: alert.expr,
    ...(alert.for === undefined ? {} : { for: alert.for }),
    ...(alert.keepFiringFor === undefined ? {} : { keep_firing_for: alert.keepFiringFor }),
    labels: { severity: alert.severity, ...alert.labels },
    annotations: {
      summary: alert.summary.en,
      summary_zh: alert.summary.zh,
      description: alert.description.en,
      description_zh: alert.description.zh,
      runbook_url: `${runbooks}/${runbookOf(alert)}.md`,
    },
  };
}

function recordingAsYaml({ record, expr, labels }: Recording): Readonly<Record<string, unknown>> {
  return { record, expr, ...(labels ? { labels } : {}) };
}
