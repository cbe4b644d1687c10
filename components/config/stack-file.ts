import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { isMap, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import type { Environment } from "./environment.ts";
import { parseEnvironment } from "./parse.ts";
import { ConfigError, type ConfigProblem, type Location } from "./problem.ts";
import { OPAQUE, type Path, type RawConfig } from "./raw.ts";

const NAMESPACE = "hougu:";

/** The stack that a file `Pulumi.<stack>.yaml` belongs to; `undefined` for any other name. */
export function stackOf(file: string): string | undefined {
  return /^Pulumi\.(.+)\.ya?ml$/.exec(basename(file))?.[1];
}

/**
 * Reads Pulumi.<stack>.yaml as written, with line numbers and without decrypting anything: `secure:` values
 * are there but opaque.
 *
 * @throws ConfigError when the file can't be read or isn't YAML.
 */
export function readStackFile(file: string): RawConfig {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw unreadable(file, error);
  }
  return parseStackFile(text, file);
}

/** As {@link readStackFile}, for a text; `file` names it in errors. */
export function parseStackFile(text: string, file: string): RawConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new ConfigError(
      document.errors.map(({ code, pos }) => syntaxProblem(file, lines.linePos(pos[0]).line, code)),
    );
  }
  const config: unknown = document.get("config");
  const values: Record<string, unknown> = {};
  const encrypted = new Set<string>();
  if (isMap(config)) {
    for (const { key, value } of config.items) {
      const name = isScalar(key) ? String(key.value) : "";
      if (!name.startsWith(NAMESPACE)) continue;
      const short = name.slice(NAMESPACE.length);
      values[short] = plain(toJson(value as Node | null), () => encrypted.add(short));
    }
  }
  const stack = stackOf(file);
  return {
    ...(stack === undefined ? {} : { stack }),
    values,
    encrypted,
    from: "file",
    locate,
  };

  /** An alias may lead nowhere, or unfold to more than memory holds: the library says so only here. */
  function toJson(node: Node | null): unknown {
    try {
      return node?.toJS(document, { maxAliasCount: MOST_ALIASES });
    } catch {
      throw new ConfigError([syntaxProblem(file, lines.linePos(node?.range?.[0] ?? 0).line, "BAD_ALIAS")]);
    }
  }

  function locate([section, ...steps]: Path): Location | undefined {
    const path: (string | number)[] = ["config", `${NAMESPACE}${section}`, ...steps];
    // The value itself, or the nearest group around it that is written.
    for (let length = path.length; length > 0; length--) {
      const parent: unknown =
        length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
      const last = path[length - 1];
      const node: unknown = isMap(parent)
        ? parent.items.find(({ key }) => isScalar(key) && key.value === last)?.key
        : document.getIn(path.slice(0, length), true);
      const range = (node as Node | undefined | null)?.range;
      if (range) return { file, line: lines.linePos(range[0]).line };
    }
    return undefined;
  }
}

/** No sensible configuration needs more; a "billion laughs" file does. */
const MOST_ALIASES = 50;

/** A mistake of syntax. The library's own text is left out, since it quotes the file, and with it perhaps a secret. */
function syntaxProblem(file: string, line: number, code: string): ConfigProblem {
  return {
    key: basename(file),
    value: code.toLowerCase().replaceAll("_", " "),
    expected: { en: "well-formed YAML", zh: "格式正确的 YAML" },
    remedy: { en: `mend line ${line} of ${file}`, zh: `修正 ${file} 第 ${line} 行` },
    location: { file, line },
  };
}

/** Replaces `{secure: ...}` by {@link OPAQUE}, at any depth. */
function plain(value: unknown, onEncrypted: () => void): unknown {
  if (Array.isArray(value)) return value.map((item) => plain(item, onEncrypted));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0]?.[0] === "secure" && typeof entries[0][1] === "string") {
    onEncrypted();
    return OPAQUE;
  }
  return Object.fromEntries(entries.map(([key, part]) => [key, plain(part, onEncrypted)]));
}

function unreadable(file: string, error: unknown): ConfigError {
  const code = (error as NodeJS.ErrnoException).code ?? "error";
  const stack = stackOf(file) ?? "<stack>";
  return new ConfigError([
    {
      key: basename(file),
      value: code,
      expected: { en: `a readable file ${file}`, zh: `可读取的文件 ${file}` },
      remedy:
        code === "ENOENT"
          ? {
              en: `copy Pulumi.dev.yaml to Pulumi.${stack}.yaml and adapt it`,
              zh: `将 Pulumi.dev.yaml 复制为 Pulumi.${stack}.yaml 并修改`,
            }
          : { en: "make the file readable for this user", zh: "赋予当前用户读取权限" },
      location: { file, line: 1 },
    },
  ]);
}

/**
 * The environment that a stack file describes, for what needs no secrets: plans, prices, diagrams, tests.
 *
 * @throws ConfigError
 */
export function readEnvironment(file: string): Environment {
  return parseEnvironment(readStackFile(file), { secrets: "ignored" }).environment;
}
