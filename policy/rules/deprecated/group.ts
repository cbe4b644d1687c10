import type { RuleGroup } from "../../rule.ts";
import { nothingDeprecated } from "./nothing-deprecated.ts";

export const DEPRECATED: RuleGroup = {
  id: "deprecated",
  title: { en: "What is about to go", zh: "即将移除" },
  rules: [nothingDeprecated],
};
