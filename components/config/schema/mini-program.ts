import type { MiniProgramName, Platform } from "../environment.ts";
import { antiDdos, dns, entry, protection } from "./entry.ts";
import { choice, decimal, group, integer, optional, text, withDefault } from "./field.ts";
import { DISPLAY_NAME, DOMAIN } from "./syntax.ts";

/** What differs by mini-program in the schema itself: its names. */
const NAMES: Record<MiniProgramName, { readonly displayName: string; readonly english: string }> = {
  artist: { displayName: "后古艺术家", english: "photography" },
  food: { displayName: "美食之家", english: "food" },
};

const machine = (role: "edge" | "tomcat") =>
  group(
    {
      cpus: integer({
        min: 1,
        max: 64,
        unit: "vCPU",
        example: 2,
        about: { en: "Virtual CPUs.", zh: "虚拟 CPU 数。" },
      }),
      // Half a GiB isn't sold by any family in use, so GiB are whole here.
      memoryGiB: integer({
        min: 1,
        max: 512,
        unit: "GiB",
        example: role === "edge" ? 2 : 4,
        about: {
          en: "Memory; on Alibaba Cloud 1, 2, 4 or 8 GiB per vCPU, as an allowed instance family offers.",
          zh: "内存；阿里云上每 vCPU 1、2、4 或 8 GiB，取决于允许的实例规格族。",
        },
      }),
      diskGiB: integer({
        min: 20,
        max: 2048,
        unit: "GiB",
        example: role === "edge" ? 20 : 40,
        about: {
          en: "System disk; Debian's image takes 20 GiB.",
          zh: "系统盘；Debian 镜像本身需要 20 GiB。",
        },
      }),
    },
    {
      about: {
        en: role === "edge" ? "Size of each edge machine." : "Size of each Tomcat machine.",
        zh: role === "edge" ? "每台入口机器的规格。" : "每台 Tomcat 机器的规格。",
      },
    },
  );

const edge = group(
  {
    machine: machine("edge"),
    requestsPerSecond: withDefault(
      integer({
        min: 1,
        max: 10_000,
        unit: "requests/s",
        example: 20,
        about: {
          en: "Requests per second and client address before Nginx answers 429.",
          zh: "每个客户端地址每秒请求数上限，超过后 Nginx 返回 429。",
        },
      }),
      20,
    ),
    burst: withDefault(
      integer({
        min: 1,
        max: 20_000,
        unit: "requests",
        example: 40,
        about: {
          en: "Requests above the rate that are served at once before 429 begins; at least the rate.",
          zh: "超过速率后仍立即处理的请求数；不小于速率。",
        },
      }),
      40,
    ),
    maxBodyMiB: withDefault(
      integer({
        min: 1,
        max: 1024,
        unit: "MiB",
        example: 10,
        about: {
          en: "Largest request body (photographers upload pictures).",
          zh: "请求体上限（摄影师上传图片）。",
        },
      }),
      10,
    ),
    virtualRouterId: integer({
      min: 1,
      max: 255,
      example: 51,
      about: {
        en: "VRRP virtual router id, unique on its segment (RFC 5798).",
        zh: "VRRP 虚拟路由器 ID，在同一网段内唯一（RFC 5798）。",
      },
    }),
  },
  {
    about: {
      en: "The Nginx pair in front, sharing a virtual address.",
      zh: "前端 Nginx 双机，共享虚拟地址。",
    },
  },
);

const tomcat = group(
  {
    machine: machine("tomcat"),
    // Session replication is all-to-all; past a dozen nodes a session store is the better design.
    count: integer({
      min: 2,
      max: 12,
      unit: "nodes",
      example: 2,
      about: {
        en: "Number of nodes: 2 or more for session replication; in prod 2 or more for each zone.",
        zh: "节点数：会话复制至少 2 个；prod 每个可用区至少 2 个。",
      },
    }),
    sessionTimeoutMinutes: withDefault(
      integer({
        min: 1,
        max: 1440,
        unit: "minutes",
        example: 30,
        about: { en: "Minutes until an idle session ends.", zh: "空闲会话的过期时间（分钟）。" },
      }),
      30,
    ),
  },
  { about: { en: "The Tomcat cluster behind the edge.", zh: "入口之后的 Tomcat 集群。" } },
);

const slo = group(
  {
    availabilityPercent: withDefault(
      decimal({
        min: 90,
        max: 99.999,
        unit: "%",
        example: 99.9,
        about: {
          en: "Share of good requests; always below 100, an error budget of nothing can't be kept.",
          zh: "成功请求占比；必须小于 100，零错误预算无法兑现。",
        },
      }),
      99.5,
    ),
    latencyP99Ms: withDefault(
      integer({
        min: 10,
        max: 60_000,
        unit: "ms",
        example: 500,
        about: { en: "99th percentile of the answer time.", zh: "响应时间的第 99 百分位。" },
      }),
      1000,
    ),
  },
  { about: { en: "What users are promised.", zh: "对用户的承诺（SLO）。" } },
);

/** `hougu:artist` and `hougu:food`: one mini-program each. */
export function miniProgram(name: MiniProgramName, platforms: readonly Platform[]) {
  const { displayName, english } = NAMES[name];
  return group(
    {
      displayName: withDefault(
        text(DISPLAY_NAME, {
          about: { en: "What users see.", zh: "用户看到的名称。" },
          expected: { en: "a text of 1 to 30 characters", zh: "1 到 30 个字符的文本" },
          example: displayName,
        }),
        displayName,
      ),
      platform: choice(platforms, { about: { en: "Where it runs.", zh: "运行平台。" } }),
      domain: text(DOMAIN, {
        about: {
          en: "Public host name of the API; the certificate must name it.",
          zh: "API 的公网域名；证书必须包含它。",
        },
        expected: {
          en: "a host name in lower case such as api.artist.example.com",
          zh: "小写域名，如 api.artist.example.com",
        },
        example: `api.${name}.example.com`,
      }),
      edge,
      tomcat,
      slo: withDefault(slo, { availabilityPercent: 99.5, latencyP99Ms: 1000 }),
      entry: withDefault(entry, { kind: "pair" }),
      protection: withDefault(protection, { coreRules: "block", blockedCidrs: [], rateLimits: [] }),
      dns: optional(dns),
      antiDdos: optional(antiDdos),
    },
    { about: { en: `The mini-program ${displayName} (${english}).`, zh: `小程序「${displayName}」。` } },
  );
}
