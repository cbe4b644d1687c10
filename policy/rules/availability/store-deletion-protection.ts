import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { cis, mlps } from "../../sources.ts";
import { CACHE, CLUSTER, DATABASE, DATABASE_READER, KMS_KEY } from "../../types.ts";

export const storeDeletionProtection = defineRule({
  id: "store-deletion-protection",
  severity: "high",
  level: "mandatory",
  title: { en: "A store can't be deleted by a slip", zh: "存储必须防误删" },
  rationale: {
    en: "A database, a cache, a key or a cluster that is deleted takes its data, its address and everything encrypted with it along.",
    zh: "数据库、缓存、密钥或集群一旦删除，数据、地址和用它加密的一切都跟着没了。",
  },
  remediation: {
    en: 'deletionProtection: true (RDS, ACK), "Enabled" (KMS), instanceReleaseProtection: true (cache): hougu:environment prod sets them.',
    zh: 'deletionProtection: true（RDS、ACK）、"Enabled"（KMS），instanceReleaseProtection: true（缓存）：prod 环境由程序设置。',
  },
  sources: [cis("Deletion protection of RDS and of clusters"), mlps("Availability of data", "8.1.4.9")],
  settings: {},
  resource: {
    types: new Set([DATABASE, DATABASE_READER, CACHE, KMS_KEY, CLUSTER]),
    check: function* ({ type, props }): Iterable<Finding> {
      if (type === CACHE) yield* expectOneOf(props, "instanceReleaseProtection", true);
      else yield* expectOneOf(props, "deletionProtection", type === KMS_KEY ? "Enabled" : true);
    },
    remediate: ({ type }) => {
      if (type === CACHE) return { instanceReleaseProtection: true };
      return { deletionProtection: type === KMS_KEY ? "Enabled" : true };
    },
  },
});
