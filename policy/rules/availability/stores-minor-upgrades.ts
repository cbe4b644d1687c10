import { expectOneOf, expectSet } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov, mlps } from "../../sources.ts";
import { DATABASE } from "../../types.ts";

export const storesMinorUpgrades = defineRule({
  id: "stores-minor-upgrades",
  severity: "medium",
  level: "mandatory",
  title: { en: "Databases take minor versions by themselves", zh: "数据库自动升级小版本" },
  rationale: {
    en: "Minor versions carry security fixes; one that waits for a person waits for the next incident.",
    zh: "小版本里有安全修复；等人来升级就是等下一次事故。",
  },
  remediation: {
    en: 'autoUpgradeMinorVersion: "Auto" and a maintainTime at night.',
    zh: 'autoUpgradeMinorVersion: "Auto"，maintainTime 设在夜间。',
  },
  sources: [
    checkov("CKV_ALI_30", "RDS instances upgrade minor versions by themselves"),
    mlps("Known holes are mended in time", "8.1.4.4"),
  ],
  settings: {},
  resource: {
    types: new Set([DATABASE]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectOneOf(props, "autoUpgradeMinorVersion", "Auto");
      yield* expectSet(props, "maintainTime");
    },
  },
});
