import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  type DashboardLink,
  DashboardLinkBuilder,
  DashboardLinkType,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { Lang } from "../../locale/localized.ts";
import { said } from "./dashboard.ts";

/**
 * A link to each runbook of a panel's alerts, once where alerts share one.
 *
 * @throws Error for an alert that no rule has
 */
export function runbookLinks(
  alerts: readonly string[],
  runbookOf: ReadonlyMap<string, string>,
  runbooks: string,
  lang: Lang,
): Builder<DashboardLink>[] {
  const pages = alerts.map((alert) => {
    const page = runbookOf.get(alert);
    if (page === undefined) throw new Error(`no rule has the alert ${alert}: a defect of its dashboard`);
    return page;
  });
  return [...new Set(pages)].map((page) =>
    new DashboardLinkBuilder(`${said({ en: "Runbook", zh: "处置手册" }, lang)}: ${page}`)
      .type(DashboardLinkType.Link)
      .url(`${runbooks}/${page}.md`)
      .targetBlank(true),
  );
}
