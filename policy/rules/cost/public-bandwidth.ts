import { expectNumber, expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { hougu } from "../../sources.ts";
import { EIP } from "../../types.ts";

export const publicBandwidth = defineRule({
  id: "public-bandwidth",
  severity: "medium",
  level: "mandatory",
  title: { en: "Public bandwidth has a ceiling and is paid by use", zh: "公网带宽有上限并按量付费" },
  rationale: {
    en: "A copied link on a forum, or somebody's flood, is paid by the gigabyte: the ceiling is the bill's limit.",
    zh: "论坛里的一条外链或一次洪水都按 GB 收费，带宽上限就是账单上限。",
  },
  remediation: {
    en: 'bandwidth within the limit, internetChargeType: "PayByTraffic".',
    zh: 'bandwidth 不超过上限，internetChargeType: "PayByTraffic"。',
  },
  sources: [hougu("Budget of the environment")],
  settings: {
    maxMbps: {
      // The most that is sold by traffic without a quota.
      schema: { type: "integer", minimum: 1 },
      default: 200 as number,
      meaning: { en: "Most bandwidth of one address, Mbps", zh: "单个地址最大带宽（Mbps）" },
    },
  },
  resource: {
    types: new Set([EIP]),
    check: function* ({ props }, settings): Iterable<Finding> {
      yield* expectNumber(props, "bandwidth", { most: settings.maxMbps, unit: " Mbps", absent: "fine" });
      yield* expectOneOf(props, "internetChargeType", "PayByTraffic");
    },
  },
});
