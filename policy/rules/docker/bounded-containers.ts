import { expectNumber } from "../../expect.ts";
import { listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { dockerBenchmark, mlps } from "../../sources.ts";
import { DOCKER_CONTAINER } from "../../types.ts";

export const boundedContainers = defineRule({
  id: "bounded-containers",
  severity: "medium",
  level: "mandatory",
  title: { en: "Containers have limits of memory and processes", zh: "容器必须限制内存和进程数" },
  rationale: {
    en: "One leak or one fork bomb without a limit takes the host and all its containers along.",
    zh: "没有上限的一处泄漏或一个 fork 炸弹会拖垮整台主机。",
  },
  remediation: {
    en: "memory in MiB, memorySwap equal to it, and an ulimit nproc.",
    zh: "memory（MiB），memorySwap 与之相等，并设置 nproc 的 ulimit。",
  },
  sources: [
    dockerBenchmark("Memory and PIDs of containers are limited"),
    mlps("Limits of resources", "8.1.4.4"),
  ],
  settings: {},
  resource: {
    types: new Set([DOCKER_CONTAINER]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectNumber(props, "memory", { least: 4, unit: " MiB" });
      if (!listOf(props.ulimits).some(({ name }) => name === "nproc"))
        yield { broken: { en: "ulimits has no nproc.", zh: "ulimits 中没有 nproc。" } };
    },
  },
});
