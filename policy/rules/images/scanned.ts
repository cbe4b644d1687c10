import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { REGISTRY } from "../../types.ts";

export const scanned = defineRule({
  id: "scanned",
  severity: "medium",
  level: "mandatory",
  title: { en: "Images are scanned for known holes", zh: "镜像必须扫描已知漏洞" },
  rationale: {
    en: "A library's hole is known to attackers on the day of its publication.",
    zh: "依赖库的漏洞公布当天攻击者就知道了。",
  },
  remediation: { en: 'imageScanner: "ACR" or "SAS".', zh: 'imageScanner: "ACR" 或 "SAS"。' },
  sources: [
    manual("Container Registry: image scanning"),
    mlps("Known holes are found and mended", "8.1.4.4"),
  ],
  settings: {},
  resource: {
    types: new Set([REGISTRY]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectOneOf(props, "imageScanner", "ACR", "SAS");
    },
  },
});
