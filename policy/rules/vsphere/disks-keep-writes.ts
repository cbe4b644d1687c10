import { expectNot, inside } from "../../expect.ts";
import { listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { vsphereGuide } from "../../sources.ts";
import { VSPHERE_VM } from "../../types.ts";

export const disksKeepWrites = defineRule({
  id: "disks-keep-writes",
  severity: "high",
  level: "mandatory",
  title: {
    en: "Disks keep what is written, and belong to one machine",
    zh: "磁盘必须保留写入，且只属于一台虚拟机",
  },
  rationale: {
    en: "A disk of the mode independent_nonpersistent forgets everything at power-off, an intruder's traces too. An independent one that keeps its writes is fine: it outlives its machine.",
    zh: "independent_nonpersistent 磁盘一关机就忘掉一切，入侵痕迹也一样。会保留写入的独立磁盘没问题：它比虚拟机活得久。",
  },
  remediation: {
    en: "diskMode persistent or independent_persistent, and no diskSharing.",
    zh: "diskMode 为 persistent 或 independent_persistent，不设 diskSharing。",
  },
  sources: [vsphereGuide("Independent nonpersistent disks are not used")],
  settings: {},
  resource: {
    types: new Set([VSPHERE_VM]),
    check: function* ({ props }): Iterable<Finding> {
      for (const [index, disk] of listOf(props.disks).entries()) {
        yield* inside(
          `disks[${index}]`,
          expectNot(disk, "diskMode", "independent_nonpersistent", "nonpersistent", "undoable", "append"),
        );
        yield* inside(`disks[${index}]`, expectNot(disk, "diskSharing", "sharingMultiWriter"));
      }
    },
  },
});
