import { expectOneOf, inside } from "../../expect.ts";
import { listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { cis, mlps } from "../../sources.ts";
import { NODE_POOL } from "../../types.ts";

export const encryptedNodes = defineRule({
  id: "encrypted-nodes",
  severity: "high",
  level: "mandatory",
  title: { en: "Every node's disks are encrypted", zh: "所有节点的磁盘必须加密" },
  rationale: {
    en: "Pods' memory that was swapped, images and emptyDir volumes stand on nodes' disks.",
    zh: "换出的内存、镜像和 emptyDir 卷都在节点磁盘上。",
  },
  remediation: {
    en: 'systemDiskEncrypted: true, and encrypted: "true" on each of dataDisks.',
    zh: 'systemDiskEncrypted: true，每块数据盘 encrypted: "true"。',
  },
  sources: [
    cis("Disks are encrypted, attached or not", "4.1, 4.2"),
    mlps("Confidentiality of stored data", "8.1.4.8"),
  ],
  settings: {},
  resource: {
    types: new Set([NODE_POOL]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectOneOf(props, "systemDiskEncrypted", true);
      for (const [index, disk] of listOf(props.dataDisks).entries())
        yield* inside(`dataDisks[${index}]`, expectOneOf(disk, "encrypted", true));
    },
  },
});
