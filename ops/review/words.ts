import type { Localized } from "../../components/locale/localized.ts";
import type { Verdict } from "./model.ts";
import type { PlannedChange } from "./plan.ts";
import type { RiskKind } from "./risks.ts";

/** Every word that the comment and the page show. */
export const VERDICTS: Readonly<Record<Verdict, Localized>> = {
  failed: { en: "the preview failed", zh: "预览失败" },
  incomplete: { en: "the base could not be previewed", zh: "无法预览基线" },
  stopped: { en: "stopped", zh: "已阻止" },
  attention: { en: "to be read", zh: "需要关注" },
  clear: { en: "nothing of note", zh: "没有需要关注的内容" },
};

/** A check mark is for `clear` alone: whoever only looks at the sign must not be misled. */
export const SIGNS: Readonly<Record<Verdict, string>> = {
  failed: "✗",
  incomplete: "!",
  stopped: "✗",
  attention: "!",
  clear: "✓",
};

export const KINDS: Readonly<Record<RiskKind, Localized>> = {
  exposure: { en: "exposure", zh: "暴露" },
  "data-loss": { en: "data loss", zh: "数据丢失" },
  outage: { en: "outage", zh: "中断" },
  bill: { en: "bill", zh: "费用" },
};

export const CHANGED: Readonly<Record<PlannedChange, Localized>> = {
  create: { en: "create", zh: "新建" },
  update: { en: "update in place", zh: "原地更新" },
  replace: { en: "replace", zh: "替换" },
  delete: { en: "delete", zh: "删除" },
};

export const WORDS = {
  risks: { en: "Risks", zh: "风险" },
  policies: { en: "Policies", zh: "策略" },
  passed: { en: "all rules passed", zh: "全部规则通过" },
  notJudged: { en: "not judged to the end", zh: "未检查完毕" },
  mandatory: { en: "mandatory", zh: "强制" },
  advisory: { en: "advisory", zh: "建议" },
  exempt: { en: "exempt", zh: "豁免" },
  remediated: { en: "remediated", zh: "已修正" },
  onBase: { en: "on the base as well", zh: "基线上已存在" },
  changes: { en: "Changes", zh: "变更" },
  cost: { en: "Cost", zh: "费用" },
  notEstimated: { en: "not estimated", zh: "未估算" },
  aMonth: { en: "CNY a month", zh: "元/月" },
  unpriced: { en: "resources without a known price", zh: "项资源价格未知" },
  accepted: { en: "accepted", zh: "已接受" },
  hidden: { en: "unchanged, hidden", zh: "项未变，已隐藏" },
  pending: { en: "waiting on the base already, hidden", zh: "项基线上已待执行，已隐藏" },
  followers: { en: "that follow", zh: "项随之变更" },
  machines: { en: "machines", zh: "台主机" },
  machine: { en: "machine", zh: "台主机" },
  forcedBy: { en: "forced by", zh: "起因" },
  what: { en: "What they run changes", zh: "主机所运行的内容有变" },
  why: { en: "Why", zh: "原因" },
  against: { en: "against", zh: "对比" },
  none: { en: "Nothing would change.", zh: "没有任何变更。" },
  unknown: { en: "not known: the preview did not end", zh: "未知：预览未完成" },
  more: { en: "more: see the page of this review", zh: "项未列出，见本次评审的页面" },
  partly: {
    en: "What stands below is only as far as the preview came.",
    zh: "以下内容仅为预览中止前的部分。",
  },
  superset: {
    en: "All that an update would do now is shown, be it this pull request's or not.",
    zh: "以下为当前更新将执行的全部变更，不区分是否由本合并请求引入。",
  },
} satisfies Record<string, Localized>;
