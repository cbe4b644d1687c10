import type { Localized } from "../../components/locale/localized.ts";

/** Words of the cost report, on the terminal and in the page. */
export const COST_WORDS = {
  title: { en: "Cost of", zh: "成本估算" },
  perMonth: { en: "a month", zh: "每月" },
  total: { en: "Total", zh: "合计" },
  low: { en: "Low", zh: "低" },
  expected: { en: "Expected", zh: "预计" },
  high: { en: "High", zh: "高" },
  budget: { en: "Budget", zh: "预算" },
  ofBudget: { en: "of the budget", zh: "占预算" },
  product: { en: "Product", zh: "产品" },
  program: { en: "Mini-program", zh: "小程序" },
  resource: { en: "Resource", zh: "资源" },
  item: { en: "Item", zh: "计费项" },
  quantity: { en: "Quantity", zh: "用量" },
  unitPrice: { en: "Unit price", zh: "单价" },
  cost: { en: "Cost", zh: "费用" },
  source: { en: "Source", zh: "来源" },
  reason: { en: "Why", zh: "原因" },
  type: { en: "Type", zh: "类型" },
  count: { en: "Running all day", zh: "全天运行数" },
  assumed: { en: "rests on assumed prices", zh: "依据假定价格" },
  oldest: { en: "Oldest price", zh: "最早价格日期" },
  days: { en: "days", zh: "天" },
  unpriced: { en: "Without a price", zh: "未定价" },
  unpricedNote: {
    en: "These cost money, or may, and are not in the total.",
    zh: "以下资源会或可能产生费用，未计入合计。",
  },
  nothingUnpriced: { en: "Everything that costs money has a price.", zh: "所有收费资源均有价格。" },
  free: { en: "free resources", zh: "个免费资源" },
  where: { en: "Where the money goes", zh: "钱花在哪里" },
  whereNote: {
    en: "Expected cost a month by product; colours are mini-programs, the line reaches from low to high.",
    zh: "按产品的每月预计费用；颜色区分小程序，横线为低至高的范围。",
  },
  day: { en: "Over the day", zh: "一天之内" },
  dayNote: {
    en: "Expected yuan an hour, by hour of the day. What scales or is paid by use follows the load of the usage file.",
    zh: "每小时预计费用（元），按一天中的小时。可伸缩与按用量计费的部分随用量文件中的负载变化。",
  },
  breakEven: { en: "On demand or by the month", zh: "按量付费还是包年包月" },
  breakEvenNote: {
    en: "Hours a day from which on a subscription is cheaper. These run 24 hours: what is red is paid too much on demand.",
    zh: "每天运行超过多少小时后，包年包月更便宜。以下资源 24 小时运行，红色部分即按量付费多付的钱。",
  },
  saving: { en: "saved a month", zh: "每月可省" },
  hoursADay: { en: "hours a day", zh: "小时/天" },
  other: { en: "Other", zh: "其他" },
  platform: { en: "Platform", zh: "平台" },
  lines: { en: "Every line", zh: "全部明细" },
  assumption: { en: "assumed", zh: "假定" },
  published: { en: "published", zh: "公开" },
  nothing: {
    en: "Nothing exists: the environment is down.",
    zh: "当前没有任何资源：环境未部署。",
  },
  written: { en: "Written", zh: "已写入" },
  focus: { en: "FOCUS 1.2 records", zh: "FOCUS 1.2 账单记录" },
  prices: {
    en: "List prices before discounts, in yuan; a month is 730 hours.",
    zh: "折扣前的目录价，单位为元；每月按 730 小时计。",
  },
} satisfies Record<string, Localized>;

export type CostWord = keyof typeof COST_WORDS;
