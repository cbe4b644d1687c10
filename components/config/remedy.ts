import type { Localized } from "../locale/localized.ts";
import type { Finding } from "./finding.ts";
import { flow } from "./flow.ts";
import { nearest } from "./nearest.ts";
import { keyOf, type Path } from "./raw.ts";

/** A key that the schema doesn't know. */
export function unknownKey(at: Path, known: readonly string[]): Finding {
  const name = String(at.at(-1));
  const meant = nearest(name, known);
  const list = known.join(", ");
  return {
    at,
    hidden: true,
    expected: { en: `one of the keys ${list}`, zh: `以下键之一：${list}` },
    remedy: meant
      ? {
          en: `did you mean ${meant}? Rename ${name} to ${meant}`,
          zh: `是否想写 ${meant}？请把 ${name} 改为 ${meant}`,
        }
      : { en: `delete ${keyOf(at)}`, zh: `删除 ${keyOf(at)}` },
  };
}

/** The line to write for a value at a path. */
export function lineFor(at: Path, value: unknown): Localized {
  const last = at.at(-1);
  if (at.length === 1) {
    const line = `hougu:${last}: ${flow(value)}`;
    return { en: `write \`${line}\` under config`, zh: `在 config 下写 \`${line}\`` };
  }
  const parent = keyOf(at.slice(0, -1));
  if (typeof last === "number") {
    const line = `- ${flow(value)}`;
    return {
      en: `write \`${line}\` as item ${last + 1} of ${parent}`,
      zh: `把 ${parent} 的第 ${last + 1} 项写为 \`${line}\``,
    };
  }
  const line = `${last}: ${flow(value)}`;
  return { en: `write \`${line}\` under ${parent}`, zh: `在 ${parent} 下写 \`${line}\`` };
}
