import { RULE_MODES } from "../entry.ts";
import {
  choice,
  flag,
  group,
  integer,
  kind,
  list,
  oneOfKinds,
  optional,
  text,
  withDefault,
} from "./field.ts";
import { CIDR, DOMAIN, IPV4 } from "./syntax.ts";
import { ACCOUNT_ID, ANTI_DDOS_INSTANCE, CA_DOMAIN, REQUEST_PATH, WAF_INSTANCE } from "./syntax-entry.ts";

const cidrExpected = {
  en: "an IPv4 block in CIDR notation such as 203.0.113.0/24",
  zh: "CIDR 格式的 IPv4 网段，如 203.0.113.0/24",
};

const domainExpected = (example: string) => ({
  en: `a host name in lower case such as ${example}`,
  zh: `小写域名，如 ${example}`,
});

/** How clients get in. */
export const entry = oneOfKinds(
  [
    kind(
      "pair",
      {},
      {
        about: {
          en: "Two Nginx for each zone behind an address that moves between them.",
          zh: "每个可用区两台 Nginx，地址在两者间漂移。",
        },
      },
    ),
    kind(
      "balanced",
      {
        webSocketDomain: optional(
          text(DOMAIN, {
            about: {
              en: "Host name of WebSockets (danmaku), which then get a balancer at layer 4; the certificate must name it too.",
              zh: "WebSocket（弹幕）的域名，由独立的四层负载均衡承接；证书也必须包含它。",
            },
            expected: domainExpected("ws.artist.example.com"),
            example: "ws.artist.example.com",
          }),
        ),
        internal: withDefault(
          flag({
            about: {
              en: "A balancer with a private address for administrators and systems inside the VPC.",
              zh: "供管理员与 VPC 内系统使用的内网负载均衡。",
            },
          }),
          false,
        ),
        accessLogs: withDefault(
          flag({
            about: {
              en: "Access logs of the balancer in the log service, kept for hougu:retention.logsDays.",
              zh: "负载均衡访问日志写入日志服务，保存 hougu:retention.logsDays 天。",
            },
          }),
          true,
        ),
      },
      {
        about: {
          en: "Managed balancers in front of the same Nginx: Alibaba Cloud only, two zones or more.",
          zh: "Nginx 之前加托管负载均衡：仅限阿里云，至少两个可用区。",
        },
      },
    ),
  ],
  {
    about: {
      en: "How clients get in: by a pair of Nginx that share an address, or by managed balancers in front of them.",
      zh: "客户端入口：共享地址的 Nginx 双机，或其前的托管负载均衡。",
    },
  },
);

const rateLimit = group(
  {
    path: text(REQUEST_PATH, {
      about: { en: "The path; all below it counts as well.", zh: "路径，其下所有路径一并计数。" },
      expected: {
        en: "a path such as /api/v1/login, without a slash at its end",
        zh: "路径，如 /api/v1/login，结尾不带斜杠",
      },
      example: "/api/v1/login",
    }),
    requests: integer({
      // Fewer than 2 within a window no rule of the WAF counts (API reference of CreateDefenseRule).
      min: 2,
      max: 50_000,
      unit: "requests",
      example: 30,
      about: {
        en: "Requests of one client address within the window.",
        zh: "窗口内单个客户端地址的请求数。",
      },
    }),
    seconds: integer({
      min: 5,
      max: 1800,
      unit: "s",
      example: 60,
      about: { en: "Length of the window.", zh: "窗口长度。" },
    }),
  },
  { about: { en: "A ceiling for one path.", zh: "单个路径的上限。" } },
);

/** What keeps attackers out, whether the WAF or ModSecurity carries it out. */
export const protection = group(
  {
    coreRules: withDefault(
      choice(RULE_MODES, {
        about: {
          en: "The core rule set against injection, scripts and traversal: `monitor` only logs what `block` refuses.",
          zh: "防注入、脚本、目录穿越的核心规则集：monitor 只记录，block 拦截。",
        },
      }),
      "block",
    ),
    blockedCidrs: withDefault(
      list(
        text(CIDR, {
          about: { en: "A block that is refused.", zh: "被拒绝的网段。" },
          expected: cidrExpected,
          example: "203.0.113.0/24",
        }),
        {
          min: 0,
          // A blacklist rule of the WAF takes 200.
          max: 200,
          example: ["203.0.113.0/24"],
          about: { en: "Blocks of addresses that are refused.", zh: "拒绝访问的网段。" },
        },
      ),
      [],
    ),
    rateLimits: withDefault(
      list(rateLimit, {
        min: 0,
        max: 20,
        example: [{ path: "/api/v1/login", requests: 30, seconds: 60 }],
        about: {
          en: "Ceilings for single paths, beside edge.requestsPerSecond for all of them.",
          zh: "单个路径的上限；全部路径的上限见 edge.requestsPerSecond。",
        },
      }),
      [],
    ),
  },
  { about: { en: "What keeps attackers out.", zh: "攻击防护。" } },
);

