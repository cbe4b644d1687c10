import { expectNot, expectSet } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { CACHE } from "../../types.ts";

export const cacheAsksForPassword = defineRule({
  id: "cache-asks-for-password",
  severity: "high",
  level: "mandatory",
  title: { en: "A cache asks for a password", zh: "缓存必须要求密码" },
  rationale: {
    en: "Sessions stand in the cache: who reads it is everybody who is logged in. A neighbour in the subnet must not need but the address.",
    zh: "缓存里是登录会话：能读它的人就能冒充所有已登录用户，不能让同子网的邻居知道地址就能进。",
  },
  remediation: {
    en: 'vpcAuthMode: "Open" and a password from the configuration\'s key.',
    zh: 'vpcAuthMode: "Open"，密码由配置中的密钥派生。',
  },
  sources: [manual("Tair and Redis: password-free access"), mlps("Authentication", "8.1.4.1")],
  settings: {},
  resource: {
    types: new Set([CACHE]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectNot(props, "vpcAuthMode", "Close");
      // The value is a secret: only that there is one matters.
      if (props.kmsEncryptedPassword === undefined) yield* expectSet(props, "password");
    },
  },
});
