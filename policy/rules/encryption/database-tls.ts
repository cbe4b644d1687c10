import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov, cis, mlps } from "../../sources.ts";
import { DATABASE } from "../../types.ts";

export const databaseTls = defineRule({
  id: "database-tls",
  severity: "high",
  level: "mandatory",
  title: { en: "Connections to a database are encrypted", zh: "数据库连接必须加密" },
  rationale: {
    en: "Two zones are joined by lines that we don't own, and a mirror port shows passwords and rows.",
    zh: "两个可用区之间的线路不归我们，镜像端口能看到密码和数据。",
  },
  remediation: {
    en: 'sslAction: "Open", and clients that check the certificate.',
    zh: 'sslAction: "Open"，客户端校验证书。',
  },
  sources: [
    checkov("CKV_ALI_20", "RDS instances use TLS"),
    cis("RDS connections use TLS"),
    mlps("Confidentiality of communication", "8.1.2.2"),
  ],
  settings: {},
  resource: {
    types: new Set([DATABASE]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectOneOf(props, "sslAction", "Open", "Update");
    },
    remediate: () => ({ sslAction: "Open" }),
  },
});
