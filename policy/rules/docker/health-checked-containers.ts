import { expectOneOf, expectSet } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { dockerBenchmark } from "../../sources.ts";
import { DOCKER_CONTAINER } from "../../types.ts";

export const healthCheckedContainers = defineRule({
  id: "health-checked-containers",
  severity: "medium",
  level: "mandatory",
  title: { en: "A container says whether it works, and comes back", zh: "容器必须能表明健康并自动恢复" },
  rationale: {
    en: "A process that hangs is running, for the engine. A host that restarts brings back what is told to come back.",
    zh: "对引擎来说，卡死的进程也在运行；主机重启后只有声明过的容器会回来。",
  },
  remediation: {
    en: 'healthcheck with tests, and restart: "unless-stopped".',
    zh: 'healthcheck 写 tests，restart: "unless-stopped"。',
  },
  sources: [dockerBenchmark("Containers have health checks; restart policies are set")],
  settings: {},
  resource: {
    types: new Set([DOCKER_CONTAINER]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectSet(props, "healthcheck.tests");
      yield* expectOneOf(props, "restart", "unless-stopped", "always", "on-failure");
    },
  },
});
