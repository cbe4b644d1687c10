import { expectNumber } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { RAM_ROLE } from "../../types.ts";

export const shortSessions = defineRule({
  id: "short-sessions",
  severity: "low",
  level: "mandatory",
  title: { en: "A role's session ends within the hour", zh: "角色会话不超过一小时" },
  rationale: {
    en: "Temporary credentials that are stolen work until they end. Hosts and pods fetch new ones by themselves.",
    zh: "被盗的临时凭证在过期前一直有效；主机和容器会自动续取。",
  },
  remediation: { en: "maxSessionDuration: 3600.", zh: "写法：maxSessionDuration: 3600。" },
  sources: [manual("RAM: maximum session duration of a role"), mlps("Authentication", "8.1.4.1")],
  settings: {
    maxSeconds: {
      // The service's own default, and the least that it takes.
      schema: { type: "integer", minimum: 1 },
      default: 3600 as number,
      meaning: { en: "Longest session of a role, seconds", zh: "角色会话最长秒数" },
    },
  },
  resource: {
    types: new Set([RAM_ROLE]),
    check: function* ({ props }, settings): Iterable<Finding> {
      yield* expectNumber(props, "maxSessionDuration", {
        most: settings.maxSeconds,
        unit: " s",
        absent: "fine",
      });
    },
  },
});
