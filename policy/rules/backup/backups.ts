import { isUnknown, listOf, referenced, type StackResource, textOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { tag, tagsOf } from "../../tags.ts";
import {
  AUTO_SNAPSHOT_POLICY,
  ECS_DISK,
  ECS_DISK_OLD,
  ECS_INSTANCE,
  SNAPSHOT_ATTACHMENT,
} from "../../types.ts";

/** Alibaba Cloud's value for snapshots that are never deleted. */
const FOREVER = -1;

export const backups = defineRule({
  id: "backups",
  severity: "high",
  level: "mandatory",
  title: { en: "Disks that hold something are backed up", zh: "有数据的磁盘必须有备份" },
  rationale: {
    en: "Replication copies a mistake as fast as a good write: only a snapshot from before brings back what was deleted.",
    zh: "复制会以同样的速度复制错误：只有之前的快照才能找回被删的数据。",
  },
  remediation: {
    en: "Attach an automatic snapshot policy to the disk (EcsAutoSnapshotPolicyAttachment with the instance's systemDiskId, or systemDiskAutoSnapshotPolicyId, or autoSnapshotPolicyId of a data disk), kept for as many days as the environment says. Hosts that can be made anew from image and user data carry a role listed in statelessRoles.",
    zh: "为磁盘绑定自动快照策略（EcsAutoSnapshotPolicyAttachment 引用实例的 systemDiskId，或 systemDiskAutoSnapshotPolicyId，或数据盘的 autoSnapshotPolicyId），保留天数按环境要求。可由镜像和用户数据重建的主机使用 statelessRoles 中的角色。",
  },
  sources: [
    {
      document: "GB/T 22239-2019 (MLPS 2.0, level 3)",
      clause: "8.1.4.9",
      topic: "Backup and recovery of data",
    },
  ],
  settings: {
    statelessRoles: {
      schema: { type: "array", items: { type: "string" } },
      // Documented exemption: a Tomcat's disk has nothing that image, user data and the other nodes' session copies lack.
      default: ["tomcat"] as readonly string[],
      meaning: {
        en: "Values of the tag `role` whose system disks hold nothing of their own (data disks are never exempt)",
        zh: "系统盘不含自有数据的 `role` 标签值（数据盘一律不豁免）",
      },
    },
    minRetentionDays: {
      // A week: a mistake made on Friday is found on Monday, with days left to act.
      schema: { type: "integer", minimum: 1 },
      default: 7 as number,
      meaning: { en: "Days that automatic snapshots are kept at least", zh: "自动快照最少保留天数" },
    },
  },
  resource: {
    types: new Set([AUTO_SNAPSHOT_POLICY]),
    check: function* ({ props }, settings): Iterable<Finding> {
      const days = props.retentionDays;
      if (isUnknown(days)) yield { undecided: "retentionDays" };
      else if (typeof days !== "number" || (days !== FOREVER && days < settings.minRetentionDays)) {
        yield {
          broken: {
            en: `retentionDays is ${String(days)}, expected ${settings.minRetentionDays} or more.`,
            zh: `retentionDays 为 ${String(days)}，应不少于 ${settings.minRetentionDays}。`,
          },
        };
      }
    },
  },
  stack: function* (resources, settings): Iterable<Finding> {
    const attachments = resources.filter((resource) => resource.type === SNAPSHOT_ATTACHMENT);
    for (const resource of resources) {
      if (resource.type === ECS_DISK || resource.type === ECS_DISK_OLD) {
        if (
          !attachments.some(
            (attachment) => referenced(attachment, "diskId", resource.type, resources)?.urn === resource.urn,
          )
        ) {
          yield bare(resource, "The disk");
        }
      } else if (resource.type === ECS_INSTANCE)
        yield* instanceDisks(resource, attachments, settings.statelessRoles);
    }
  },
});

function* instanceDisks(
  instance: StackResource,
  attachments: readonly StackResource[],
  statelessRoles: readonly string[],
): Iterable<Finding> {
  for (const [index, disk] of listOf(instance.props.dataDisks).entries()) {
    if (!isUnknown(disk.autoSnapshotPolicyId) && textOf(disk.autoSnapshotPolicyId) === undefined) {
      yield bare(instance, `dataDisks[${index}]`);
    }
  }
  const role = tag(tagsOf(instance), "role");
  if (typeof role === "string" && statelessRoles.includes(role)) return;
  // An instance answers with the policy that is attached to its disk, so an absent policy shows as an empty text.
  const own =
    (instance.madeOf.systemDiskAutoSnapshotPolicyId ?? []).length > 0 ||
    textOf(instance.props.systemDiskAutoSnapshotPolicyId) !== undefined;
  if (!own && !attachments.some((attachment) => holdsDiskOf(attachment, instance)))
    yield bare(instance, "The system disk");
}

/** True when an attachment's disk comes from an instance: by dependency, or by the disk's id. */
function holdsDiskOf(attachment: StackResource, instance: StackResource): boolean {
  if ((attachment.madeOf.diskId ?? []).some((source) => source.urn === instance.urn)) return true;
  const disk = textOf(attachment.props.diskId);
  return disk !== undefined && disk === instance.props.systemDiskId;
}

function bare(resource: StackResource, what: string): Finding {
  const zh = what === "The disk" ? "该磁盘" : what === "The system disk" ? "系统盘" : what;
  return {
    urn: resource.urn,
    broken: {
      en: `${what} of ${resource.name} has no automatic snapshot policy.`,
      zh: `${resource.name} 的${zh}没有自动快照策略。`,
    },
  };
}
