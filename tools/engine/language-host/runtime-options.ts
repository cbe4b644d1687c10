/** What `runtime.options` of a Pulumi.yaml or PulumiPolicy.yaml may say to this host. */
export interface RuntimeOptions {
  /** Compile with ts-node (Pulumi's default); `false` leaves types to Node, which strips them. */
  readonly typescript: boolean;
  /** Path of the tsconfig.json that ts-node reads. */
  readonly tsconfig?: string;
  /**
   * How a policy pack hears of its stack: Pulumi's packs read it from their `environment`, which is known only after they
   * should answer; a pack that takes it by the `protocol`, in ConfigureStack, starts at once and is called directly.
   */
  readonly stackConfiguration: (typeof STACK_CONFIGURATIONS)[number];
  /** Arguments of Node, split as a POSIX shell splits words. */
  readonly nodeargs: readonly string[];
  readonly packagemanager: PackageManagerChoice;
  /** Install without devDependencies. */
  readonly production: boolean;
}

const STACK_CONFIGURATIONS = ["environment", "protocol"] as const;
export const PACKAGE_MANAGERS = ["npm", "pnpm", "yarn", "bun"] as const;
export type PackageManager = (typeof PACKAGE_MANAGERS)[number];
export type PackageManagerChoice = PackageManager | "auto";

/**
 * Reads the options; unknown keys are left alone, as newer engines may add some.
 * Throws an Error that names the option, what was expected and what was found.
 */
export function readRuntimeOptions(options: Readonly<Record<string, unknown>>): RuntimeOptions {
  const packagemanager = text(options, "packagemanager") ?? "auto";
  if (packagemanager !== "auto" && !PACKAGE_MANAGERS.some((name) => name === packagemanager)) {
    throw optionError("packagemanager", `one of auto, ${PACKAGE_MANAGERS.join(", ")}`, packagemanager);
  }
  const chosen = text(options, "stackconfiguration") ?? "environment";
  const stackConfiguration = STACK_CONFIGURATIONS.find((one) => one === chosen);
  if (stackConfiguration === undefined)
    throw optionError("stackconfiguration", `one of ${STACK_CONFIGURATIONS.join(", ")}`, chosen);
  const tsconfig = text(options, "tsconfig");
  return {
    typescript: flag(options, "typescript") ?? true,
    ...(tsconfig === undefined ? {} : { tsconfig }),
    stackConfiguration,
    nodeargs: splitWords(text(options, "nodeargs") ?? ""),
    packagemanager: packagemanager as PackageManagerChoice,
    production: flag(options, "production") ?? false,
  };
}

function text(options: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = options[key];
  if (value === undefined || typeof value === "string") return value;
  throw optionError(key, "a string", value);
}

function flag(options: Readonly<Record<string, unknown>>, key: string): boolean | undefined {
  const value = options[key];
  if (value === undefined || typeof value === "boolean") return value;
  throw optionError(key, "true or false", value);
}

function optionError(key: string, expected: string, got: unknown): Error {
  return new Error(`runtime.options.${key}: expected ${expected}, got ${JSON.stringify(got)}`);
}

/** Splits a command line into words: blanks separate, quotes join, a backslash takes the next character as it is. */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | undefined;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === "\\" && quote !== "'") {
      word = (word ?? "") + line.charAt(++at);
    } else if (quote !== undefined) {
      if (char === quote) quote = undefined;
      else word = (word ?? "") + char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= "";
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + char;
    }
  }
  if (quote !== undefined)
    throw new Error(`runtime.options.nodeargs: the quote ${quote} is never closed: ${line}`);
  if (word !== undefined) words.push(word);
  return words;
}
