import type { Localized } from "../../components/locale/localized.ts";
import type { Change } from "./update-state.ts";

/** Every word that the progress and the summary show. */
export const CHANGE_WORDS: Readonly<Record<Change, Localized>> = {
  create: { en: "create", zh: "新建" },
  update: { en: "update", zh: "更新" },
  replace: { en: "replace", zh: "替换" },
  delete: { en: "delete", zh: "删除" },
  same: { en: "unchanged", zh: "未变" },
};

export const CHANGE_SIGNS: Readonly<Record<Change, string>> = {
  create: "+",
  update: "~",
  replace: "±",
  delete: "-",
  same: " ",
};

/** Steps inside a replacement, for the line that runs. */
export const STEP_WORDS: Readonly<Record<string, Localized>> = {
  "create-replacement": { en: "creating the new one", zh: "正在新建" },
  "delete-replaced": { en: "deleting the old one", zh: "正在删除旧资源" },
};

export type OperationKind = "up" | "preview" | "refresh" | "drift" | "unprotect" | "destroy";

export const OPERATION_WORDS: Readonly<Record<OperationKind, Localized>> = {
  up: { en: "Bringing up", zh: "部署" },
  preview: { en: "Previewing", zh: "预览" },
  refresh: { en: "Refreshing", zh: "刷新" },
  drift: { en: "Looking for drift in", zh: "检查漂移" },
  unprotect: { en: "Lifting protection of", zh: "解除保护" },
  destroy: { en: "Destroying", zh: "销毁" },
};

/** An operation as one that was: in the status and in the report. */
export const OPERATION_NAMES: Readonly<Record<OperationKind, Localized>> = {
  up: { en: "up", zh: "部署" },
  preview: { en: "preview", zh: "预览" },
  refresh: { en: "refresh", zh: "刷新" },
  drift: { en: "drift", zh: "漂移检查" },
  unprotect: { en: "unprotect", zh: "解除保护" },
  destroy: { en: "destroy", zh: "销毁" },
};

export const WORDS = {
  more: { en: "more", zh: "项未显示" },
  resources: { en: "resources", zh: "项资源" },
  running: { en: "running", zh: "进行中" },
  done: { en: "done", zh: "已完成" },
  changes: { en: "Changes", zh: "变更" },
  planned: { en: "Planned changes", zh: "计划变更" },
  drift: { en: "Drift", zh: "漂移" },
  none: { en: "none", zh: "无" },
  policy: { en: "Policy", zh: "策略" },
  passed: { en: "passed", zh: "通过" },
  mandatory: { en: "mandatory", zh: "强制" },
  advisory: { en: "advisory", zh: "建议" },
  exempt: { en: "exempt", zh: "豁免" },
  remediated: { en: "remediated", zh: "已修正" },
  endpoints: { en: "Endpoints", zh: "访问入口" },
  time: { en: "Time", zh: "用时" },
  report: { en: "Report", zh: "报告" },
  stack: { en: "Stack", zh: "环境" },
  sandbox: { en: "sandbox", zh: "沙箱" },
  changed: { en: "changed outside", zh: "在外部被修改" },
  gone: { en: "gone", zh: "已不存在" },
} satisfies Record<string, Localized>;
