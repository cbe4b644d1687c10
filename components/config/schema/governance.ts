import { choice, group, integer, list, text, withDefault } from "./field.ts";
import { EMAIL, PERSON, TAG_VALUE } from "./syntax.ts";

const tagExpected = { en: "1 to 63 letters, digits, or _ . @ -", zh: "1 到 63 个字母、数字或 _ . @ -" };

/** `hougu:tags`: whose the resources are. */
export const tags = group(
  {
    owner: text(TAG_VALUE, {
      about: {
        en: "Tag `owner`: the team that answers for the resources.",
        zh: "标签 owner：对资源负责的团队。",
      },
      expected: tagExpected,
      example: "platform-team",
    }),
    costCentre: text(TAG_VALUE, {
      about: { en: "Tag `cost-centre`: who pays.", zh: "标签 cost-centre：成本中心。" },
      expected: tagExpected,
      example: "cc-1001",
    }),
  },
  {
    about: {
      en: "Tags that every resource bears beside service and environment.",
      zh: "除 service 与 environment 外，所有资源都带的标签。",
    },
  },
);

/** `hougu:budget`: what a month may cost. */
export const budget = group(
  {
    monthlyCny: integer({
      min: 1,
      max: 10_000_000,
      unit: "CNY/month",
      example: 2500,
      about: { en: "Monthly ceiling.", zh: "每月上限。" },
    }),
    alertPercent: withDefault(
      list(
        // Above 100: told again when a month runs away.
        integer({
          min: 1,
          max: 200,
          unit: "%",
          example: 80,
          about: { en: "A share of the ceiling.", zh: "占上限的百分比。" },
        }),
        {
          min: 1,
          max: 10,
          example: [50, 80, 100],
          about: {
            en: "Shares of the ceiling at which somebody is told; ascending.",
            zh: "达到上限的哪些百分比时通知；升序。",
          },
        },
      ),
      [50, 80, 100],
    ),
  },
  { about: { en: "What a month may cost.", zh: "月度预算。" } },
);

/** `hougu:retention`: how long data is kept. */
export const retention = group(
  {
    logsDays: withDefault(
      integer({
        min: 7,
        max: 3650,
        unit: "days",
        example: 180,
        about: {
          en: "Logs; prod keeps them six months or more (PRC Cybersecurity Law, article 21).",
          zh: "日志；prod 至少保存六个月（《网络安全法》第二十一条）。",
        },
      }),
      180,
    ),
    metricsDays: withDefault(
      integer({
        min: 1,
        max: 730,
        unit: "days",
        example: 30,
        about: { en: "Metrics; 15 days is Prometheus' own default.", zh: "指标；Prometheus 默认 15 天。" },
      }),
      30,
    ),
    backupsDays: withDefault(
      // An automatic snapshot policy keeps snapshots 1 to 65,536 days.
      integer({
        min: 1,
        max: 3650,
        unit: "days",
        example: 30,
        about: { en: "Disk snapshots; prod keeps them a week or more.", zh: "磁盘快照；prod 至少保存一周。" },
      }),
      30,
    ),
  },
  { about: { en: "How long data is kept.", zh: "数据保存期限。" } },
);

/** One entry of `hougu:contacts`. */
export const contact = group(
  {
    name: text(PERSON, {
      about: { en: "Person or team.", zh: "个人或团队。" },
      expected: { en: "a text of 1 to 64 characters", zh: "1 到 64 个字符的文本" },
      example: "Platform team",
    }),
    email: text(EMAIL, {
      about: { en: "Where mail reaches them.", zh: "电子邮箱。" },
      expected: { en: "an e-mail address", zh: "电子邮箱地址" },
      example: "platform@example.com",
    }),
    role: choice(["owner", "oncall"], {
      about: {
        en: "`owner` answers for money and data; `oncall` is paged.",
        zh: "owner 对费用和数据负责；oncall 接收告警呼叫。",
      },
    }),
  },
  { about: { en: "A person or a team.", zh: "个人或团队。" } },
);
