import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import {
  PERSONAL_NAMESPACE,
  PERSONAL_REPOSITORY,
  REGISTRY_NAMESPACE,
  REGISTRY_REPOSITORY,
} from "../../types.ts";

export const privateRepositories = defineRule({
  id: "private-repositories",
  severity: "high",
  level: "mandatory",
  title: { en: "Images are private", zh: "镜像必须私有" },
  rationale: {
    en: "An image holds the application, its dependencies' versions and often more than was meant.",
    zh: "镜像里有应用、依赖版本，往往还有不该有的东西。",
  },
  remediation: {
    en: 'repoType: "PRIVATE", and a namespace whose defaultVisibility is PRIVATE and that makes no repositories by itself.',
    zh: 'repoType: "PRIVATE"；命名空间 defaultVisibility 为 PRIVATE，且不自动创建仓库。',
  },
  sources: [manual("Container Registry: repository types"), mlps("Access control", "8.1.4.2")],
  settings: {},
  resource: {
    types: new Set([REGISTRY_NAMESPACE, PERSONAL_NAMESPACE, REGISTRY_REPOSITORY, PERSONAL_REPOSITORY]),
    check: function* ({ type, props }): Iterable<Finding> {
      if (type === REGISTRY_REPOSITORY || type === PERSONAL_REPOSITORY)
        yield* expectOneOf(props, "repoType", "PRIVATE");
      else {
        yield* expectOneOf(props, "defaultVisibility", "PRIVATE");
        yield* expectOneOf(props, "autoCreate", false);
      }
    },
    remediate: ({ type }) =>
      type === REGISTRY_REPOSITORY || type === PERSONAL_REPOSITORY
        ? { repoType: "PRIVATE" }
        : { defaultVisibility: "PRIVATE", autoCreate: false },
  },
});
