import { malformed } from "../../problem.ts";

/** Where no zone is written, Beijing's is meant. */
const BEIJING = "+08:00";

/**
 * A time as this service takes it, in milliseconds since 1970: those milliseconds, ISO 8601, `2019-01-30 00:00:00`, or
 * `20171012T132456.888+0800`. @throws ApiError
 */
export function timeIn(name: string, value: string): number {
  if (/^\d{13}$/.test(value)) return Number(value);
  const basic = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\.\d+)?([+-]\d\d)(\d\d)$/.exec(value);
  const plain = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(value);
  const iso = basic
    ? `${basic[1]}-${basic[2]}-${basic[3]}T${basic[4]}:${basic[5]}:${basic[6]}${basic[7] ?? ""}${basic[8]}:${basic[9]}`
    : plain
      ? `${plain[1]}T${plain[2]}${BEIJING}`
      : value;
  const time = Date.parse(iso);
  if (Number.isNaN(time)) throw malformed(name, value, "a time");
  return time;
}
