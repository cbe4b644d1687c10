import { type Dashboard, ON_HOST } from "./dashboard.ts";

const RATE = "[$__rate_interval]";

/** Tomcats, by Prometheus' agent in their JVMs (components/tomcat). */
export const jvm: Dashboard = {
  uid: "hougu-jvm",
  title: { en: "Tomcat and JVM", zh: "Tomcat 与 JVM" },
  question: {
    en: "Has the JVM memory and threads enough, does it stop to collect, and are sessions shared?",
    zh: "JVM 的内存与线程是否足够，是否因垃圾回收而停顿，会话是否共享？",
  },
  variables: ["mini_program", "host"],
  rows: [
    {
      title: { en: "Memory", zh: "内存" },
      panels: [
        {
          title: { en: "Heap", zh: "堆" },
          description: {
            en: "Used of the most it may have. A saw is healthy; a floor that rises is a leak.",
            zh: "已用占上限的比例。锯齿形为正常；谷底持续抬高说明泄漏。",
          },
          show: "line",
          unit: "share",
          width: 12,
          max: 1,
          queries: [
            {
              expr: `max by (host) (jvm_memory_used_bytes{area="heap",${ON_HOST}} / jvm_memory_max_bytes{area="heap",${ON_HOST}})`,
              legend: "{{host}}",
            },
          ],
          thresholds: [{ from: 0.9, is: "watch" }],
        },
        {
          title: { en: "Memory pools", zh: "内存区" },
          description: {
            en: "Regions of the heap, metaspace and compiled code, over the chosen hosts.",
            zh: "所选主机的堆各区、元空间与编译代码合计。",
          },
          show: "stack",
          unit: "bytes",
          width: 12,
          queries: [{ expr: `sum by (pool) (jvm_memory_pool_used_bytes{${ON_HOST}})`, legend: "{{pool}}" }],
        },
        {
          title: { en: "Time spent in collections", zh: "垃圾回收耗时占比" },
          description: {
            en: "Share of time. Above a tenth the heap is too small for what it does.",
            zh: "占总时间的比例。超过十分之一说明堆过小。",
          },
          show: "line",
          unit: "share",
          width: 12,
          queries: [
            {
              expr: `sum by (host, gc) (rate(jvm_gc_collection_seconds_sum{${ON_HOST}}${RATE}))`,
              legend: "{{host}} {{gc}}",
            },
          ],
          thresholds: [{ from: 0.1, is: "watch" }],
        },
        {
          title: { en: "How long a collection takes", zh: "单次回收耗时" },
          description: {
            en: "Mean. G1 is asked for 200 ms at most; phones wait that long more.",
            zh: "平均值。G1 的目标为不超过 200 毫秒，手机会相应多等这么久。",
          },
          show: "line",
          unit: "seconds",
          width: 12,
          queries: [
            {
              // Where nothing was collected there is no mean.
              expr: `sum by (host, gc) (rate(jvm_gc_collection_seconds_sum{${ON_HOST}}[5m])) / (sum by (host, gc) (rate(jvm_gc_collection_seconds_count{${ON_HOST}}[5m])) > 0)`,
              legend: "{{host}} {{gc}}",
            },
          ],
          thresholds: [{ from: 0.2, is: "watch" }],
        },
      ],
    },
    {
      title: { en: "Threads and requests", zh: "线程与请求" },
      panels: [
        {
          title: { en: "Request threads that are busy", zh: "忙碌的请求线程" },
          description: {
            en: "Of all that there may be. At 1 requests wait in the queue of the connector.",
            zh: "占上限的比例。达到 1 时请求在连接器队列中等待。",
          },
          show: "line",
          unit: "share",
          width: 12,
          max: 1,
          queries: [
            {
              expr: `max by (host, connector) (tomcat_threadpool_currentthreadsbusy{${ON_HOST}} / tomcat_threadpool_maxthreads{${ON_HOST}})`,
              legend: "{{host}} {{connector}}",
            },
          ],
          thresholds: [{ from: 0.9, is: "watch" }],
        },
        {
          title: { en: "Threads", zh: "线程" },
          description: {
            en: "All of the JVM. Deadlocked ones never end by themselves.",
            zh: "JVM 全部线程。死锁线程不会自行结束。",
          },
          show: "line",
          unit: "count",
          width: 12,
          queries: [
            { expr: `sum by (host) (jvm_threads_current{${ON_HOST}})`, legend: "{{host}}" },
            {
              expr: `sum by (host) (jvm_threads_deadlocked{${ON_HOST}})`,
              legend: { en: "{{host}} deadlocked", zh: "{{host}} 死锁" },
            },
          ],
        },
        {
          title: { en: "Requests and failures", zh: "请求与失败" },
          description: {
            en: "As the connector counts them: an answer of 400 or more is a failure, whoever's fault it is.",
            zh: "按连接器计数：状态码 400 及以上均计为失败，不论责任方。",
          },
          show: "line",
          unit: "requests/s",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (rate(tomcat_requestcount_total{${ON_HOST}}${RATE}))`,
              legend: { en: "{{host}} requests", zh: "{{host}} 请求" },
            },
            {
              expr: `sum by (host) (rate(tomcat_errorcount_total{${ON_HOST}}${RATE}))`,
              legend: { en: "{{host}} failures", zh: "{{host}} 失败" },
            },
          ],
        },
        {
          title: { en: "Sessions", zh: "会话" },
          description: {
            en: "Each Tomcat of a cluster holds all of them: their numbers should be alike.",
            zh: "集群中每个 Tomcat 都持有全部会话：各节点数值应相近。",
          },
          show: "line",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (tomcat_session_activesessions{${ON_HOST}})`,
              legend: { en: "{{host}} active", zh: "{{host}} 活动" },
            },
            {
              expr: `sum by (host) (tomcat_session_rejectedsessions{${ON_HOST}})`,
              legend: { en: "{{host}} refused", zh: "{{host}} 被拒" },
            },
          ],
        },
        {
          title: { en: "CPU of the JVM", zh: "JVM 的 CPU" },
          description: { en: "Processors' worth that it uses.", zh: "占用的处理器数。" },
          show: "line",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (rate(process_cpu_seconds_total{job="jvm",${ON_HOST}}${RATE}))`,
              legend: "{{host}}",
            },
          ],
        },
        {
          title: { en: "File descriptors", zh: "文件描述符" },
          description: { en: "Share that is open, of what may be.", zh: "已打开数占上限的比例。" },
          show: "line",
          unit: "share",
          width: 12,
          max: 1,
          queries: [
            {
              expr: `max by (host) (process_open_fds{job="jvm",${ON_HOST}} / process_max_fds{job="jvm",${ON_HOST}})`,
              legend: "{{host}}",
            },
          ],
          thresholds: [{ from: 0.8, is: "watch" }],
        },
      ],
    },
  ],
};
