import type { Localized } from "../locale/localized.ts";

/** Keys of the configuration that hold secrets, in the order in which operators set them. */
export const SECRET_KEYS = [
  "vrrpPassword",
  "sessionKey",
  "vspherePassword",
  "tls",
  "dataKey",
  "messagingKey",
  "erlangCookie",
  "brokerAuthority",
  "brokerCertificate",
  "brokerPrivateKey",
  "traceToken",
  "alertAddresses",
  "mailPassword",
  "remoteWritePassword",
  "grafanaPassword",
] as const;
export type SecretKey = (typeof SECRET_KEYS)[number];

export function isSecretKey(key: string): key is SecretKey {
  return (SECRET_KEYS as readonly string[]).includes(key);
}

/** What is known about a secret key: for the reference, the JSON Schema and errors. */
export interface SecretFacts {
  readonly about: Localized;
  readonly expected: Localized;
  /** What follows `pulumi config set` to set it; no value is ever in it. */
  readonly setting: string;
}

export const secretFacts: Readonly<Record<SecretKey, SecretFacts>> = {
  vrrpPassword: {
    about: { en: "VRRP authentication of the edge pairs.", zh: "入口双机的 VRRP 认证口令。" },
    expected: {
      // keepalived reads 8 characters of auth_pass; quotes, # and ! have a meaning in its configuration.
      en: "exactly 8 printable ASCII characters without blanks, quotes, #, ! or backslash, encrypted",
      zh: "恰好 8 个可打印 ASCII 字符，不含空白、引号、#、! 和反斜杠，且已加密",
    },
    setting: '--secret hougu:vrrpPassword "$(openssl rand -hex 4)"',
  },
  sessionKey: {
    about: { en: "Key of Tomcat's session replication (AES-128).", zh: "Tomcat 会话复制的密钥（AES-128）。" },
    expected: { en: "32 hexadecimal digits, encrypted", zh: "32 位十六进制数字，且已加密" },
    setting: '--secret hougu:sessionKey "$(openssl rand -hex 16)"',
  },
  vspherePassword: {
    about: {
      en: "Password of the vCenter user; set exactly when hougu:vsphere is.",
      zh: "vCenter 用户的密码；仅当设置了 hougu:vsphere 时才设置。",
    },
    expected: { en: "vCenter's password, encrypted", zh: "vCenter 密码，且已加密" },
    setting: "--secret hougu:vspherePassword",
  },
  tls: {
    about: {
      en: "Certificate chain and private key (PEM) of each mini-program's domain.",
      zh: "每个小程序域名的证书链与私钥（PEM）。",
    },
    expected: {
      en: "for artist and food each a certificate and a privateKey in PEM, encrypted",
      zh: "artist 与 food 各有 PEM 格式的 certificate 与 privateKey，且已加密",
    },
    setting: "--secret --path hougu:tls.artist.certificate < artist.crt",
  },
  dataKey: {
    about: {
      en: "From it come the passwords of databases and caches, one for each account; set exactly when hougu:data is.",
      zh: "数据库与缓存各账号的口令由此派生；仅当设置了 hougu:data 时才设置。",
    },
    expected: { en: "64 hexadecimal digits, encrypted", zh: "64 位十六进制数字，且已加密" },
    setting: '--secret hougu:dataKey "$(openssl rand -hex 32)"',
  },
  messagingKey: {
    about: {
      en: "From it come the passwords of the brokers' users, one for each; set exactly when hougu:messaging is.",
      zh: "消息代理各用户的口令由此派生；仅当设置了 hougu:messaging 时才设置。",
    },
    expected: { en: "64 hexadecimal digits, encrypted", zh: "64 位十六进制数字，且已加密" },
    setting: '--secret hougu:messagingKey "$(openssl rand -hex 32)"',
  },
  erlangCookie: {
    about: {
      en: "What RabbitMQ's nodes know each other by (hougu:messaging.kind: cluster). A new one needs every node stopped: a node with another cookie can't come into a running cluster.",
      zh: "RabbitMQ 节点互认的凭据（hougu:messaging.kind 为 cluster 时）。更换时须停止全部节点：凭据不同的节点无法加入运行中的集群。",
    },
    expected: { en: "32 to 255 letters and digits, encrypted", zh: "32 到 255 个字母或数字，且已加密" },
    setting: '--secret hougu:erlangCookie "$(openssl rand -hex 32)"',
  },
  brokerAuthority: {
    about: {
      en: "Certificate (PEM) of the authority that has signed the brokers' (hougu:messaging.kind: cluster): the company's own, and for nothing else.",
      zh: "签发消息代理证书的 CA 证书（PEM，hougu:messaging.kind 为 cluster 时）：公司自有且专用。",
    },
    expected: { en: "a certificate in PEM, encrypted", zh: "PEM 格式的证书，且已加密" },
    setting: "--secret hougu:brokerAuthority < broker-ca.crt",
  },
  brokerCertificate: {
    about: {
      en: "Certificate (PEM) of every broker, for servers and clients, with each node's name: artist-rabbitmq-1.messaging.hougu.internal and so on, 1 to hougu:messaging.nodes for artist and food.",
      zh: "所有消息代理共用的证书（PEM，服务端与客户端用途），须包含每个节点的名称：artist-rabbitmq-1.messaging.hougu.internal 等，artist 与 food 各 1 到 hougu:messaging.nodes。",
    },
    expected: { en: "a certificate in PEM, encrypted", zh: "PEM 格式的证书，且已加密" },
    setting: "--secret hougu:brokerCertificate < broker.crt",
  },
  brokerPrivateKey: {
    about: { en: "The key of brokerCertificate (PEM).", zh: "brokerCertificate 的私钥（PEM）。" },
    expected: {
      en: "a private key in PEM without a passphrase, encrypted",
      zh: "无口令的 PEM 私钥，且已加密",
    },
    setting: "--secret hougu:brokerPrivateKey < broker.key",
  },
  traceToken: {
    about: {
      en: "Token of Alibaba Cloud Managed Service for OpenTelemetry, from its console; set exactly when hougu:observability.traces is.",
      zh: "阿里云可观测链路 OpenTelemetry 版控制台给出的鉴权 Token；仅当设置了 hougu:observability.traces 时才设置。",
    },
    expected: {
      en: "a token of 16 to 256 characters without blanks, encrypted",
      zh: "16 到 256 个字符、不含空白的 Token，且已加密",
    },
    setting: "--secret hougu:traceToken",
  },
  alertAddresses: {
    about: {
      en: "Address of each robot and webhook of hougu:observability.alerts.receivers, a line for each: its name, a blank, its https address. A DingTalk robot's signing secret follows the address after a #.",
      zh: "hougu:observability.alerts.receivers 中各机器人与 webhook 的地址，每行一个：名称、空格、https 地址。钉钉机器人的加签密钥以 # 接在地址之后。",
    },
    expected: {
      en: "a line `name https://…` for each receiver that isn't mail, and no other, encrypted",
      zh: "除邮件外每个接收方一行 `名称 https://…`，不多不少，且已加密",
    },
    setting: "--secret hougu:alertAddresses < alert-addresses.txt",
  },
  mailPassword: {
    about: {
      en: "Password of the mail server's user; set exactly when hougu:observability.alerts.mail is.",
      zh: "邮件服务器用户的密码；仅当设置了 hougu:observability.alerts.mail 时才设置。",
    },
    expected: {
      en: "1 to 256 printable characters on one line, encrypted",
      zh: "单行 1 到 256 个可打印字符，且已加密",
    },
    setting: "--secret hougu:mailPassword",
  },
  remoteWritePassword: {
    about: {
      en: "Password of hougu:observability.metrics.remoteWrite.user (an AccessKey secret); set exactly when remoteWrite is.",
      zh: "hougu:observability.metrics.remoteWrite.user 的密码（AccessKey Secret）；仅当设置了 remoteWrite 时才设置。",
    },
    expected: {
      en: "1 to 256 printable characters on one line, encrypted",
      zh: "单行 1 到 256 个可打印字符，且已加密",
    },
    setting: "--secret hougu:remoteWritePassword",
  },
  grafanaPassword: {
    about: {
      en: "Password of Grafana's administrator; set exactly when hougu:observability.dashboards is.",
      zh: "Grafana 管理员密码；仅当设置了 hougu:observability.dashboards 时才设置。",
    },
    expected: {
      en: "1 to 256 printable characters on one line, encrypted",
      zh: "单行 1 到 256 个可打印字符，且已加密",
    },
    setting: "--secret hougu:grafanaPassword",
  },
};

/** The command that sets a secret. For `tls` a mini-program and one of its two files are named too. */
export function commandFor(
  key: SecretKey,
  stack?: string,
  setting: string = secretFacts[key].setting,
): string {
  return `pulumi config set ${stack === undefined ? "" : `--stack ${stack} `}${setting}`;
}

/** As {@link commandFor}, for one file of a mini-program's TLS. */
export function tlsCommandFor(name: string, file: "certificate" | "privateKey", stack?: string): string {
  const extension = file === "certificate" ? "crt" : "key";
  return commandFor("tls", stack, `--secret --path hougu:tls.${name}.${file} < ${name}.${extension}`);
}
