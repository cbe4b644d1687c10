import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov, cis, mlps } from "../../sources.ts";
import { BUCKET } from "../../types.ts";

export const bucketVersioning = defineRule({
  id: "bucket-versioning",
  severity: "high",
  level: "mandatory",
  title: { en: "Overwritten and deleted pictures can be had back", zh: "被覆盖或删除的图片必须可以找回" },
  rationale: {
    en: "A sync in the wrong direction deletes a studio's year in minutes.",
    zh: "一次方向搞反的同步，几分钟就能删掉工作室一年的照片。",
  },
  remediation: {
    en: 'versioning: { status: "Enabled" }, and a lifecycle that keeps old versions.',
    zh: 'versioning: { status: "Enabled" }，并用生命周期保留旧版本。',
  },
  sources: [
    checkov("CKV_ALI_10", "OSS buckets have versioning"),
    cis("OSS bucket versioning"),
    mlps("Backup and recovery of data", "8.1.4.9"),
  ],
  settings: {
    exempt: {
      schema: { type: "string", format: "regex" },
      default: "-logs$" as string,
      meaning: {
        en: "Names of buckets that need none. Access logs by default: nobody overwrites them",
        zh: "无需版本控制的存储桶名称。默认为访问日志：没人会覆盖它",
      },
    },
  },
  resource: {
    types: new Set([BUCKET]),
    check: function* ({ props }, settings): Iterable<Finding> {
      if (new RegExp(settings.exempt, "u").test(String(props.bucket))) return;
      yield* expectOneOf(props, "versioning.status", "Enabled");
    },
    remediate: () => ({ "versioning.status": "Enabled" }),
  },
});
