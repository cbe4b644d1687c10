import { at, expectNot, isButShouldBe } from "../../expect.ts";
import { listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { dockerBenchmark } from "../../sources.ts";
import { DOCKER_CONTAINER } from "../../types.ts";

export const noPrivilegedContainers = defineRule({
  id: "no-privileged-containers",
  severity: "critical",
  level: "mandatory",
  title: { en: "No container reaches into its host", zh: "容器不得触及宿主机" },
  rationale: {
    en: "A privileged container, the host's namespaces or its devices: each is root on the host.",
    zh: "特权容器、宿主机命名空间或设备，有一样就是宿主机的 root。",
  },
  remediation: {
    en: "Drop privileged, devices, added capabilities and host modes; a network of the environment's own.",
    zh: "去掉 privileged、devices、新增 capability 和 host 模式；使用环境自己的网络。",
  },
  sources: [dockerBenchmark("Privileged containers, host namespaces and devices are not used")],
  settings: {},
  resource: {
    types: new Set([DOCKER_CONTAINER]),
    check: function* ({ props }): Iterable<Finding> {
      yield* expectNot(props, "privileged", true);
      for (const mode of ["networkMode", "pidMode", "ipcMode", "usernsMode", "cgroupnsMode"])
        yield* expectNot(props, mode, "host");
      if (listOf(props.devices).length > 0)
        yield { broken: { en: "devices of the host are handed in.", zh: "传入了宿主机的 devices。" } };
      const added = at(props, "capabilities.adds");
      if (Array.isArray(added) && added.length > 0)
        yield isButShouldBe("capabilities.adds", added, { en: "nothing", zh: "空" });
    },
  },
});
