import { CALLS_TOTAL, DURATION_BUCKET } from "../../tracing/span-metrics.ts";
import { budgetOf } from "../rules/burn-rate.ts";
import { MEMORY_AVAILABLE_LEAST } from "../rules/limits.ts";
import type { Promised } from "../rules/objectives.ts";
import { type Dashboard, OF_PROGRAM, type Query } from "./dashboard.ts";

/** The collectors count spans before sampling: each request as the server saw it. */
const SERVED = 'service_namespace=~"$mini_program",span_kind="SPAN_KIND_SERVER"';
const FAILED = `${SERVED},status_code="STATUS_CODE_ERROR"`;
const RATE = "[$__rate_interval]";
/** Routes beyond the first ten make a graph that nobody reads. */
const MOST = 10;

/** Latency, traffic, errors and saturation of each tier ("Site Reliability Engineering", chapter 6). */
export function goldenSignals(promised: readonly Promised[]): Dashboard {
  return {
    uid: "hougu-signals",
    title: { en: "Golden signals", zh: "黄金指标" },
    question: {
      en: "How long do requests take, how many are there, how many fail, and what is nearly full?",
      zh: "请求要多久，有多少，失败多少，哪里接近饱和？",
    },
    variables: ["mini_program"],
    rows: [latency(promised), traffic, errors(promised), saturation],
  };
}

function latency(promised: readonly Promised[]): Dashboard["rows"][number] {
  return {
    title: { en: "Latency", zh: "延迟" },
    panels: [
      {
        title: { en: "How long requests take", zh: "请求耗时" },
        description: {
          en: "Median and 99th percentile by mini-program, and what is promised of the latter. A dot is a request: its trace is one click away.",
          zh: "各小程序的中位数与 99 分位数，以及对后者的承诺。每个点是一个请求，点击可查看其链路。",
        },
        show: "line",
        unit: "seconds",
        width: 12,
        queries: [
          {
            expr: quantile(0.99, "service_namespace"),
            legend: { en: "{{service_namespace}} 99 %", zh: "{{service_namespace}} 99 分位" },
            exemplars: true,
          },
          {
            expr: quantile(0.5, "service_namespace"),
            legend: { en: "{{service_namespace}} median", zh: "{{service_namespace}} 中位数" },
          },
          ...promised.map(
            ({ displayName, latencyP99Ms }): Query => ({
              expr: `vector(${latencyP99Ms / 1000})`,
              legend: { en: `promised: ${displayName}`, zh: `承诺：${displayName}` },
            }),
          ),
        ],
        alerts: ["LatencyBudgetBurnsFast"],
      },
      {
        title: { en: "The slowest routes", zh: "最慢的接口" },
        description: {
          en: `99th percentile, the slowest ${MOST}. A route that nobody asks for has no value.`,
          zh: `99 分位数，最慢的 ${MOST} 个。无请求的接口没有数值。`,
        },
        show: "line",
        unit: "seconds",
        width: 12,
        queries: [
          {
            expr: `topk(${MOST}, ${quantile(0.99, "service_name", "http_route")})`,
            legend: "{{service_name}} {{http_route}}",
          },
        ],
      },
    ],
  };
}

const traffic: Dashboard["rows"][number] = {
  title: { en: "Traffic", zh: "流量" },
  panels: [
    {
      title: { en: "Requests by service", zh: "各服务的请求" },
      description: {
        en: "As the servers saw them; a request that passes two services counts in both.",
        zh: "以服务端所见为准；经过两个服务的请求在两处都计入。",
      },
      show: "stack",
      unit: "requests/s",
      width: 12,
      queries: [
        {
          expr: `sum by (service_name) (rate(${CALLS_TOTAL}{${SERVED}}${RATE}))`,
          legend: "{{service_name}}",
        },
      ],
    },
    {
      title: { en: "Requests by route", zh: "各接口的请求" },
      description: { en: `The ${MOST} most asked for.`, zh: `请求最多的 ${MOST} 个接口。` },
      show: "line",
      unit: "requests/s",
      width: 12,
      queries: [
        {
          expr: `topk(${MOST}, sum by (service_name, http_route) (rate(${CALLS_TOTAL}{${SERVED}}${RATE})))`,
          legend: "{{service_name}} {{http_route}}",
        },
      ],
    },
  ],
};

