import { MASTERS } from "../rules/edges.ts";
import { type Dashboard, OF_PROGRAM, ON_HOST, UP_OR_DOWN } from "./dashboard.ts";

/** The way in: Nginx and Keepalived. */
export const edges: Dashboard = {
  uid: "hougu-edges",
  title: { en: "Edges and virtual addresses", zh: "接入与虚拟地址" },
  question: {
    en: "Which edge has the address, did it move, and how much comes in through which pair?",
    zh: "虚拟地址在哪台主机上，是否漂移过，每一对接入主机的流量有多少？",
  },
  variables: ["mini_program", "host"],
  rows: [
    {
      title: { en: "Who serves", zh: "谁在服务" },
      panels: [
        {
          title: { en: "Who is master", zh: "谁是 MASTER" },
          description: {
            en: "By what each host says of itself. Exactly one of a pair is master.",
            zh: "以各主机自报为准。每一对中恰有一台为 MASTER。",
          },
          show: "states",
          unit: "count",
          width: 16,
          queries: [
            {
              expr: `max by (instance_name, host) (hougu_vrrp_state{state="MASTER",${ON_HOST}})`,
              legend: "{{instance_name}} {{host}}",
            },
          ],
          words: [
            { en: "waits", zh: "待命" },
            { en: "master", zh: "MASTER" },
          ],
          otherwise: "watch",
          thresholds: [{ from: 1, is: "good" }],
          alerts: ["EdgeFailover"],
        },
        {
          title: { en: "Masters of each address", zh: "各地址的 MASTER 数" },
          description: {
            en: "One is right. None: nobody gets in. Two: connections break.",
            zh: "应为 1。为 0 则无人能访问；为 2 则连接中断。",
          },
          show: "number",
          unit: "count",
          width: 8,
          queries: [{ expr: MASTERS, legend: "{{instance_name}} {{zone}}" }],
          otherwise: "bad",
          thresholds: [
            { from: 1, is: "good" },
            { from: 2, is: "bad" },
          ],
          alerts: ["VirtualAddressUnserved", "VirtualAddressContested"],
        },
        {
          title: { en: "Changes of state in a day", zh: "一天内的状态变更" },
          description: {
            en: "A failover and its return are two for each host. Deployments that restart machines cause some.",
            zh: "一次切换加切回，每台主机计两次。重启主机的发布也会引起变更。",
          },
          show: "bars",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `sum by (instance_name, host) (changes(hougu_vrrp_state_change_timestamp_seconds{${ON_HOST}}[1d]))`,
              legend: "{{instance_name}} {{host}}",
            },
          ],
          alerts: ["EdgeFailover"],
        },
        {
          title: { en: "Nginx answers", zh: "Nginx 状态" },
          description: {
            en: "Its exporter on the same machine reaches its status page.",
            zh: "同机的 exporter 能访问其状态页。",
          },
          show: "states",
          unit: "count",
          width: 12,
          queries: [{ expr: `max by (host) (nginx_up{${ON_HOST}})`, legend: "{{host}}" }],
          ...UP_OR_DOWN,
          alerts: ["NginxDown"],
        },
      ],
    },
    {
      title: { en: "What comes in", zh: "入站流量" },
      panels: [
        {
          title: { en: "Requests by pair", zh: "各对接入主机的请求" },
          description: {
            en: "All requests, health checks of balancers included.",
            zh: "全部请求，包括负载均衡的健康检查。",
          },
          show: "stack",
          unit: "requests/s",
          width: 12,
          queries: [
            {
              expr: `sum by (mini_program) (rate(nginx_http_requests_total{${OF_PROGRAM}}[$__rate_interval]))`,
              legend: "{{mini_program}}",
            },
          ],
        },
        {
          title: { en: "Requests by host", zh: "各主机的请求" },
          description: {
            en: "Behind a virtual address one host has them all; behind a balancer both share them.",
            zh: "使用虚拟地址时由一台承担；使用负载均衡时由两台分担。",
          },
          show: "line",
          unit: "requests/s",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (rate(nginx_http_requests_total{${ON_HOST}}[$__rate_interval]))`,
              legend: "{{host}}",
            },
          ],
        },
        {
          title: { en: "Connections", zh: "连接" },
          description: {
            en: "Active ones, of which some wait for their next request. WebSockets count for as long as they are open.",
            zh: "活动连接，其中一部分在等待下一个请求。WebSocket 在打开期间始终计入。",
          },
          show: "line",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (nginx_connections_active{${ON_HOST}})`,
              legend: { en: "{{host}} active", zh: "{{host}} 活动" },
            },
            {
              expr: `sum by (host) (nginx_connections_waiting{${ON_HOST}})`,
              legend: { en: "{{host}} waiting", zh: "{{host}} 等待" },
            },
          ],
        },
        {
          title: { en: "Connections that were refused", zh: "被拒绝的连接" },
          description: {
            en: "Accepted and not handled: worker_connections or file descriptors ran out.",
            zh: "已接受但未处理：worker_connections 或文件描述符耗尽。",
          },
          show: "line",
          unit: "operations/s",
          width: 12,
          queries: [
            {
              expr: `sum by (host) (rate(nginx_connections_accepted{${ON_HOST}}[$__rate_interval]) - rate(nginx_connections_handled{${ON_HOST}}[$__rate_interval]))`,
              legend: "{{host}}",
            },
          ],
          alerts: ["NginxConnectionsRefused"],
        },
      ],
    },
    {
      title: { en: "From outside", zh: "外部视角" },
      panels: [
        {
          title: { en: "How long an endpoint takes", zh: "入口响应时间" },
          description: {
            en: "Name, TLS, request and answer, as the monitoring machines ask.",
            zh: "监控主机访问入口的总耗时：解析、TLS、请求与响应。",
          },
          show: "line",
          unit: "seconds",
          width: 24,
          queries: [
            {
              expr: `max by (endpoint) (probe_duration_seconds{job="blackbox",${OF_PROGRAM}})`,
              legend: "{{endpoint}}",
            },
          ],
          alerts: ["EndpointDown"],
        },
      ],
    },
  ],
};
