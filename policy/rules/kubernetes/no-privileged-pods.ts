import { at, expectNot, inside, isButShouldBe } from "../../expect.ts";
import { eachContainer, podSpecOf, WORKLOADS } from "../../pods.ts";
import { listOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { podSecurity } from "../../sources.ts";

export const noPrivilegedPods = defineRule({
  id: "no-privileged-pods",
  severity: "critical",
  level: "mandatory",
  title: { en: "No pod reaches into its node", zh: "容器组不得触及节点" },
  rationale: {
    en: "A privileged container, the node's network, its processes or a path of its file system: each is the node, and the node is every pod on it.",
    zh: "特权容器、节点网络、节点进程或节点路径，有一样就等于拿到节点，也就拿到节点上的所有 Pod。",
  },
  remediation: {
    en: "Drop privileged, hostNetwork, hostPID, hostIPC, hostPort, hostPath and added capabilities.",
    zh: "去掉 privileged、hostNetwork、hostPID、hostIPC、hostPort、hostPath 和新增的 capability。",
  },
  sources: [
    podSecurity(
      "Baseline",
      "Privileged containers, host namespaces, HostPath volumes, host ports, capabilities",
    ),
  ],
  settings: {},
  resource: {
    types: WORKLOADS,
    check: function* ({ type, props }): Iterable<Finding> {
      const spec = podSpecOf(type, props);
      for (const name of ["hostNetwork", "hostPID", "hostIPC"]) yield* expectNot(spec, name, true);
      for (const [index, volume] of listOf(at(spec, "volumes")).entries())
        if (volume.hostPath !== undefined)
          yield {
            broken: { en: `volumes[${index}] is a path of the node.`, zh: `volumes[${index}] 是节点路径。` },
          };
      yield* eachContainer(type, props, function* ({ place, container }) {
        yield* inside(place, expectNot(container, "securityContext.privileged", true));
        const added = at(container, "securityContext.capabilities.add");
        if (Array.isArray(added) && added.length > 0)
          yield isButShouldBe(`${place}.securityContext.capabilities.add`, added, {
            en: "nothing",
            zh: "空",
          });
        for (const port of listOf(container.ports))
          if (port.hostPort !== undefined && port.hostPort !== 0)
            yield isButShouldBe(`${place}.ports.hostPort`, port.hostPort, { en: "nothing", zh: "空" });
      });
    },
  },
});
