import { defineRule, type Finding } from "../../rule.ts";
import { mlps } from "../../sources.ts";
import {
  BUCKET,
  CACHE,
  CDN_DOMAIN,
  CLUSTER,
  DATABASE,
  KMS_KEY,
  LOG_PROJECT,
  LOG_STORE,
} from "../../types.ts";

export const protectedByEngine = defineRule({
  id: "protected-by-engine",
  severity: "high",
  level: "mandatory",
  title: { en: "What holds data is protected in the program too", zh: "存有数据的资源在程序中也要保护" },
  rationale: {
    en: "The cloud has no switch for buckets, log stores and CDN domains: the engine alone can refuse a destroy or a replacement.",
    zh: "存储桶、日志库和 CDN 域名没有云端的防删开关，只有引擎能拒绝销毁或替换。",
  },
  remediation: {
    en: "{ protect: true } in the resource's options, and taking it away is a change of its own.",
    zh: "资源选项 { protect: true }；取消保护须单独提交一次变更。",
  },
  sources: [
    mlps("Availability of data", "8.1.4.9"),
    { document: "Pulumi documentation", topic: "Resource option: protect" },
  ],
  settings: {},
  resource: {
    types: new Set([BUCKET, LOG_STORE, LOG_PROJECT, CDN_DOMAIN, DATABASE, CACHE, KMS_KEY, CLUSTER]),
    check: function* ({ protect }): Iterable<Finding> {
      if (!protect)
        yield {
          broken: {
            en: "The option protect is not set, expected true.",
            zh: "资源选项 protect 未设置，应为 true。",
          },
        };
    },
  },
});
