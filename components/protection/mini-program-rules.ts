import type { MiniProgramName, MiniProgramSettings } from "../config/environment.ts";
import { checkRules, type Method, type ProtectionRule } from "./rules.ts";

/** What Tomcat and Spring show to administrators, and what scanners look for first. */
const FORBIDDEN_PATHS = [
  "/manager",
  "/host-manager",
  "/examples",
  "/docs",
  "/actuator",
  "/jolokia",
  "/druid",
  "/swagger-ui",
  "/v3/api-docs",
  "/WEB-INF",
  "/META-INF",
  "/.git",
  "/.env",
  "/.svn",
];

/** What wx.request sends (its documentation lists these), and HEAD for checks. */
const METHODS: readonly Method[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Paths that only ever take a POST with JSON: a login code in a URL would end in logs. */
const JSON_POSTS: Readonly<
  Record<MiniProgramName, readonly { readonly name: string; readonly path: string }[]>
> = {
  artist: [
    { name: "login", path: "/api/v1/login" },
    { name: "pay-callback", path: "/api/v1/orders/pay" },
    { name: "upload-tickets", path: "/api/v1/pictures/upload-tickets" },
  ],
  food: [
    { name: "login", path: "/api/v1/login" },
    { name: "pay-callback", path: "/api/v1/orders/pay" },
  ],
};

/** Requests below this path become WebSockets. */
export const WEB_SOCKET_PATH = "/ws";

/** The one list of a mini-program's rules, from its settings and what its API is. Pure. */
export function rulesOf({ name, protection, edge }: MiniProgramSettings): readonly ProtectionRule[] {
  const { coreRules, blockedCidrs, rateLimits } = protection;
  return checkRules([
    {
      name: "max-body",
      kind: "maxBody",
      mebibytes: edge.maxBodyMiB,
      about: {
        en: "Larger bodies than a picture are refused before they arrive.",
        zh: "超过图片上限的请求体在到达前即被拒绝。",
      },
    },
    ...(blockedCidrs.length === 0
      ? []
      : [
          {
            name: "blocked-addresses",
            kind: "blockedAddresses",
            cidrs: blockedCidrs,
            about: { en: "Addresses that operators have shut out.", zh: "运维人员封禁的地址。" },
          } as const,
        ]),
    {
      name: "path-parameters",
      kind: "forbiddenInPath",
      text: ";",
      about: {
        en: "Tomcat drops everything from a semicolon to the next slash: /..;/manager would pass for something else.",
        zh: "Tomcat 会丢弃分号到下一斜杠之间的内容：/..;/manager 可借此绕过。",
      },
    },
    {
      name: "administration",
      kind: "forbiddenPaths",
      paths: FORBIDDEN_PATHS,
      about: {
        en: "Consoles, sources and what scanners look for: nothing of the API is there.",
        zh: "管理控制台、源码与扫描器目标：API 不使用这些路径。",
      },
    },
    {
      name: "methods",
      kind: "allowedMethods",
      methods: METHODS,
      about: { en: "The methods that wx.request sends.", zh: "wx.request 会使用的方法。" },
    },
    ...JSON_POSTS[name].flatMap((post): ProtectionRule[] => [
      {
        name: `${post.name}-post`,
        kind: "methodsOfPath",
        path: post.path,
        methods: ["POST"],
        about: { en: `${post.path} takes nothing but POST.`, zh: `${post.path} 只接受 POST。` },
      },
      {
        name: `${post.name}-json`,
        kind: "contentTypeOfPath",
        path: post.path,
        contentType: "application/json",
        about: { en: `${post.path} takes nothing but JSON.`, zh: `${post.path} 只接受 JSON。` },
      },
    ]),
    {
      name: "web-sockets",
      kind: "webSocketsOnly",
      path: WEB_SOCKET_PATH,
      about: {
        en: "Below /ws are WebSockets: what doesn't ask for one has no business there.",
        zh: "/ws 之下只有 WebSocket：不升级的请求一律拒绝。",
      },
    },
    ...rateLimits.map(
      ({ path, requests, seconds }): ProtectionRule => ({
        name: `rate-of${path.replaceAll(/[^A-Za-z0-9]+/g, "-").toLowerCase()}`.slice(0, 40).replace(/-$/, ""),
        kind: "rateLimit",
        path,
        requests,
        seconds,
        about: {
          en: `${requests} requests in ${seconds} s of one client on ${path}.`,
          zh: `单个客户端在 ${path} 上 ${seconds} 秒内最多 ${requests} 次请求。`,
        },
      }),
    ),
    ...(coreRules === "off"
      ? []
      : [
          {
            name: "core-rules",
            kind: "coreRules",
            mode: coreRules,
            about: {
              en: "Injection, scripts, traversal and the like, by the maker's own rule set.",
              zh: "注入、脚本、目录穿越等，由厂商核心规则集防护。",
            },
          } as const,
        ]),
  ]);
}
