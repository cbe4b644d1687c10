import { expect, test } from "vitest";
import { langOf } from "../../components/locale/localized.ts";

test.each([
  [{}, "en"],
  [{ LANG: "zh_CN.UTF-8" }, "zh"],
  [{ LANG: "en_GB.UTF-8" }, "en"],
  [{ LC_ALL: "zh_TW.UTF-8", LANG: "en_GB.UTF-8" }, "zh"],
  [{ LC_ALL: "", LANG: "zh_CN.UTF-8" }, "zh"],
  [{ LC_MESSAGES: "en_US.UTF-8", LANG: "zh_CN.UTF-8" }, "en"],
  [{ HOUGU_LANG: "zh", LC_ALL: "C.UTF-8" }, "zh"],
] as const)("the language of %o is %s", (env, lang) => {
  expect(langOf(env)).toBe(lang);
});
