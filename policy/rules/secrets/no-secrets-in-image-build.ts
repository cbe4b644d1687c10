import { at } from "../../expect.ts";
import { objectOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { dockerBenchmark } from "../../sources.ts";
import { DOCKER_IMAGE } from "../../types.ts";
import { namesSecret } from "./secret-names.ts";

export const noSecretsInImageBuild = defineRule({
  id: "no-secrets-in-image-build",
  severity: "high",
  level: "mandatory",
  title: { en: "An image is built without secrets", zh: "构建镜像不得传入密钥" },
  rationale: {
    en: "Build arguments stand in the image's history, which everybody who may pull it can read.",
    zh: "构建参数会留在镜像历史里，任何能拉取镜像的人都能读到。",
  },
  remediation: {
    en: "RUN --mount=type=secret, or fetch at start.",
    zh: "使用 RUN --mount=type=secret，或在启动时获取。",
  },
  sources: [dockerBenchmark("Secrets are not stored in Dockerfiles")],
  settings: {},
  resource: {
    types: new Set([DOCKER_IMAGE]),
    check: function* ({ props }): Iterable<Finding> {
      for (const name of Object.keys(objectOf(at(props, "build.args")) ?? {}))
        if (namesSecret(name))
          yield { broken: { en: `build.args has ${name}.`, zh: `build.args 中有 ${name}。` } };
    },
  },
});
