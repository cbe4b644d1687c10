import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import type { DataSourceRef } from "@grafana/grafana-foundation-sdk/common";
import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { Lang, Localized } from "../../locale/localized.ts";
import { said, type Variable } from "./dashboard.ts";

/** Which Prometheus is asked: each environment has a pair, and both have everything. */
export function datasourceOf(): DataSourceRef {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's own syntax
  return { type: "prometheus", uid: "${datasource}" };
}

const QUERIES: Readonly<Record<Variable, { readonly label: Localized; readonly query: string }>> = {
  mini_program: {
    label: { en: "Mini-program", zh: "小程序" },
    query: 'label_values(up{mini_program!=""}, mini_program)',
  },
  host: {
    label: { en: "Host", zh: "主机" },
    query: 'label_values(up{job="node",mini_program=~"$mini_program"}, host)',
  },
};

export function variablesOf(variables: readonly Variable[], lang: Lang): Builder<VariableModel>[] {
  return [
    new DatasourceVariableBuilder("datasource")
      .label(said({ en: "Environment", zh: "环境" }, lang))
      .type("prometheus"),
    ...variables.map((name) => {
      const { label, query } = QUERIES[name];
      return (
        new QueryVariableBuilder(name)
          .label(said(label, lang))
          .datasource(datasourceOf())
          // What the editor shows, and what is asked.
          .definition(query)
          .query({ query, refId: name })
          .refresh(VariableRefresh.OnTimeRangeChanged)
          .sort(VariableSort.NaturalAsc)
          .multi(true)
          .includeAll(true)
          // Also what has no such label.
          .allValue(".*")
          .current({ selected: true, text: [said({ en: "All", zh: "全部" }, lang)], value: ["$__all"] })
      );
    }),
  ];
}
