import * as z from "zod";

/** What an app can't start with: each wrong variable with what was expected. Operators read it, in both their languages. */
export class SettingsError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "SettingsError";
    this.problems = problems;
  }
}

export type Variables = Readonly<Record<string, string | undefined>>;

/** Variables whose values nobody may read in a log. */
const SECRET = /PASSWORD|KEY|WORDS/;

/**
 * Reads an app's settings, once, when it starts. An empty variable is an absent one: that is how a shell and a ConfigMap
 * say nothing.
 *
 * @throws SettingsError with a line for each variable that is missing or wrong
 */
export function parseSettings<Shape extends z.ZodRawShape>(
  shape: Shape,
  variables: Variables,
): z.output<z.ZodObject<Shape>> {
  const given = Object.fromEntries(
    Object.keys(shape).map((name) => [name, variables[name] === "" ? undefined : variables[name]]),
  );
  const result = z.object(shape).safeParse(given);
  if (result.success) return result.data;
  // One line for a variable, whatever else is wrong with it.
  const first = new Map<string, string>();
  for (const { path, message } of result.error.issues) {
    const name = String(path[0]);
    if (!first.has(name)) first.set(name, `${name}: ${message}; ${gotten(name, given[name])}`);
  }
  throw new SettingsError([...first.values()]);
}

function gotten(name: string, value: string | undefined): string {
  if (value === undefined) return "it is not set（未设置）";
  if (SECRET.test(name)) return "its value is another one（当前值不符，不予显示）";
  const shown = value.length > 80 ? `${value.slice(0, 80)}...` : value;
  return `got ${JSON.stringify(shown)}（当前值）`;
}

/** A whole number. */
export function integer(min: number, max: number, unit: string): z.ZodType<number> {
  const error = `expected a whole number from ${min} to ${max}, ${unit}（应为 ${min} 到 ${max} 的整数）`;
  return z
    .string(error)
    .regex(/^[0-9]{1,9}$/, error)
    .transform(Number)
    .refine((value) => value >= min && value <= max, error);
}

export function port(): z.ZodType<number> {
  return integer(1, 65_535, "a port");
}

/** One of some words. */
export function word<const Word extends string>(...words: readonly [Word, ...Word[]]): z.ZodType<Word> {
  return z.enum(words, `expected one of ${words.join(", ")}（应为其中之一）`);
}

const HOST = /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

export function host(): z.ZodType<string> {
  const error = "expected a host name（应为主机名）";
  return z.string(error).regex(HOST, error);
}

/** Host names with commas between them. */
export function hosts(): z.ZodType<readonly [string, ...string[]]> {
  const error = "expected host names with commas between them（应为以逗号分隔的主机名）";
  return z
    .string(error)
    .transform((text) => text.split(",").map((one) => one.trim()))
    .refine((list): list is [string, ...string[]] => list.every((one) => HOST.test(one)), error);
}

/** A key of 256 bits. */
export function key(): z.ZodType<Uint8Array> {
  const error = "expected 64 hexadecimal digits, as openssl rand -hex 32 gives them（应为 64 位十六进制数）";
  return z
    .string(error)
    .regex(/^[0-9a-fA-F]{64}$/, error)
    .transform((text) => new Uint8Array(Buffer.from(text, "hex")));
}

export function password(): z.ZodType<string> {
  return z.string("expected a password（应为密码）").min(8, "expected 8 characters or more（至少 8 个字符）");
}

/** Certificates of authorities, one or more. */
export function authority(): z.ZodType<string> {
  const error = "expected a certificate in PEM, -----BEGIN CERTIFICATE-----（应为 PEM 格式证书）";
  return z.string(error).includes("-----BEGIN CERTIFICATE-----", { error });
}

/** A name as brokers and logs have them. */
export function name(): z.ZodType<string> {
  const error = "expected a name of letters, digits, - and _（应为字母、数字、- 与 _ 组成的名称）";
  return z.string(error).regex(/^[A-Za-z0-9_-]{1,100}$/, error);
}

/** An address of HTTP without a path: what is asked for there is the program's. */
export function url(): z.ZodType<string> {
  const error = "expected a URL like http://127.0.0.1:4318（应为此形式的 URL）";
  return z.string(error).regex(/^https?:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?$/, error);
}

/** A release, as tags have it. */
export function version(): z.ZodType<string> {
  const error = "expected a version like 1.4.2（应为版本号）";
  return z.string(error).regex(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}$/, error);
}
