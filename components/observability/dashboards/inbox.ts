import { type Dashboard, OF_PROGRAM } from "./dashboard.ts";

const RATE = "[$__rate_interval]";
const APP = `service="inbox",${OF_PROGRAM}`;

/** Messages to phones, by what the app exports (apps/inbox/metrics.ts). */
export const inbox: Dashboard = {
  uid: "hougu-inbox",
  title: { en: "Inbox", zh: "消息箱" },
  question: {
    en: "Do messages come into their mailboxes, do phones fetch them, and does the store answer?",
    zh: "消息是否进入信箱，手机是否取走，存储是否可用？",
  },
  variables: ["mini_program"],
  rows: [
    {
      title: { en: "Messages", zh: "消息" },
      panels: [
        {
          title: { en: "Taken in, collected, acknowledged", zh: "接收、入箱与确认" },
          description: {
            en: "The three follow each other; one that stays behind is where it sticks.",
            zh: "三者依次发生；落后的一步即为卡住之处。",
          },
          show: "line",
          unit: "messages/s",
          width: 12,
          queries: [
            {
              expr: `sum by (mini_program, direction) (rate(inbox_messages_total{${APP}}${RATE}))`,
              legend: "{{mini_program}} {{direction}}",
            },
          ],
        },
        {
          title: { en: "Until it lies in its mailbox", zh: "入箱耗时" },
          description: { en: "99th percentile, through the broker.", zh: "99 分位数，经消息中间件。" },
          show: "line",
          unit: "seconds",
          width: 12,
          queries: [
            {
              expr: `histogram_quantile(0.99, sum by (le, mini_program) (rate(inbox_collection_seconds_bucket{${APP}}${RATE})))`,
              legend: "{{mini_program}}",
            },
          ],
          thresholds: [{ from: 5, is: "watch" }],
        },
        {
          title: { en: "Messages without a mailbox", zh: "未入箱的消息" },
          description: { en: "Seen before, or of no use, by reason.", zh: "按原因统计：重复或无用。" },
          show: "line",
          unit: "messages/s",
          width: 12,
          queries: [
            {
              expr: `sum by (mini_program, reason) (rate(inbox_dropped_total{${APP}}${RATE}))`,
              legend: "{{mini_program}} {{reason}}",
            },
          ],
        },
        {
          title: { en: "Phones that wait", zh: "等待中的手机" },
          description: {
            en: "Requests that are held open until a message comes.",
            zh: "保持打开直到有消息的请求。",
          },
          show: "line",
          unit: "count",
          width: 12,
          queries: [{ expr: `sum by (mini_program) (inbox_waiting{${APP}})`, legend: "{{mini_program}}" }],
        },
      ],
    },
    {
      title: { en: "The app itself", zh: "应用自身" },
      panels: [
        {
          title: { en: "How long requests take", zh: "请求耗时" },
          description: {
            en: "99th percentile by route; those that wait for a message have a route of their own.",
            zh: "各接口 99 分位数；等待消息的请求单列。",
          },
          show: "line",
          unit: "seconds",
          width: 12,
          queries: [
            {
              expr: `histogram_quantile(0.99, sum by (le, mini_program, route) (rate(http_request_duration_seconds_bucket{${APP}}${RATE})))`,
              legend: "{{mini_program}} {{route}}",
            },
          ],
        },
        {
          title: { en: "Store and broker", zh: "存储与消息中间件" },
          description: {
            en: "Without the store no mailbox can be read; without the broker none is filled.",
            zh: "存储断开则无法读取信箱；消息中间件断开则无法入箱。",
          },
          show: "states",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `min by (mini_program) (store_connected{${APP}})`,
              legend: { en: "{{mini_program}} store", zh: "{{mini_program}} 存储" },
            },
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
      ],
    },
  ],
};
