import { expectOneOf, inside } from "../../expect.ts";
import { eachContainer, WORKLOADS } from "../../pods.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { kubernetesBenchmark, mlps } from "../../sources.ts";

export const readOnlyRoot = defineRule({
  id: "read-only-root",
  severity: "medium",
  level: "mandatory",
  title: { en: "A pod's file system is read-only", zh: "容器组的文件系统必须只读" },
  rationale: {
    en: "What can't be written can't be replaced by somebody's own program.",
    zh: "写不了，就换不成别人的程序。",
  },
  remediation: {
    en: "readOnlyRootFilesystem: true, and an emptyDir where the application writes.",
    zh: "readOnlyRootFilesystem: true，应用需写的地方挂 emptyDir。",
  },
  sources: [
    kubernetesBenchmark("Root file systems are immutable"),
    mlps("Protection against malicious code", "8.1.4.5"),
  ],
  settings: {},
  resource: {
    types: WORKLOADS,
    check: function* ({ type, props }): Iterable<Finding> {
      yield* eachContainer(type, props, function* ({ place, container }) {
        yield* inside(place, expectOneOf(container, "securityContext.readOnlyRootFilesystem", true));
      });
    },
  },
});
