import { budgetOf, type Objective, ratioName, WINDOWS } from "../rules/burn-rate.ts";
import { CERTIFICATE_DAYS } from "../rules/limits.ts";
import { objectivesOf, type Promised } from "../rules/objectives.ts";
import { type Dashboard, OF_PROGRAM, type Query, type Threshold } from "./dashboard.ts";

const DAY = 24 * 3600;
const SPEEDS = WINDOWS.map(({ speed }) => speed);

/** Half a page: is everything well, and if not, where to look. */
export function overview(promised: readonly Promised[]): Dashboard {
  const objectives = objectivesOf(promised);
  return {
    uid: "hougu-overview",
    title: { en: "Overview", zh: "总览" },
    question: {
      en: "Is everything well? How much of what was promised is left, what is wrong now, what is down?",
      zh: "一切是否正常？承诺还剩多少余量，现在哪里有问题，哪些已停止？",
    },
    variables: ["mini_program"],
    rows: [
      {
        title: { en: "What was promised", zh: "服务承诺" },
        panels: [
          {
            title: { en: "Error budget left, 30 days", zh: "三十天错误预算余量" },
            description: {
              en: "1 is untouched, 0 is used up, below 0 the promise is broken. From five-minute shares over thirty days, or as long as there is data.",
              zh: "1 为未动用，0 为已用尽，低于 0 即违背承诺。由三十天内（或现有数据）的五分钟占比计算。",
            },
            show: "number",
            unit: "share",
            width: 12,
            queries: each(objectives, (objective) => ({
              expr: `1 - avg_over_time(${seriesOf(objective, "5m")}[30d]) / ${budgetOf(objective.percent)}`,
              legend: objective.what,
            })),
            otherwise: "bad",
            thresholds: [
              { from: 0, is: "watch" },
              { from: 0.25, is: "good" },
            ],
            alerts: ["Availability", "Latency"].map((kind) => `${kind}BudgetBurnsTrickle`),
          },
          {
            title: { en: "How fast the budget burns", zh: "错误预算消耗速度" },
            description: {
              en: "Over one hour. At 1 the budget lasts exactly thirty days; at 14.4 somebody is woken up.",
              zh: "按一小时计算。速度为 1 时预算恰好用满三十天；达到 14.4 时会呼叫值班人员。",
            },
            show: "line",
            unit: "count",
            width: 12,
            queries: each(objectives, (objective) => ({
              expr: `${seriesOf(objective, "1h")} / ${budgetOf(objective.percent)}`,
              legend: objective.what,
            })),
            thresholds: burnThresholds(),
            alerts: ["Availability", "Latency"].flatMap((kind) =>
              SPEEDS.map((speed) => `${kind}BudgetBurns${speed}`),
            ),
          },
        ],
      },
      {
        title: { en: "What is wrong", zh: "当前问题" },
        panels: [
          {
            title: { en: "Alerts that wake somebody up", zh: "需立即处理的告警" },
            description: {
              en: "As Prometheus sees them: those that somebody has silenced count as well.",
              zh: "以 Prometheus 所见为准：已被静默的也计入。",
            },
            show: "number",
            unit: "count",
            width: 6,
            queries: [{ expr: `count(${firing('severity="page"')}) or vector(0)` }],
            thresholds: [{ from: 1, is: "bad" }],
          },
          {
            title: { en: "Alerts that fire", zh: "触发中的告警" },
            description: {
              en: "The name opens the alert with its runbook, its history and a button to silence it.",
              zh: "点击名称可打开该告警，查看处置手册与历史，或将其静默。",
            },
            show: "table",
            unit: "count",
            width: 18,
            queries: [{ expr: `sum by (alertname, severity, mini_program, host) (${firing()})` }],
          },
        ],
      },
      {
        title: { en: "What is up", zh: "运行状况" },
        panels: [
          {
            title: { en: "Machines that answer, by role", zh: "各角色主机在线比例" },
            description: {
              en: "Share of the machines of a mini-program and role whose node exporter answers.",
              zh: "各小程序、各角色中 node exporter 有响应的主机占比。",
            },
            show: "number",
            unit: "share",
            width: 12,
            queries: [
              {
                expr: `avg by (mini_program, role) (up{job="node",${OF_PROGRAM}})`,
                legend: "{{mini_program}} {{role}}",
              },
            ],
            otherwise: "bad",
            thresholds: [
              { from: 0.5, is: "watch" },
              { from: 1, is: "good" },
            ],
            alerts: ["HostUnreachable"],
          },
          {
            title: { en: "What isn't scraped", zh: "无法抓取的目标" },
            description: {
              en: "Empty when all is well. What stands here is unseen: its graphs end, its alerts are blind.",
              zh: "正常时为空。列出的目标不可见：其图表中断，相关告警失效。",
            },
            show: "table",
            unit: "count",
            width: 12,
            queries: [{ expr: `up{${OF_PROGRAM}} == 0` }],
            alerts: ["TargetDown"],
          },
          {
            title: { en: "Public endpoints", zh: "公网入口" },
            description: {
              en: "As phones ask: by name, over TLS, from outside.",
              zh: "按手机的方式访问：以域名经 TLS 从外部请求。",
            },
            show: "states",
            unit: "count",
            width: 16,
            queries: [
              {
                expr: `max by (endpoint) (probe_success{job="blackbox",${OF_PROGRAM}})`,
                legend: "{{endpoint}}",
              },
            ],
            words: [
              { en: "down", zh: "无响应" },
              { en: "up", zh: "正常" },
            ],
            otherwise: "bad",
            thresholds: [{ from: 1, is: "good" }],
            alerts: ["EndpointDown"],
          },
          {
            title: { en: "Certificates", zh: "证书" },
            description: {
              en: "Until the first certificate of an endpoint's chain ends.",
              zh: "距入口证书链中最早到期的证书还有多久。",
            },
            show: "number",
            unit: "days",
            width: 8,
            queries: [
              {
                expr: `(min by (endpoint) (probe_ssl_earliest_cert_expiry{job="blackbox",${OF_PROGRAM}}) - time()) / ${DAY}`,
                legend: "{{endpoint}}",
              },
            ],
            otherwise: "bad",
            thresholds: [
              { from: CERTIFICATE_DAYS.page, is: "watch" },
              { from: CERTIFICATE_DAYS.ticket, is: "good" },
            ],
            alerts: ["CertificateExpires", "CertificateEnds"],
          },
        ],
      },
    ],
  };
}

function seriesOf(objective: Objective, window: string): string {
  return `${ratioName(objective, window)}{slo="${objective.name}",${OF_PROGRAM}}`;
}

/** The heartbeat fires always; alerts about what both share have no mini-program. */
function firing(more?: string): string {
  const labels = [
    'alertstate="firing"',
    'alertname!="DeadMansSwitch"',
    'mini_program=~"$mini_program|platform|"',
  ];
  return `ALERTS{${[...labels, ...(more === undefined ? [] : [more])].join(",")}}`;
}

function burnThresholds(): Threshold[] {
  return WINDOWS.map(({ rate, severity }) => ({
    from: rate,
    is: severity === "page" ? ("bad" as const) : ("watch" as const),
  })).sort((a, b) => a.from - b.from);
}

function each(objectives: readonly Objective[], make: (objective: Objective) => Query): [Query, ...Query[]] {
  const [first, ...others] = objectives.map(make);
  if (first === undefined) throw new RangeError("an environment promises something for each mini-program");
  return [first, ...others];
}
