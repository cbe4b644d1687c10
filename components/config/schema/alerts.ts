import { ALERT_SERVICES, SEVERITIES, WEEKDAYS } from "../observability.ts";
import { choice, group, integer, kind, list, oneOfKinds, optional, text, withDefault } from "./field.ts";
import { EMAIL } from "./syntax.ts";

/** Goes into files' names, labels and secrets' lines. */
const NAME = /^[a-z][a-z0-9-]{0,39}$/;
const TIME = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;
const END = /^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/;
const HTTPS = /^https:\/\/[a-z0-9.-]+(:[0-9]{1,5})?(\/[A-Za-z0-9._~-]+)*$/;
const MAIL_SERVER = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?:[1-9][0-9]{0,4}$/;

const nameExpected = {
  en: "1 to 40 lower-case letters, digits or hyphens, a letter first",
  zh: "1 到 40 个小写字母、数字或连字符，以字母开头",
};
const emailExpected = { en: "an e-mail address", zh: "电子邮件地址" };

const name = text(NAME, {
  about: { en: "Name by which routes mean it.", zh: "路由引用的名称。" },
  expected: nameExpected,
  example: "oncall",
});

const receiver = oneOfKinds(
  [
    kind(
      "dingtalk",
      { name },
      {
        about: {
          en: "A DingTalk group's robot; address and signing secret are in hougu:alertAddresses.",
          zh: "钉钉群机器人；地址与加签密钥写在 hougu:alertAddresses 中。",
        },
      },
    ),
    kind(
      "wecom",
      { name },
      {
        about: {
          en: "A WeCom group's robot; its address is in hougu:alertAddresses.",
          zh: "企业微信群机器人；地址写在 hougu:alertAddresses 中。",
        },
      },
    ),
    kind(
      "webhook",
      { name },
      {
        about: {
          en: "Any address that takes Alertmanager's JSON, e.g. an on-call service; it is in hougu:alertAddresses.",
          zh: "任意接收 Alertmanager JSON 的地址，如值班系统；写在 hougu:alertAddresses 中。",
        },
      },
    ),
    kind(
      "email",
      {
        name,
        to: list(
          text(EMAIL, {
            about: { en: "Who gets the mail.", zh: "收件人。" },
            expected: emailExpected,
            example: "oncall@example.com",
          }),
          {
            min: 1,
            max: 20,
            example: ["oncall@example.com"],
            about: { en: "Who gets the mail.", zh: "收件人。" },
          },
        ),
      },
      {
        about: {
          en: "Mail; needs hougu:observability.alerts.mail.",
          zh: "邮件；需要 hougu:observability.alerts.mail。",
        },
      },
    ),
  ],
  { about: { en: "Somebody who is told.", zh: "告警接收方。" } },
);

const hours = group(
  {
    name: text(NAME, {
      about: { en: "Name by which routes mean these hours.", zh: "路由引用的时段名称。" },
      expected: nameExpected,
      example: "working-hours",
    }),
    weekdays: list(choice(WEEKDAYS, { about: { en: "A day.", zh: "星期几。" } }), {
      min: 1,
      max: 7,
      example: ["monday"],
      about: { en: "Days of the week.", zh: "每周的哪几天。" },
    }),
    from: text(TIME, {
      about: { en: "Beginning, in Beijing's time.", zh: "开始时间（北京时间）。" },
      expected: { en: "HH:MM", zh: "HH:MM" },
      example: "09:00",
    }),
    to: text(END, {
      about: { en: "End, in Beijing's time; 24:00 is midnight.", zh: "结束时间（北京时间）；24:00 为午夜。" },
      expected: { en: "HH:MM, at most 24:00", zh: "HH:MM，最大 24:00" },
      example: "18:00",
    }),
  },
  { about: { en: "Times in which somebody is told.", zh: "通知时段。" } },
);

