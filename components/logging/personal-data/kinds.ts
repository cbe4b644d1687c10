import type { Localized } from "../../locale/localized.ts";

/** What a match must be beyond its shape; `masking.js` has the rules by these names. */
export type PersonalDataCheck = "luhn" | "mailbox" | "openId" | "residentId" | "unmasked";

/** One kind of personal data, or of a secret that opens somebody's account. */
export interface PersonalDataKind {
  /** Stands in square brackets where the data stood. */
  readonly name: string;
  readonly what: Localized;
  /**
   * Sources of regular expressions that JavaScript of 2009, RE2 and Ruby read alike: no look-around, no names. A first
   * group, where there is one, is what stays.
   */
  readonly patterns: readonly string[];
  /**
   * One of these texts, in small letters, is in every line that has the kind: most lines are let through without a
   * regular expression, which Filebeat is slow at.
   */
  readonly hints?: readonly string[];
  readonly ignoresCase?: boolean;
  readonly check?: PersonalDataCheck;
  /** A number: no digit stands beside it, and it is no part of a trace's id. */
  readonly isNumber?: boolean;
}

const SECRET_KEY =
  "(?:(?:access|refresh|id|csrf|auth)?[_-]?token|session[_-]?(?:key|id)|jsessionid|js[_-]?code|(?:app|client|access[_-]?key)?[_-]?secret|api[_-]?key|passw(?:or)?d|pwd|encrypted[_-]?data)";
const SECRET_HINTS = ["token", "session", "code", "secret", "key", "passw", "pwd", "data"];
const OPEN_ID_KEY = "(?:open[_-]?id|union[_-]?id|to[_-]?user|from[_-]?user(?:name)?)";
/** Words that mean something else outside of a query: `code` is mostly an error's. */
const QUERY_KEY = "(?:code|sign|signature|ticket|iv|auth|key)";

/** A key's value: in JSON, in JSON inside JSON, and without quotes. */
function secretBehind(key: string): readonly string[] {
  return [
    `(${key}"?\\s*[:=]\\s*")((?:[^"\\\\]|\\\\.)+)`,
    `(${key}\\\\+"\\s*:\\s*\\\\+")([^"\\\\]+)`,
    `(${key}(?:=|%3D|:\\s+))([^\\s"'&,;\\\\<>)}\\]]+\\]?)`,
  ];
}

/**
 * Everything that is masked on the machine that wrote the line, in this order. Addresses of clients stay: whoever keeps
 * attackers out needs them, and the law asks to keep network logs for six months (Cybersecurity Law, article 21).
 */
export const PERSONAL_DATA: readonly PersonalDataKind[] = [
  {
    name: "credentials",
    what: { en: "Authorization and Cookie headers", zh: "Authorization 与 Cookie 请求头" },
    patterns: [
      "((?:proxy-)?authorization\\\\*[\"']?\\s*[:=]\\s*\\\\*[\"']?)((?:(?:bearer|basic|digest|negotiate)\\s+)?[^\\s\"'\\\\,;]+)",
      '((?:set-)?cookie\\\\*["\']?\\s*:\\s*\\\\*["\']?)([^"\\\\\\r\\n]+)',
    ],
    hints: ["authorization", "cookie"],
    ignoresCase: true,
    check: "unmasked",
  },
  {
    name: "token",
    what: { en: "bearer and JSON web tokens", zh: "Bearer 令牌与 JWT" },
    patterns: [
      "(\\bbearer\\s+)([0-9a-z._~+/-]+=*)",
      "eyJ[0-9A-Za-z_-]{8,}\\.[0-9A-Za-z_-]{8,}\\.[0-9A-Za-z_-]*",
    ],
    hints: ["bearer", "eyj"],
    ignoresCase: true,
  },
  {
    name: "secret",
    what: {
      en: "tokens, login codes, session keys, signatures and passwords",
      zh: "令牌、登录 code、session_key、签名与密码",
    },
    patterns: secretBehind(SECRET_KEY),
    hints: SECRET_HINTS,
    ignoresCase: true,
    check: "unmasked",
  },
  {
    name: "secret",
    what: { en: "login codes and signatures in queries", zh: "查询字符串中的登录 code 与签名" },
    patterns: [`((?:[?&;]|%3F|%26)${QUERY_KEY}(?:=|%3D))([^\\s"'&#;,\\\\]+)`],
    hints: ["?", "&", "%3f", "%26"],
    ignoresCase: true,
    check: "unmasked",
  },
  {
    name: "openid",
    what: { en: "WeChat's openid and unionid", zh: "微信 openid 与 unionid" },
    patterns: secretBehind(OPEN_ID_KEY),
    hints: ["open", "union", "user"],
    ignoresCase: true,
    check: "unmasked",
  },
  {
    name: "openid",
    what: { en: "WeChat's openid and unionid, by their shape", zh: "微信 openid 与 unionid（按形状识别）" },
    patterns: ["o[0-9A-Za-z_-]{27}"],
    check: "openId",
  },
  {
    name: "e-mail",
    what: { en: "e-mail addresses", zh: "电子邮件地址" },
    // What stays is an escape, whose last letters aren't the mailbox's first.
    patterns: [
      "((?:%[0-9A-Fa-f]{2}|\\\\u[0-9A-Fa-f]{4}|\\\\[bfnrt])*)([0-9A-Za-z._+-]+(?:@|%40)[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)+)",
    ],
    hints: ["@", "%40"],
    check: "mailbox",
  },
  {
    name: "resident-id",
    what: { en: "numbers of resident identity cards, 18 digits", zh: "18 位居民身份证号码" },
    // GB 11643-1999: six digits of a region, the birthday, three of an order, the check digit.
    patterns: ["[1-8][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"],
    check: "residentId",
    isNumber: true,
  },
  {
    name: "mobile",
    what: { en: "Chinese mobile numbers, with +86 or without", zh: "中国大陆手机号（含 +86 前缀）" },
    patterns: ["(?:(?:\\+|00|%2B)?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}"],
    isNumber: true,
  },
  {
    name: "bank-card",
    what: { en: "numbers of bank cards", zh: "银行卡号" },
    patterns: [
      "[3-6][0-9]{3}(?:[- ][0-9]{4}){3}(?:[- ][0-9]{3})?",
      "3[47][0-9]{2}[- ][0-9]{6}[- ][0-9]{5}",
      "[3-6][0-9]{14,18}",
    ],
    check: "luhn",
    isNumber: true,
  },
];
