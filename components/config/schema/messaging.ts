import { MOST_NODES } from "../messaging.ts";
import { group, integer, kind, oneOfKinds, optional, withDefault } from "./field.ts";

const machine = group(
  {
    cpus: integer({
      min: 1,
      max: 32,
      unit: "vCPU",
      example: 2,
      about: { en: "Virtual CPUs; brokers want two or more.", zh: "虚拟 CPU 数；消息代理建议至少两个。" },
    }),
    // RabbitMQ's own checklist: less than 2 GiB leaves it no room beside the system.
    memoryGiB: integer({
      min: 2,
      max: 128,
      unit: "GiB",
      example: 4,
      about: {
        en: "Memory; publishers wait when three quarters of what the broker has are used.",
        zh: "内存；代理可用内存用到四分之三时，发布者会被阻塞。",
      },
    }),
    diskGiB: integer({
      min: 20,
      max: 2048,
      unit: "GiB",
      example: 40,
      about: {
        en: "System disk: 20 GiB for Debian, as much again as the memory that stays free, and the messages.",
        zh: "系统盘：Debian 20 GiB，须保留与内存等量的空闲空间，其余存放消息。",
      },
    }),
  },
  { about: { en: "Size of each broker.", zh: "每台消息代理的规格。" } },
);

/** `hougu:messaging`: who keeps the messages. */
export const messaging = oneOfKinds(
  [
    kind(
      "cluster",
      {
        nodes: withDefault(
          integer({
            min: 1,
            max: MOST_NODES,
            unit: "nodes",
            example: 3,
            about: {
              en: "Nodes of each mini-program's cluster, an odd number; prod has 3 or 5.",
              zh: "每个小程序集群的节点数，须为奇数；prod 为 3 或 5。",
            },
          }),
          3,
        ),
        machine,
      },
      {
        about: {
          en: "RabbitMQ on machines beside each mini-program's Tomcats.",
          zh: "RabbitMQ 集群，与各小程序的 Tomcat 部署在同一平台。",
        },
      },
    ),
    kind(
      "managed",
      {
        messagesPerSecond: withDefault(
          // What ApsaraMQ for RabbitMQ's dedicated serverless instances begin at; quotas of an account end at the latter.
          integer({
            min: 1000,
            max: 100_000,
            unit: "messages/s",
            example: 2000,
            about: {
              en: "Messages per second that are kept ready; peaks above are billed by use.",
              zh: "预留的每秒消息数；超出部分按量计费。",
            },
          }),
          2000,
        ),
        publicMessagesPerSecond: optional(
          integer({
            min: 128,
            max: 12_800,
            unit: "messages/s",
            example: 256,
            about: {
              en: "Ceiling over the internet, a multiple of 128; needed where a mini-program runs on vSphere.",
              zh: "公网每秒消息数上限，须为 128 的倍数；有小程序运行在 vSphere 上时必填。",
            },
          }),
        ),
      },
      {
        about: {
          en: "One ApsaraMQ for RabbitMQ instance, a virtual host for each mini-program.",
          zh: "一个云消息队列 RabbitMQ 版实例，每个小程序一个 vhost。",
        },
      },
    ),
  ],
  {
    about: {
      en: "Who keeps the messages between a mini-program's parts; left out where an environment has none.",
      zh: "由谁保存小程序各部分之间的消息；没有消息队列的环境不写。",
    },
  },
);
