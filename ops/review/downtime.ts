import type { Localized } from "../../components/locale/localized.ts";
import { isMachine, isStateful, isWay } from "./kinds.ts";
import type { Line } from "./lines.ts";

/**
 * What users notice while a line is carried out, as docs/changes.md has it from the lifecycle tests; undefined where
 * nobody notices anything.
 * @param alone the machines of the line are all that serve: nobody stands in for them
 */
export function downtimeOf({ change, type, deleteFirst, alone }: Effect): Localized | undefined {
  if (change === "create" || change === "update") return inPlace(type, change);
  if (isMachine(type)) return alone ? ALONE : change === "delete" ? undefined : ROLLED;
  if (isStateful(type)) return EMPTY;
  if (isWay(type)) return change === "delete" || deleteFirst ? UNREACHED : MOVED;
  return change === "replace" && deleteFirst ? SHORT : undefined;
}

export interface Effect {
  readonly change: Line["change"];
  readonly type: string;
  readonly deleteFirst: boolean;
  readonly alone: boolean;
}

const ALONE: Localized = {
  en: "down while the machine is made anew, 3 to 10 minutes: no other serves meanwhile",
  zh: "主机重建期间中断约 3 至 10 分钟：没有其他主机可以接替",
};
const ROLLED: Localized = {
  en: "served by the others: one machine at a time",
  zh: "逐台替换，由其余主机继续服务",
};
const EMPTY: Localized = {
  en: "down until the data is restored into the new one, an hour or more: it begins empty",
  zh: "中断至数据恢复到新实例为止，一小时以上：新实例是空的",
};
const UNREACHED: Localized = {
  en: "nothing behind it is reached until the new one is there and names point to it",
  zh: "在新资源就绪并完成域名指向之前，其后的服务无法访问",
};
const MOVED: Localized = {
  en: "clients move when names point to the new one: the records' time to live",
  zh: "域名指向新资源后客户端才会切换，时长为解析记录的 TTL",
};
const SHORT: Localized = {
  en: "what it does is missing between the old one's end and the new one's beginning",
  zh: "旧资源删除后到新资源创建前，其功能缺失",
};
const SWITCHED: Localized = {
  en: "a short break of connections when the instance switches",
  zh: "实例切换时连接会短暂中断",
};

/** Managed instances take another size by switching to a new node behind the same address. */
function inPlace(type: string, change: "create" | "update"): Localized | undefined {
  return change === "update" && /^alicloud:(?:rds|kvstore)\/instance:Instance$/.test(type)
    ? SWITCHED
    : undefined;
}
