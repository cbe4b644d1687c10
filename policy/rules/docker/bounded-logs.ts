import { expectSet } from "../../expect.ts";
import { objectOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { dockerBenchmark } from "../../sources.ts";
import { DOCKER_CONTAINER } from "../../types.ts";

export const boundedLogs = defineRule({
  id: "bounded-logs",
  severity: "low",
  level: "mandatory",
  title: { en: "A container's log can't fill its host's disk", zh: "容器日志不得塞满宿主机磁盘" },
  rationale: { en: "The engine's default driver rotates nothing.", zh: "引擎默认的日志驱动不做轮转。" },
  remediation: {
    en: 'logDriver: "local" or logOpts with max-size and max-file.',
    zh: 'logDriver: "local"，或 logOpts 写 max-size 和 max-file。',
  },
  sources: [dockerBenchmark("Logging levels and sizes")],
  settings: {},
  resource: {
    types: new Set([DOCKER_CONTAINER]),
    check: function* ({ props }): Iterable<Finding> {
      if (props.logDriver === "local" || props.logDriver === "none" || props.logDriver === "journald") return;
      yield* expectSet(objectOf(props.logOpts), "max-size");
    },
  },
});