function errors(promised: readonly Promised[]): Dashboard["rows"][number] {
  return {
    title: { en: "Errors", zh: "错误" },
    panels: [
      {
        title: { en: "Share of requests that fail", zh: "请求失败占比" },
        description: {
          en: "For a reason of ours (a span with an error), beside what the promise allows.",
          zh: "因我方原因失败（span 状态为错误）的占比，以及承诺所允许的比例。",
        },
        show: "line",
        unit: "share",
        width: 12,
        queries: [
          {
            // A service without failures has no series of them: it is at 0, not gone.
            expr: `(${rateBy(FAILED, "service_namespace")} or 0 * ${rateBy(SERVED, "service_namespace")}) / ${rateBy(SERVED, "service_namespace")}`,
            legend: "{{service_namespace}}",
          },
          ...promised.map(
            ({ displayName, availabilityPercent }): Query => ({
              expr: `vector(${budgetOf(availabilityPercent)})`,
              legend: { en: `allowed: ${displayName}`, zh: `允许：${displayName}` },
            }),
          ),
        ],
        alerts: ["AvailabilityBudgetBurnsFast"],
      },
      {
        title: { en: "Failures by route", zh: "各接口的失败" },
        description: { en: `The ${MOST} that fail most.`, zh: `失败最多的 ${MOST} 个接口。` },
        show: "line",
        unit: "requests/s",
        width: 12,
        queries: [
          {
            expr: `topk(${MOST}, ${rateBy(FAILED, "service_name", "http_route", "http_response_status_code")})`,
            legend: "{{service_name}} {{http_route}} {{http_response_status_code}}",
          },
        ],
      },
    ],
  };
}

const saturation: Dashboard["rows"][number] = {
  title: { en: "Saturation", zh: "饱和度" },
  panels: [
    {
      title: { en: "CPU by tier", zh: "各层 CPU" },
      description: {
        en: "Share of time in which processors work, over all machines of a role.",
        zh: "同一角色全部主机的处理器忙碌时间占比。",
      },
      show: "line",
      unit: "share",
      width: 8,
      max: 1,
      queries: [
        {
          expr: `1 - avg by (mini_program, role) (rate(node_cpu_seconds_total{mode="idle",${OF_PROGRAM}}${RATE}))`,
          legend: "{{mini_program}} {{role}}",
        },
      ],
    },
    {
      title: { en: "Memory by tier", zh: "各层内存" },
      description: {
        en: "Share in use on the machine of a role that has the least left.",
        zh: "同一角色中余量最少的主机的内存使用占比。",
      },
      show: "line",
      unit: "share",
      width: 8,
      max: 1,
      queries: [
        {
          expr: `1 - min by (mini_program, role) (node_memory_MemAvailable_bytes{${OF_PROGRAM}} / node_memory_MemTotal_bytes{${OF_PROGRAM}})`,
          legend: "{{mini_program}} {{role}}",
        },
      ],
      thresholds: [{ from: 1 - MEMORY_AVAILABLE_LEAST, is: "bad" }],
      alerts: ["MemoryShort"],
    },
    {
      title: { en: "Tomcat: threads and heap", zh: "Tomcat 线程与堆" },
      description: {
        en: "Share of request threads that are busy, and of the heap that is used. At 1 requests wait.",
        zh: "请求线程忙碌占比与堆使用占比。达到 1 时请求开始排队。",
      },
      show: "line",
      unit: "share",
      width: 8,
      max: 1,
      queries: [
        {
          expr: `max by (mini_program) (tomcat_threadpool_currentthreadsbusy{${OF_PROGRAM}} / tomcat_threadpool_maxthreads{${OF_PROGRAM}})`,
          legend: { en: "{{mini_program}} threads", zh: "{{mini_program}} 线程" },
        },
        {
          expr: `max by (mini_program) (jvm_memory_used_bytes{area="heap",${OF_PROGRAM}} / jvm_memory_max_bytes{area="heap",${OF_PROGRAM}})`,
          legend: { en: "{{mini_program}} heap", zh: "{{mini_program}} 堆" },
        },
      ],
      thresholds: [{ from: 0.9, is: "watch" }],
    },
  ],
};

function quantile(share: number, ...by: readonly string[]): string {
  return `histogram_quantile(${share}, sum by (${["le", ...by].join(", ")}) (rate(${DURATION_BUCKET}{${SERVED}}${RATE})))`;
}

function rateBy(selector: string, ...by: readonly string[]): string {
  return `sum by (${by.join(", ")}) (rate(${CALLS_TOTAL}{${selector}}${RATE}))`;
}
