import { COST_ANOMALY } from "../rules/limits.ts";
import type { Dashboard } from "./dashboard.ts";

/** What Alibaba Cloud bills, by the figures of `npx hougu cost`. */
export const cost: Dashboard = {
  uid: "hougu-cost",
  title: { en: "Cost", zh: "费用" },
  question: {
    en: "What does a day cost, will the month stay within its budget, and what has suddenly become dear?",
    zh: "每天花费多少，本月会否超出预算，什么突然变贵？",
  },
  variables: [],
  rows: [
    {
      title: { en: "The month", zh: "本月" },
      panels: [
        {
          title: { en: "Forecast of the budget", zh: "预测占预算" },
          description: {
            en: "Above 1 the month will cost more than hougu:budget.monthlyCny.",
            zh: "超过 1 说明本月将超出 hougu:budget.monthlyCny。",
          },
          show: "number",
          unit: "share",
          width: 8,
          queries: [{ expr: "max(hougu_cost_month_forecast_cny) / max(hougu_budget_month_cny)" }],
          thresholds: [
            { from: 0.9, is: "watch" },
            { from: 1, is: "bad" },
          ],
        },
        {
          title: { en: "Forecast and budget", zh: "预测与预算" },
          description: {
            en: "The forecast goes on from what the month has cost so far.",
            zh: "预测由本月已发生的费用外推。",
          },
          show: "line",
          unit: "yuan",
          width: 16,
          queries: [
            { expr: "max(hougu_cost_month_forecast_cny)", legend: { en: "forecast", zh: "预测" } },
            { expr: "max(hougu_budget_month_cny)", legend: { en: "budget", zh: "预算" } },
          ],
        },
      ],
    },
    {
      title: { en: "The days", zh: "每日" },
      panels: [
        {
          title: { en: "A day by service", zh: "各服务日费用" },
          description: {
            en: "Bills come a day late: today's is not there yet.",
            zh: "账单滞后一天：今日费用尚未生成。",
          },
          show: "stack",
          unit: "yuan",
          width: 16,
          queries: [{ expr: "max by (service) (hougu_cost_day_cny)", legend: "{{service}}" }],
        },
        {
          title: { en: "What costs most", zh: "费用最高的服务" },
          description: { en: "The last day that is billed.", zh: "最近一个已出账日。" },
          show: "table",
          unit: "yuan",
          width: 8,
          queries: [{ expr: "topk(10, max by (service) (hougu_cost_day_cny))" }],
        },
        {
          title: { en: "What is unlike its week", zh: "与一周均值之比" },
          description: {
            en: `A day as a multiple of the mean of seven. From ${COST_ANOMALY} on somebody should know why.`,
            zh: `日费用为七天均值的倍数。达到 ${COST_ANOMALY} 应查明原因。`,
          },
          show: "line",
          unit: "count",
          width: 24,
          queries: [
            {
              expr: "max by (service) (hougu_cost_day_cny) / (max by (service) (avg_over_time(hougu_cost_day_cny[7d])) > 0)",
              legend: "{{service}}",
            },
          ],
          thresholds: [{ from: COST_ANOMALY, is: "watch" }],
        },
      ],
    },
  ],
};
