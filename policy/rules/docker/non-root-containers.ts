import { isButShouldBe } from "../../expect.ts";
import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { dockerBenchmark } from "../../sources.ts";
import { DOCKER_CONTAINER } from "../../types.ts";

export const nonRootContainers = defineRule({
  id: "non-root-containers",
  severity: "high",
  level: "mandatory",
  title: { en: "No container runs as root", zh: "容器不得以 root 运行" },
  rationale: {
    en: "Without user namespaces root in a container is root on the host, behind one wall.",
    zh: "没有用户命名空间时，容器 root 就是宿主机 root，只隔一道墙。",
  },
  remediation: {
    en: "user with a number that the image knows, e.g. 10001:10001.",
    zh: "user 写镜像已知的编号，例如 10001:10001。",
  },
  sources: [dockerBenchmark("A user for the container is set")],
  settings: {},
  resource: {
    types: new Set([DOCKER_CONTAINER]),
    check: function* ({ props }): Iterable<Finding> {
      if (isUnknown(props.user)) yield { undecided: "user" };
      else if (!/^[1-9]\d*(:\d+)?$/.test(String(props.user)))
        yield isButShouldBe("user", props.user, { en: "a number other than 0", zh: "非 0 的编号" });
    },
  },
});