const route = group(
  {
    receiver: text(NAME, {
      about: { en: "Name of a receiver.", zh: "接收方名称。" },
      expected: nameExpected,
      example: "oncall",
    }),
    severity: optional(
      choice(SEVERITIES, {
        about: {
          en: "`page` wakes somebody up, `ticket` is for the next working day; both when left out.",
          zh: "page 为立即呼叫，ticket 为下个工作日处理；不写则两者都包括。",
        },
      }),
    ),
    service: optional(
      choice(ALERT_SERVICES, {
        about: {
          en: "Alerts of one mini-program, or of what both share (`platform`); all when left out.",
          zh: "仅某个小程序或共用平台（platform）的告警；不写则全部。",
        },
      }),
    ),
    hours: optional(
      text(NAME, {
        about: {
          en: "Hours in which the receiver is told; always when left out.",
          zh: "通知时段；不写则全天。",
        },
        expected: nameExpected,
        example: "working-hours",
      }),
    ),
  },
  { about: { en: "Which alerts go to a receiver.", zh: "哪些告警发给哪个接收方。" } },
);

const mail = group(
  {
    server: text(MAIL_SERVER, {
      about: { en: "Mail server; STARTTLS is demanded.", zh: "邮件服务器；必须支持 STARTTLS。" },
      expected: { en: "a host name and a port", zh: "主机名与端口" },
      example: "smtp.example.com:587",
    }),
    from: text(EMAIL, {
      about: { en: "Sender.", zh: "发件人。" },
      expected: emailExpected,
      example: "alerts@example.com",
    }),
    user: text(/^[^\s\p{Cc}]{1,128}$/u, {
      about: {
        en: "User of the mail server; the password is the secret hougu:mailPassword.",
        zh: "邮件服务器用户；密码为机密 hougu:mailPassword。",
      },
      expected: { en: "1 to 128 characters without blanks", zh: "1 到 128 个不含空白的字符" },
      example: "alerts@example.com",
    }),
  },
  { about: { en: "How mail is sent.", zh: "邮件发送方式。" } },
);

/** `hougu:observability.alerts`. */
export const alerts = group(
  {
    language: withDefault(
      choice(["zh", "en"], {
        about: { en: "Language of what receivers read.", zh: "通知所用语言。" },
      }),
      "zh",
    ),
    repeatHours: withDefault(
      integer({
        min: 1,
        max: 168,
        unit: "h",
        example: 4,
        about: {
          en: "Hours until an alert that goes on is told again.",
          zh: "持续的告警再次通知的间隔小时数。",
        },
      }),
      4,
    ),
    runbooks: text(HTTPS, {
      about: {
        en: "Address of docs/runbooks as whoever is woken up opens it, e.g. in the company's Git service.",
        zh: "docs/runbooks 的访问地址，供值班人员打开，如公司 Git 服务中的页面。",
      },
      expected: { en: "an https address without a slash at its end", zh: "不以斜杠结尾的 https 地址" },
      example: "https://git.example.com/hougu/blob/main/docs/runbooks",
    }),
    mail: optional(mail),
    receivers: list(receiver, {
      min: 1,
      max: 20,
      example: [{ name: "oncall", kind: "dingtalk" }],
      about: { en: "Who can be told.", zh: "可通知的接收方。" },
    }),
    hours: withDefault(
      list(hours, {
        min: 0,
        max: 10,
        example: [{ name: "working-hours", weekdays: ["monday"], from: "09:00", to: "18:00" }],
        about: { en: "Times that routes name.", zh: "路由可引用的时段。" },
      }),
      [],
    ),
    routes: list(route, {
      min: 1,
      max: 40,
      example: [{ receiver: "oncall" }],
      about: {
        en: "Which alerts go to whom; an alert goes to the receiver of every route that fits. Each severity has a route for all services at all times.",
        zh: "告警与接收方的对应关系；告警发给所有匹配路由的接收方。每个级别须有一条覆盖全部服务与全部时间的路由。",
      },
    }),
  },
  {
    about: {
      en: "Who hears of what is wrong; needs hougu:observability.metrics.",
      zh: "告警通知；需要 hougu:observability.metrics。",
    },
  },
);
