import { expectNot } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps } from "../../sources.ts";
import { BUCKET } from "../../types.ts";

export const noForcedEmptying = defineRule({
  id: "no-forced-emptying",
  severity: "high",
  level: "mandatory",
  title: { en: "A bucket with objects can't be destroyed", zh: "有对象的存储桶不得被销毁" },
  rationale: {
    en: "forceDestroy deletes all objects and versions with the bucket, without a question.",
    zh: "forceDestroy 会不问一句就连同所有对象和版本一起删除。",
  },
  remediation: {
    en: "forceDestroy: false; empty it by hand when it is meant.",
    zh: "forceDestroy: false；确实要删时手工清空。",
  },
  sources: [mlps("Backup and recovery of data", "8.1.4.9")],
  settings: {},
  resource: {
    types: new Set([BUCKET]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectNot(props, "forceDestroy", true);
    },
    remediate: () => ({ forceDestroy: false }),
  },
});
