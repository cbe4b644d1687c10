import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { CACHE } from "../../types.ts";

export const cacheTls = defineRule({
  id: "cache-tls",
  severity: "high",
  level: "mandatory",
  title: { en: "Connections to a cache are encrypted", zh: "缓存连接必须加密" },
  rationale: {
    en: "Two zones are joined by lines that we don't own, and a mirror port shows passwords and rows.",
    zh: "两个可用区之间的线路不归我们，镜像端口能看到密码和数据。",
  },
  remediation: {
    en: 'sslEnable: "Enable", and clients that check the certificate.',
    zh: 'sslEnable: "Enable"，客户端校验证书。',
  },
  sources: [manual("Tair and Redis: TLS"), mlps("Confidentiality of communication", "8.1.2.2")],
  settings: {},
  resource: {
    types: new Set([CACHE]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectOneOf(props, "sslEnable", "Enable", "Update");
    },
    remediate: () => ({ sslEnable: "Enable" }),
  },
});
