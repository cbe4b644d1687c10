import fc from "fast-check";

/** Generators of personal data as people write them, for property tests. */

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(""));

export const mobile = fc
  .tuple(
    fc.constantFrom("", "+86", "86", "0086", "+86 ", "+86-", "%2B86"),
    fc.integer({ min: 3, max: 9 }),
    digits(9),
    fc.constantFrom("", "-", " "),
  )
  .map(
    ([prefix, second, rest, gap]) =>
      `${prefix}1${second}${rest[0]}${gap}${rest.slice(1, 5)}${gap}${rest.slice(5)}`,
  );

const REGIONS = [
  "110101",
  "310115",
  "330106",
  "440305",
  "510104",
  "610113",
  "654021",
  "710000",
  "810001",
  "820000",
];

export const residentId = fc
  .tuple(
    fc.constantFrom(...REGIONS),
    fc.date({ min: new Date("1930-01-01"), max: new Date("2020-12-31"), noInvalidDate: true }),
    digits(3),
  )
  .map(([region, born, order]) => {
    const body = `${region}${born.toISOString().slice(0, 10).replaceAll("-", "")}${order}`;
    // The weights as GB 11643-1999 prints them, so that the program's formula is held against a table.
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
    return body + "10X98765432"[sum % 11];
  });

export const bankCard = fc
  .tuple(fc.constantFrom("6222", "6217", "4392", "5187"), digits(11), fc.constantFrom("", "-", " "))
  .map(([issuer, rest, gap]) => {
    const body = issuer + rest;
    const check = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].find((digit) => luhn(`${body}${digit}`));
    return (`${body}${check}`.match(/.{4}/g) ?? []).join(gap);
  });

/** By doubling every second digit from the right, digit by digit. */
export function luhn(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + Math.floor(value / 10) + (value % 10);
  }, 0);
  return sum % 10 === 0;
}

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";
const randomText = (length: number) =>
  fc.array(fc.constantFrom(...ALPHABET), { minLength: length, maxLength: length }).map((all) => all.join(""));

/** 28 characters after WeChat's pattern; a capital is among them, as in all but one of a million. */
export const openId = randomText(27)
  .filter((text) => /[A-Z]/.test(text))
  .map((text) => `o${text}`);

export const token = randomText(32);

export const mailbox = fc
  .tuple(
    fc.constantFrom("li.lei", "han_meimei", "a", "diner+spicy", "x-1"),
    fc.constantFrom("qq.com", "163.com", "mail.example.com.cn", "pku.edu.cn"),
    fc.constantFrom("@", "%40"),
  )
  .map(([name, domain, at]) => `${name}${at}${domain}`);

/** Words of a log that say nothing of anybody. */
export const harmless = fc
  .array(
    fc.constantFrom(
      "用户",
      "登录失败",
      "order",
      "paid",
      "GET /pictures",
      "status=200",
      "{",
      "}",
      "\n",
      "电话",
      "(",
      ")",
      "，",
      "timeout",
      "at com.example.Shop.open(Shop.java:42)",
    ),
    { maxLength: 6 },
  )
  .map((words) => words.join(" "));
