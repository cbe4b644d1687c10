import { listOf, textOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { dockerBenchmark } from "../../sources.ts";
import { DOCKER_CONTAINER } from "../../types.ts";

export const noHostPaths = defineRule({
  id: "no-host-paths",
  severity: "critical",
  level: "mandatory",
  title: { en: "No container mounts its host's files", zh: "容器不得挂载宿主机文件" },
  rationale: {
    en: "The engine's socket in a container is root on the host; /etc or /var is nearly that.",
    zh: "把引擎套接字挂进容器就等于给了宿主机 root；/etc、/var 也差不多。",
  },
  remediation: {
    en: "Named volumes and tmpfs; files by uploads.",
    zh: "使用命名卷和 tmpfs；文件用 uploads。",
  },
  sources: [dockerBenchmark("The Docker socket and sensitive host directories are not mounted")],
  settings: {},
  resource: {
    types: new Set([DOCKER_CONTAINER]),
    check: function* ({ props }): Iterable<Finding> {
      for (const [index, volume] of listOf(props.volumes).entries())
        if (textOf(volume.hostPath) !== undefined)
          yield {
            broken: {
              en: `volumes[${index}] is ${String(volume.hostPath)} of the host.`,
              zh: `volumes[${index}] 为宿主机的 ${String(volume.hostPath)}。`,
            },
          };
      for (const [index, mount] of listOf(props.mounts).entries())
        if (mount.type === "bind")
          yield {
            broken: {
              en: `mounts[${index}] is ${String(mount.source)} of the host.`,
              zh: `mounts[${index}] 为宿主机的 ${String(mount.source)}。`,
            },
          };
    },
  },
});
