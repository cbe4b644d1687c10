import type { RuleGroup } from "../../rule.ts";
import { immutableTags } from "./immutable-tags.ts";
import { privateRepositories } from "./private-repositories.ts";
import { scanned } from "./scanned.ts";

export const IMAGES: RuleGroup = {
  id: "images",
  title: { en: "Images", zh: "镜像" },
  rules: [privateRepositories, immutableTags, scanned],
};
