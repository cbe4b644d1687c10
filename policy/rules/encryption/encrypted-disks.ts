import { isUnknown, listOf, objectOf, type Properties } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { checkov } from "../../sources.ts";
import { ECS_DISK, ECS_DISK_OLD, ECS_INSTANCE, ECS_LAUNCH_TEMPLATE, VSPHERE_VM } from "../../types.ts";

export const encryptedDisks = defineRule({
  id: "encrypted-disks",
  severity: "high",
  level: "mandatory",
  title: { en: "Every disk is encrypted", zh: "所有磁盘必须加密" },
  rationale: {
    en: "Disks, their snapshots and worn-out hardware leave the machine. System disks count too: they hold certificates, keys, logs and swapped memory.",
    zh: "磁盘、快照和报废的硬件都会离开机器。系统盘同样要加密：上面有证书、密钥、日志和换出的内存。",
  },
  remediation: {
    en: "ECS: systemDiskEncrypted: true, and encrypted: true on every data disk (both replace what exists, so plan it). vSphere: a storage policy with VM encryption, or an encrypted datastore, stated in the pack's configuration.",
    zh: "ECS：systemDiskEncrypted: true，每块数据盘 encrypted: true（都会重建，请安排时间）。vSphere：使用带虚拟机加密的存储策略，或使用已加密的数据存储并在策略包配置中声明。",
  },
  sources: [
    {
      document: "CIS Alibaba Cloud Foundation Benchmark v2.0.0",
      clause: "4.1, 4.2",
      topic: "Disks are encrypted, attached or not",
    },
    checkov("CKV_ALI_7", "Disks are encrypted"),
    checkov("CKV_ALI_32", "Data disks of launch templates are encrypted"),
    {
      document: "VMware vSphere Security Configuration Guide 8",
      topic: "Encryption of virtual machines and of vSAN data at rest",
    },
    {
      document: "GB/T 22239-2019 (MLPS 2.0, level 3)",
      clause: "8.1.4.8",
      topic: "Confidentiality of stored data",
    },
  ],
  settings: {
    vsphereDatastoreEncrypted: {
      schema: { type: "boolean" },
      default: false as boolean,
      meaning: {
        en: "The operator states that the datastore itself is encrypted (vSAN data-at-rest encryption, or self-encrypting arrays): the program can't see that",
        zh: "由运维人员声明数据存储本身已加密（vSAN 静态加密或自加密阵列）：程序看不到这一点",
      },
    },
  },
  resource: {
    types: new Set([ECS_INSTANCE, ECS_LAUNCH_TEMPLATE, ECS_DISK, ECS_DISK_OLD, VSPHERE_VM]),
    check: function* ({ type, props }, settings): Iterable<Finding> {
      if (type === VSPHERE_VM) {
        if (!settings.vsphereDatastoreEncrypted) yield* vsphereDisks(props);
        return;
      }
      if (type === ECS_INSTANCE) yield* encrypted(props.systemDiskEncrypted, "systemDiskEncrypted");
      else if (type === ECS_LAUNCH_TEMPLATE) {
        // One object in the SDK, a set of one upstream: both are read.
        const systemDisk = objectOf(props.systemDisk) ?? listOf(props.systemDisk)[0];
        yield* encrypted(systemDisk?.encrypted, "systemDisk.encrypted");
      } else yield* encrypted(props.encrypted, "encrypted");

      if (isUnknown(props.dataDisks)) yield { undecided: "dataDisks" };
      for (const [index, disk] of listOf(props.dataDisks).entries()) {
        yield* encrypted(disk.encrypted, `dataDisks[${index}].encrypted`);
      }
    },
  },
});

function* encrypted(value: unknown, at: string): Iterable<Finding> {
  if (isUnknown(value)) yield { undecided: at };
  // Launch templates of the older kind carry the flag as text.
  else if (value !== true && value !== "true") {
    yield {
      broken: {
        en: `${at} is ${value === undefined ? "not set" : JSON.stringify(value)}, expected true.`,
        zh: `${at} ${value === undefined ? "未设置" : `为 ${JSON.stringify(value)}`}，应为 true。`,
      },
    };
  }
}

/** A disk follows its own storage policy, or else the machine's. */
function* vsphereDisks(props: Properties): Iterable<Finding> {
  if (props.storagePolicyId !== undefined && props.storagePolicyId !== "") return;
  const disks = listOf(props.disks);
  const bare = disks.findIndex((disk) => disk.storagePolicyId === undefined || disk.storagePolicyId === "");
  if (bare !== -1 || disks.length === 0) {
    yield {
      broken: {
        en: `disks[${Math.max(bare, 0)}] has no storage policy, so nothing asks vCenter to encrypt it.`,
        zh: `disks[${Math.max(bare, 0)}] 没有存储策略，因此 vCenter 不会对其加密。`,
      },
    };
  }
}
