import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { dockerBenchmark } from "../../sources.ts";
import { DOCKER_CONTAINER } from "../../types.ts";

export const readOnlyContainers = defineRule({
  id: "read-only-containers",
  severity: "medium",
  level: "mandatory",
  title: { en: "A container's file system is read-only", zh: "容器的文件系统必须只读" },
  rationale: {
    en: "What can't be written can't be replaced by somebody's own program.",
    zh: "写不了，就换不成别人的程序。",
  },
  remediation: {
    en: "readOnly: true, and a tmpfs where the application writes.",
    zh: "readOnly: true，应用需写的地方挂 tmpfs。",
  },
  sources: [dockerBenchmark("Root file systems are mounted read-only")],
  settings: {},
  resource: {
    types: new Set([DOCKER_CONTAINER]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectOneOf(props, "readOnly", true);
    },
  },
});
