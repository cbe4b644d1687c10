import type { RuleGroup } from "../../rule.ts";
import { containerLabels } from "./container-labels.ts";
import { kubernetesLabels } from "./kubernetes-labels.ts";
import { mandatoryTags } from "./mandatory-tags.ts";
import { names } from "./names.ts";

export const OWNERSHIP: RuleGroup = {
  id: "ownership",
  title: { en: "Ownership: tags and names", zh: "归属：标签与命名" },
  rules: [mandatoryTags, names, containerLabels, kubernetesLabels],
};
