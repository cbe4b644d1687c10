import { isButShouldBe } from "../../expect.ts";
import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { dockerBenchmark, mlps } from "../../sources.ts";
import { DOCKER_CONTAINER } from "../../types.ts";

export const digestedContainers = defineRule({
  id: "digested-containers",
  severity: "high",
  level: "mandatory",
  title: { en: "Containers run what was built, by digest", zh: "容器按摘要运行构建好的镜像" },
  rationale: {
    en: "A tag is a name that somebody may move; a digest is the image itself.",
    zh: "标签可以被人移动，摘要就是镜像本身。",
  },
  remediation: {
    en: "image: the repoDigest of an Image or RemoteImage of the program.",
    zh: "image 使用程序中 Image 或 RemoteImage 的 repoDigest。",
  },
  sources: [dockerBenchmark("Images are what they are believed to be"), mlps("Integrity", "8.1.4.7")],
  settings: {},
  resource: {
    types: new Set([DOCKER_CONTAINER]),
    check: function* ({ props }): Iterable<Finding> {
      if (isUnknown(props.image)) yield { undecided: "image" };
      else if (!/(^|@)sha256:[0-9a-f]{64}$/.test(String(props.image)))
        yield isButShouldBe("image", props.image, { en: "an image with @sha256:", zh: "带 @sha256: 的镜像" });
    },
  },
});
