import { parse } from "yaml";
import { isUnknown, type Properties } from "./plan.ts";
import { unpacked } from "./unpacked.ts";

/** A value that differs, as text that may be shown. */
export interface Difference {
  /** `rules[0].port`; of a guest `/etc/nginx/nginx.conf`. */
  readonly path: string;
  /** Absent where there was nothing. */
  readonly before?: string;
  readonly after?: string;
}

/** Differences of one property beyond these say nothing that the first ones don't. */
const MAX_DIFFERENCES = 6;
const MAX_TEXT = 96;

/** Values that Pulumi doesn't know for secrets and whose name says they are: shown by nobody, be it a mistake or not. */
const SENSITIVE = /password|passphrase|secret(?!id|name|ref)|token|private_?key|credential|access_?key/i;
const MASK = "[secret]";

/** What differs in some top-level properties, down to the leaves. Texts of guests are compared by file and line. */
export function differencesOf(
  before: Properties,
  after: Properties,
  names: readonly string[],
): readonly Difference[] {
  return names.flatMap((name) => {
    const guest = guestDifferences(before[name], after[name]);
    return guest ?? [...leaves(name, before[name], after[name])].slice(0, MAX_DIFFERENCES);
  });
}

function* leaves(path: string, before: unknown, after: unknown): Generator<Difference> {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  const [a, b] = [childrenOf(before), childrenOf(after)];
  if (a !== undefined && b !== undefined) {
    const isList = Array.isArray(before) && Array.isArray(after);
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      yield* leaves(isList ? `${path}[${key}]` : `${path}.${key}`, a[key], b[key]);
    }
    return;
  }
  yield {
    path,
    ...(before !== undefined && { before: shown(path, before) }),
    ...(after !== undefined && { after: shown(path, after) }),
  };
}

function childrenOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
}

function shown(path: string, value: unknown): string {
  if (SENSITIVE.test(path)) return MASK;
  if (isUnknown(value)) return "…";
  return short(typeof value === "string" ? value : JSON.stringify(value));
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT)}…` : line;
}

/** Both are user data: which of the guest's files differ, and in which lines. */
function guestDifferences(before: unknown, after: unknown): readonly Difference[] | undefined {
  const [a, b] = [filesOf(before), filesOf(after)];
  if (a === undefined || b === undefined) return undefined;
  const differences: Difference[] = [];
  for (const path of new Set([...a.keys(), ...b.keys()])) {
    const [old = "", now = ""] = [a.get(path), b.get(path)];
    if (old === now) continue;
    const [oldLines, newLines] = [new Set(old.split("\n")), new Set(now.split("\n"))];
    const gone = [...oldLines].filter((line) => !newLines.has(line));
    const come = [...newLines].filter((line) => !oldLines.has(line));
    differences.push({ path, before: short(masked(gone).join(" ")), after: short(masked(come).join(" ")) });
  }
  return differences.slice(0, MAX_DIFFERENCES);
}

function masked(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (SENSITIVE.test(line) ? MASK : line));
}

/** The files of a `#cloud-config`, and the rest of it as one more; undefined when it is none. */
function filesOf(value: unknown): ReadonlyMap<string, string> | undefined {
  if (typeof value !== "string") return undefined;
  const text = unpacked(value);
  if (text === undefined || !text.startsWith("#cloud-config")) return undefined;
  try {
    const { write_files: files = [], ...rest } = parse(text) as {
      write_files?: readonly { path: string; content: string; encoding?: string }[];
    };
    return new Map([
      ...files.map(
        ({ path, content, encoding }) => [path, encoding ? (unpacked(content) ?? content) : content] as const,
      ),
      ["cloud-config", JSON.stringify(rest, null, 1)],
    ]);
  } catch {
    // A pull request may hold anything: what can't be read is compared as one text.
    return undefined;
  }
}
