/** Words that YAML takes as they are: no indicator at the ends, nothing that reads as another type. */
const PLAIN = /^[A-Za-z\p{Script=Han}][A-Za-z0-9\p{Script=Han}@._/ -]*[A-Za-z0-9\p{Script=Han}]$/u;
/** Addresses and blocks begin with a digit and are texts all the same. */
const ADDRESS = /^[0-9]+(\.[0-9]+){3}(\/[0-9]+)?$/;
const RESERVED = /^(true|false|null|yes|no|on|off|~)$/i;

/** A value as YAML on one line, the way a person would write it. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, part]) => `${key}: ${flow(part)}`)
      .join(", ")} }`;
  }
  if (typeof value === "string" && (ADDRESS.test(value) || (PLAIN.test(value) && !RESERVED.test(value))))
    return value;
  return JSON.stringify(value) ?? "null";
}