/** Records in Alibaba Cloud DNS. */
export const dns = group(
  {
    zone: text(DOMAIN, {
      about: {
        en: "The zone, a domain of the account in Alibaba Cloud DNS.",
        zh: "账号在阿里云解析中的域名（区）。",
      },
      expected: domainExpected("example.com"),
      example: "example.com",
    }),
    ttlSeconds: withDefault(
      integer({
        min: 1,
        max: 86_400,
        unit: "s",
        example: 600,
        about: {
          en: "Seconds that resolvers keep an answer: how long a move takes. The free edition takes 600 or more.",
          zh: "解析缓存时间，即切换所需时间；免费版最小 600。",
        },
      }),
      600,
    ),
    caaIssuers: withDefault(
      list(
        text(CA_DOMAIN, {
          about: { en: "A certificate authority.", zh: "证书颁发机构。" },
          expected: { en: "the CA's domain such as digicert.com", zh: "CA 域名，如 digicert.com" },
          example: "digicert.com",
        }),
        {
          min: 0,
          max: 10,
          example: ["digicert.com"],
          about: {
            en: "Certificate authorities that may issue (CAA records); any when empty.",
            zh: "允许签发证书的 CA（CAA 记录）；为空则不限。",
          },
        },
      ),
      [],
    ),
    address: optional(
      text(IPV4, {
        about: {
          en: "Public address of an entry on vSphere, which the company's firewall leads to the virtual one.",
          zh: "vSphere 入口的公网地址，由公司防火墙转到虚拟地址。",
        },
        expected: { en: "an IPv4 address such as 203.0.113.10", zh: "IPv4 地址，如 203.0.113.10" },
        example: "203.0.113.10",
      }),
    ),
  },
  {
    about: {
      en: "Records in Alibaba Cloud DNS; without it somebody else keeps them.",
      zh: "阿里云解析记录；不写则由他处维护。",
    },
  },
);

/** What happens to floods. */
export const antiDdos = oneOfKinds(
  [
    kind(
      "basic",
      {
        cleanMbps: integer({
          min: 100,
          max: 10_000,
          unit: "Mbit/s",
          example: 300,
          about: { en: "Traffic from which it is cleaned.", zh: "触发清洗的流量。" },
        }),
        cleanPacketsPerSecond: integer({
          min: 10_000,
          max: 10_000_000,
          unit: "packets/s",
          example: 70_000,
          about: { en: "Packets from which traffic is cleaned.", zh: "触发清洗的报文数。" },
        }),
      },
      {
        about: {
          en: "The free protection of each public address, with thresholds of one's own.",
          zh: "每个公网地址的免费防护，自定清洗阈值。",
        },
      },
    ),
    kind(
      "proxy",
      {
        instanceIds: list(
          text(ANTI_DDOS_INSTANCE, {
            about: { en: "An instance of Anti-DDoS Proxy.", zh: "DDoS 高防实例。" },
            expected: {
              en: "an instance id such as ddoscoo-cn-7e225i41****",
              zh: "实例 ID，如 ddoscoo-cn-…",
            },
            example: "ddoscoo-cn-7e225i41abcd",
          }),
          {
            min: 1,
            max: 10,
            example: ["ddoscoo-cn-7e225i41abcd"],
            about: { en: "Instances, bought before.", zh: "事先购买的实例。" },
          },
        ),
        originCidrs: list(
          text(CIDR, {
            about: { en: "A block that it asks from.", zh: "回源网段。" },
            expected: cidrExpected,
            example: "203.107.32.0/24",
          }),
          {
            min: 1,
            max: 100,
            example: ["203.107.32.0/24"],
            about: {
              en: "Blocks from which it asks the entry, as its console shows them: they may speak for a client.",
              zh: "控制台显示的回源网段：可代表客户端地址。",
            },
          },
        ),
      },
      { about: { en: "Anti-DDoS Proxy in front of the entry.", zh: "入口之前的 DDoS 高防。" } },
    ),
  ],
  {
    about: {
      en: "What happens to floods; without it the account's automatic thresholds hold.",
      zh: "流量攻击防护；不写则用账号的自动阈值。",
    },
  },
);

/** `hougu:waf`: the web application firewall in front of every balanced entry. */
export const waf = group(
  {
    instanceId: optional(
      text(WAF_INSTANCE, {
        about: {
          en: "The account's instance of WAF 3.0 (an account has one); without it a new one, paid by use.",
          zh: "账号的 WAF 3.0 实例（每账号一个）；不写则新建按量付费实例。",
        },
        expected: {
          en: "an instance id such as waf_v3prepaid_public_cn-5yd3a1b2c3d",
          zh: "实例 ID，如 waf_v3prepaid_public_cn-5yd3a1b2c3d",
        },
        example: "waf_v3prepaid_public_cn-5yd3a1b2c3d",
      }),
    ),
    logAccountId: optional(
      text(ACCOUNT_ID, {
        about: {
          en: "The account whose WAF logs the log audit service collects, for hougu:retention.logsDays; without it nobody does.",
          zh: "由日志审计服务采集 WAF 日志的账号，保存 hougu:retention.logsDays 天；不写则不采集。",
        },
        expected: { en: "an account id of 16 digits, in quotes", zh: "16 位账号 ID，加引号" },
        example: "1234567890123456",
      }),
    ),
  },
  {
    about: {
      en: "The web application firewall in front of every balanced entry; a pair is protected by ModSecurity on its Nginx.",
      zh: "balanced 入口之前的 Web 应用防火墙；pair 入口由 Nginx 上的 ModSecurity 防护。",
    },
  },
);
