import { at, isButShouldBe } from "../../expect.ts";
import { isUnknown, objectOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { podSecurity } from "../../sources.ts";
import { NAMESPACE } from "../../types.ts";

export const restrictedNamespaces = defineRule({
  id: "restricted-namespaces",
  severity: "high",
  level: "mandatory",
  title: { en: "Each namespace admits restricted pods alone", zh: "每个命名空间只接纳受限 Pod" },
  rationale: {
    en: "Rules for what this program makes don't bind what somebody makes by hand: the namespace's own level does.",
    zh: "本程序的规则管不了手工创建的 Pod，命名空间自己的级别才管得了。",
  },
  remediation: {
    en: "Label pod-security.kubernetes.io/enforce: restricted, with a version.",
    zh: "标签 pod-security.kubernetes.io/enforce: restricted，并写明版本。",
  },
  sources: [podSecurity("Restricted", "Pod Security Admission by namespace")],
  settings: {},
  resource: {
    types: new Set([NAMESPACE]),
    check: function* ({ props }): Iterable<Finding> {
      const labels = at(props, "metadata.labels");
      if (isUnknown(labels)) {
        yield { undecided: "metadata.labels" };
        return;
      }
      const level = objectOf(labels)?.["pod-security.kubernetes.io/enforce"];
      if (level !== "restricted")
        yield isButShouldBe("pod-security.kubernetes.io/enforce", level, {
          en: "restricted",
          zh: "restricted",
        });
    },
  },
});
