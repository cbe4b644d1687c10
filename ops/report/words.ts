import type { Localized } from "../../components/locale/localized.ts";

/** Every word of the report. Both languages are in the file; the page shows one. */
export const WORDS = {
  title: { en: "Environment", zh: "环境" },
  drawing: { en: "Drawing", zh: "拓扑图" },
  internet: { en: "Internet · WeChat users", zh: "互联网 · 微信用户" },
  publicAddress: { en: "Elastic IP", zh: "弹性公网 IP" },
  virtualAddress: { en: "Virtual IP", zh: "虚拟 IP" },
  vsphereEntry: { en: "from the company's network", zh: "经公司网络接入" },
  notYet: { en: "not created yet", zh: "尚未创建" },
  edgeTier: { en: "Edge · Nginx + Keepalived", zh: "接入层 · Nginx + Keepalived" },
  appTier: { en: "Application · Tomcat", zh: "应用层 · Tomcat" },
  first: { en: "first", zh: "主" },
  standby: { en: "standby", zh: "备" },
  zone: { en: "Zone", zh: "可用区" },
  portGroup: { en: "Port group", zh: "端口组" },
  egress: { en: "Outbound by NAT gateway", zh: "经 NAT 网关访问外网" },
  replication: { en: "session replication", zh: "会话复制" },
  health: { en: "health", zh: "健康检查" },
  flows: { en: "Network openings", zh: "网络放行规则" },
  program: { en: "Mini-program", zh: "小程序" },
  from: { en: "From", zh: "来源" },
  to: { en: "To", zh: "目标" },
  port: { en: "Port", zh: "端口" },
  protocol: { en: "Protocol", zh: "协议" },
  purpose: { en: "For", zh: "用途" },
  resources: { en: "Resources", zh: "资源" },
  name: { en: "Name", zh: "名称" },
  type: { en: "Type", zh: "类型" },
  id: { en: "ID in the cloud", zh: "云上 ID" },
  lastUpdate: { en: "Last operation", zh: "最近一次操作" },
  never: { en: "none on this machine", zh: "本机尚无记录" },
  failures: { en: "Failures", zh: "失败" },
  failed: { en: "failed", zh: "失败" },
  succeeded: { en: "succeeded", zh: "成功" },
  policies: { en: "Policy", zh: "策略" },
  notAsked: { en: "not asked by this run", zh: "本次操作未检查" },
  passed: { en: "All rules passed.", zh: "全部规则通过。" },
  rule: { en: "Rule", zh: "规则" },
  level: { en: "Level", zh: "级别" },
  finding: { en: "Finding", zh: "说明" },
  mandatory: { en: "mandatory", zh: "强制" },
  advisory: { en: "advisory", zh: "建议" },
  machines: { en: "machines", zh: "台主机" },
  objects: { en: "cloud objects", zh: "个云资源" },
  region: { en: "Region", zh: "地域" },
  tier: { en: "Tier", zh: "级别" },
  sandbox: { en: "sandbox", zh: "沙箱" },
  generated: { en: "Written", zh: "生成时间" },
  theme: { en: "Light / dark", zh: "明 / 暗" },
  empty: { en: "Nothing exists: the environment is down.", zh: "当前没有任何资源：环境未部署。" },
  secretsNote: {
    en: "This page holds no secret and loads nothing from the network.",
    zh: "本页不含任何机密，也不加载任何网络资源。",
  },
  switchTo: { en: "中文", zh: "English" },
} satisfies Record<string, Localized>;

/** Whom a flow connects, in the firewall plan's words. */
export const FLOW_ENDS: ReadonlyMap<string, Localized> = new Map([
  ["internet", { en: "internet", zh: "互联网" }],
  ["edge", { en: "edge", zh: "接入层" }],
  ["tomcat", { en: "application", zh: "应用层" }],
]);

/** What a flow is for, by the name that the guests' parts give the port. */
export const FLOW_PURPOSES: ReadonlyMap<string, Localized> = new Map([
  ["ssh", { en: "administration (SSH)", zh: "运维管理（SSH）" }],
  ["http", { en: "HTTP, sent on to HTTPS", zh: "HTTP，跳转到 HTTPS" }],
  ["https", { en: "HTTPS and WebSocket", zh: "HTTPS 与 WebSocket" }],
  ["tomcat-http", { en: "requests to Tomcat", zh: "转发到 Tomcat 的请求" }],
  ["tomcat-cluster", { en: "session replication", zh: "会话复制" }],
  ["vrrp", { en: "VRRP within the pair", zh: "主备之间的 VRRP" }],
]);

export type Word = keyof typeof WORDS;
