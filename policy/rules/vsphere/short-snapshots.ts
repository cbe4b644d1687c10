import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { vsphereGuide } from "../../sources.ts";
import { VSPHERE_SNAPSHOT } from "../../types.ts";

export const shortSnapshots = defineRule({
  id: "short-snapshots",
  severity: "medium",
  level: "mandatory",
  title: { en: "Snapshots are for an afternoon's work", zh: "快照只为当天的操作服务" },
  rationale: {
    en: "A snapshot grows with each write until the datastore is full and all machines on it stop; with memory it stalls the machine while it is made.",
    zh: "快照随写入增长，直到塞满数据存储、其上所有虚拟机停摆；带内存的快照还会让虚拟机卡住。",
  },
  remediation: {
    en: "hougu:vsphere.snapshot named for the work, taken away after it; memory: false, quiesce: true. The engine protects none.",
    zh: "hougu:vsphere.snapshot 以操作命名，用完即删；memory: false，quiesce: true；不要让引擎保护快照。",
  },
  sources: [
    vsphereGuide("Snapshots are not kept for long"),
    { document: "VMware knowledge base", topic: "Best practices for snapshots: no longer than 72 hours" },
  ],
  settings: {},
  resource: {
    types: new Set([VSPHERE_SNAPSHOT]),
    check: function* ({ props, protect }): Iterable<Finding> {
      yield* expectOneOf(props, "memory", false);
      yield* expectOneOf(props, "quiesce", true);
      if (protect)
        yield {
          broken: {
            en: "The option protect keeps the snapshot from being taken away.",
            zh: "资源选项 protect 使快照无法删除。",
          },
        };
    },
  },
});
