import { isButShouldBe } from "../../expect.ts";
import { eachContainer, WORKLOADS } from "../../pods.ts";
import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { kubernetesBenchmark, mlps } from "../../sources.ts";

export const imageDigests = defineRule({
  id: "image-digests",
  severity: "high",
  level: "mandatory",
  title: { en: "Pods run what was tested, by digest", zh: "容器组按摘要运行经过测试的镜像" },
  rationale: {
    en: "A tag is a name that somebody may move; a digest is the image itself.",
    zh: "标签可以被人移动，摘要就是镜像本身。",
  },
  remediation: {
    en: "image: registry/repository@sha256:...",
    zh: "写法：image: registry/repository@sha256:...",
  },
  sources: [kubernetesBenchmark("Image provenance"), mlps("Integrity", "8.1.4.7")],
  settings: {},
  resource: {
    types: WORKLOADS,
    check: function* ({ type, props }): Iterable<Finding> {
      yield* eachContainer(type, props, function* ({ place, container }) {
        if (isUnknown(container.image)) yield { undecided: `${place}.image` };
        else if (!/@sha256:[0-9a-f]{64}$/.test(String(container.image)))
          yield isButShouldBe(`${place}.image`, container.image, {
            en: "an image with @sha256:",
            zh: "带 @sha256: 的镜像",
          });
      });
    },
  },
});
