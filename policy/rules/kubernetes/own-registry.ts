import { isButShouldBe } from "../../expect.ts";
import { eachContainer, WORKLOADS } from "../../pods.ts";
import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { kubernetesBenchmark, mlps } from "../../sources.ts";

export const ownRegistry = defineRule({
  id: "own-registry",
  severity: "high",
  level: "mandatory",
  title: { en: "Pods run images of our own registry", zh: "容器组只运行我们仓库的镜像" },
  rationale: {
    en: "A public registry may be slow, throttle, or serve something else tomorrow; across the border it is all three.",
    zh: "公共仓库可能慢、限流，或者明天换成别的东西；跨境则三样俱全。",
  },
  remediation: {
    en: "Copy the image into the registry of the region.",
    zh: "把镜像复制到本地域的镜像仓库。",
  },
  sources: [kubernetesBenchmark("Image provenance"), mlps("Protection against malicious code", "8.1.4.5")],
  settings: {
    registries: {
      // Alibaba Cloud's own registry, in mainland China.
      schema: { type: "string", format: "regex" },
      default: "^[a-z0-9-]+\\.cn-[a-z-]+\\.(cr|personal\\.cr)\\.aliyuncs\\.com/" as string,
      meaning: { en: "Pattern of images that may run", zh: "允许运行的镜像的正则表达式" },
    },
  },
  resource: {
    types: WORKLOADS,
    check: function* ({ type, props }, settings): Iterable<Finding> {
      const registries = new RegExp(settings.registries, "u");
      yield* eachContainer(type, props, function* ({ place, container }) {
        // An unknown image is told by the rule about digests.
        if (!isUnknown(container.image) && !registries.test(String(container.image)))
          yield isButShouldBe(`${place}.image`, container.image, {
            en: `an image of ${settings.registries}`,
            zh: `${settings.registries} 的镜像`,
          });
      });
    },
  },
});
