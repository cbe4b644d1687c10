import { isWide } from "../../cidr.ts";
import { isButShouldBe } from "../../expect.ts";
import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { CACHE } from "../../types.ts";

export const cacheClients = defineRule({
  id: "cache-clients",
  severity: "critical",
  level: "mandatory",
  title: { en: "Nobody but our own subnets reaches a cache", zh: "只有我们自己的子网可以访问缓存" },
  rationale: {
    en: "A cache's list of clients is its outermost wall: what is not on it can't even try a password.",
    zh: "缓存的白名单是最外层防线：不在名单里的来源连密码都试不了。",
  },
  remediation: {
    en: "Name the subnets of the hosts and pods that use it in securityIps, never 0.0.0.0/0 or anything as wide.",
    zh: "securityIps 只写使用它的主机和容器所在的子网，不写 0.0.0.0/0 或同样宽的网段。",
  },
  sources: [manual("Tair and Redis: IP address whitelists"), mlps("Access control", "8.1.4.2")],
  settings: {},
  resource: {
    types: new Set([CACHE]),
    check: function* ({ props }): Iterable<Finding> {
      if (isUnknown(props.securityIps)) yield { undecided: "securityIps" };
      else if (!Array.isArray(props.securityIps) || props.securityIps.length === 0) {
        yield isButShouldBe("securityIps", undefined, {
          en: "the subnets of its clients",
          zh: "客户端所在子网",
        });
      } else {
        for (const [index, cidr] of props.securityIps.entries()) {
          if (isUnknown(cidr)) yield { undecided: `securityIps[${index}]` };
          else if (isWide(String(cidr)))
            yield isButShouldBe(`securityIps[${index}]`, cidr, {
              en: "a block that names somebody",
              zh: "有明确对象的网段",
            });
        }
      }
    },
  },
});
