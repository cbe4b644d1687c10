import { expectOneOf, expectSet } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov, cis, mlps } from "../../sources.ts";
import { DATABASE } from "../../types.ts";

export const databaseAtRest = defineRule({
  id: "database-at-rest",
  severity: "high",
  level: "mandatory",
  title: { en: "Databases are encrypted at rest", zh: "数据库必须静态加密" },
  rationale: {
    en: "Backups and worn-out disks leave the machine; names, addresses and orders are on them.",
    zh: "备份和报废磁盘会离开机器，上面有姓名、地址和订单。",
  },
  remediation: {
    en: 'tdeStatus: "Enabled" with tdeEncryptionKey on local disks, or encryptionKey on cloud disks.',
    zh: '本地盘设置 tdeStatus: "Enabled" 和 tdeEncryptionKey；云盘设置 encryptionKey。',
  },
  sources: [
    checkov("CKV_ALI_22", "Transparent data encryption is enabled"),
    cis("Transparent data encryption of RDS"),
    mlps("Confidentiality of stored data", "8.1.4.8"),
  ],
  settings: {
    ownKey: {
      schema: { type: "boolean" },
      default: true as boolean,
      meaning: {
        en: "With a key of the environment's own, which can be taken away",
        zh: "使用环境自己的密钥，可随时收回",
      },
    },
  },
  resource: {
    types: new Set([DATABASE]),
    check: function* ({ props }, settings): Iterable<Finding> {
      // A key from another resource is unknown in a preview, and set.
      if (props.encryptionKey !== undefined && props.encryptionKey !== "") return;
      yield* expectOneOf(props, "tdeStatus", "Enabled");
      if (settings.ownKey) yield* expectSet(props, "tdeEncryptionKey");
    },
  },
});
