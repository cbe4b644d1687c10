import { type Dashboard, OF_PROGRAM } from "./dashboard.ts";

const RATE = "[$__rate_interval]";
const APP = `service="danmaku",${OF_PROGRAM}`;

/** Comments that fly over a picture, by what the app exports (apps/danmaku/metrics.ts). */
export const danmaku: Dashboard = {
  uid: "hougu-danmaku",
  title: { en: "Danmaku", zh: "弹幕" },
  question: {
    en: "How many are there, do their comments arrive in time, and what is refused or lost?",
    zh: "有多少人在线，弹幕是否及时送达，哪些被拒绝或丢失？",
  },
  variables: ["mini_program"],
  rows: [
    {
      title: { en: "Who is there", zh: "在线情况" },
      panels: [
        {
          title: { en: "WebSockets", zh: "WebSocket 连接" },
          description: {
            en: "Open ones by pod. By this number the autoscaler asks for pods.",
            zh: "各 Pod 打开的连接数。自动伸缩以此为依据。",
          },
          show: "stack",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `sum by (mini_program, instance) (websocket_connections{${APP}})`,
              legend: "{{mini_program}} {{instance}}",
            },
          ],
        },
        {
          title: { en: "Rooms with somebody in them", zh: "有人的房间" },
          description: {
            en: "A room whose people are on two pods counts on both.",
            zh: "成员分布在两个 Pod 的房间会重复计入。",
          },
          show: "line",
          unit: "count",
          width: 12,
          queries: [{ expr: `sum by (mini_program) (danmaku_rooms{${APP}})`, legend: "{{mini_program}}" }],
        },
      ],
    },
    {
      title: { en: "Comments", zh: "弹幕" },
      panels: [
        {
          title: { en: "In and out", zh: "收发速率" },
          description: {
            en: "One that comes in goes out to everybody in its room.",
            zh: "收到的一条会发给房间内所有人。",
          },
          show: "line",
          unit: "messages/s",
          width: 12,
          queries: [
            {
              expr: `sum by (mini_program, direction) (rate(danmaku_messages_total{${APP}}${RATE}))`,
              legend: "{{mini_program}} {{direction}}",
            },
          ],
        },
        {
          title: { en: "How long a comment takes", zh: "送达耗时" },
          description: {
            en: "From the gateway that took it to the sockets of this one, through the broker.",
            zh: "从接收网关经消息中间件到本网关连接的耗时。",
          },
          show: "line",
          unit: "seconds",
          width: 12,
          queries: [
            {
              expr: `histogram_quantile(0.99, sum by (le, mini_program) (rate(danmaku_delivery_seconds_bucket{${APP}}${RATE})))`,
              legend: { en: "{{mini_program}} 99 %", zh: "{{mini_program}} 99 分位" },
            },
            {
              expr: `histogram_quantile(0.5, sum by (le, mini_program) (rate(danmaku_delivery_seconds_bucket{${APP}}${RATE})))`,
              legend: { en: "{{mini_program}} median", zh: "{{mini_program}} 中位数" },
            },
          ],
          thresholds: [{ from: 1, is: "watch" }],
        },
        {
          title: { en: "Until the broker confirms", zh: "发布确认耗时" },
          description: {
            en: "A comment is told to be sent only then.",
            zh: "确认之后才会告知发送成功。",
          },
          show: "line",
          unit: "seconds",
          width: 12,
          queries: [
            {
              expr: `histogram_quantile(0.99, sum by (le, mini_program) (rate(danmaku_confirmation_seconds_bucket{${APP}}${RATE})))`,
              legend: { en: "{{mini_program}} 99 %", zh: "{{mini_program}} 99 分位" },
            },
          ],
        },
        {
          title: { en: "Refused and missed", zh: "拒绝与丢失" },
          description: {
            en: "Refused by the reason that the phone was told; missed by phones that are too slow.",
            zh: "按告知手机的原因统计拒绝数；手机过慢而错过的数量。",
          },
          show: "line",
          unit: "messages/s",
          width: 12,
          queries: [
            {
              expr: `sum by (mini_program, reason) (rate(danmaku_refused_total{${APP}}${RATE}))`,
              legend: "{{mini_program}} {{reason}}",
            },
            {
              expr: `sum by (mini_program) (rate(danmaku_dropped_total{${APP}}${RATE}))`,
              legend: { en: "{{mini_program}} missed", zh: "{{mini_program}} 错过" },
            },
          ],
        },
      ],
    },
    {
      title: { en: "The app itself", zh: "应用自身" },
      panels: [
        {
          title: { en: "Connections to the broker", zh: "到消息中间件的连接" },
          description: {
            en: "Each pod has one for each use. Without them comments reach nobody on other pods.",
            zh: "每个 Pod 按用途各有一条。断开后弹幕无法到达其他 Pod。",
          },
          show: "states",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `min by (mini_program, use) (broker_connected{${APP}})`,
              legend: "{{mini_program}} {{use}}",
            },
          ],
          words: [
            { en: "down", zh: "断开" },
            { en: "up", zh: "正常" },
          ],
          otherwise: "bad",
          thresholds: [{ from: 1, is: "good" }],
        },
        {
          title: { en: "Sockets that this side closed", zh: "服务端关闭的连接" },
          description: {
            en: "By WebSocket code: 1012 while pods are replaced, 1013 full, 4401 no valid token, 4408 silent, 4429 too fast.",
            zh: "按 WebSocket 状态码：1012 为 Pod 替换，1013 已满，4401 令牌无效，4408 无响应，4429 过快。",
          },
          show: "line",
          unit: "operations/s",
          width: 12,
          queries: [
            {
              expr: `sum by (mini_program, code) (rate(danmaku_closed_total{${APP}}${RATE}))`,
              legend: "{{mini_program}} {{code}}",
            },
          ],
        },
        {
          title: { en: "Lag of the event loop", zh: "事件循环延迟" },
          description: {
            en: "99th percentile. A process that is late with this is late with everything.",
            zh: "99 分位数。事件循环延迟则一切延迟。",
          },
          show: "line",
          unit: "seconds",
          width: 12,
          queries: [
            {
              expr: `max by (mini_program, instance) (nodejs_eventloop_lag_p99_seconds{${APP}})`,
              legend: "{{mini_program}} {{instance}}",
            },
          ],
          thresholds: [{ from: 0.1, is: "watch" }],
        },
        {
          title: { en: "Memory", zh: "内存" },
          description: {
            en: "Resident, by pod. Some 20 KiB for each socket.",
            zh: "各 Pod 的常驻内存。每个连接约 20 KiB。",
          },
          show: "line",
          unit: "bytes",
          width: 12,
          queries: [
            {
              expr: `max by (mini_program, instance) (process_resident_memory_bytes{${APP}})`,
              legend: "{{mini_program}} {{instance}}",
            },
          ],
        },
      ],
    },
  ],
};
