import { readFile } from "node:fs/promises";
import { Failure } from "../cli/failure.ts";
import type { ExportedResource } from "../stack/deployment.ts";

/**
 * The resources of a state in a file: what `pulumi stack export` or `hougu snapshot` wrote.
 * @throws Failure `usage` when it can't be read or is no state
 */
export async function readStateFile(file: string): Promise<readonly ExportedResource[]> {
  let document: unknown;
  try {
    document = JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw refused({ en: `${file} can't be read: ${why}`, zh: `无法读取 ${file}：${why}` }, cause);
  }
  const { deployment } = (document ?? {}) as { readonly deployment?: { readonly resources?: unknown } };
  if (typeof deployment !== "object" || deployment === null) throw noState(file);
  // An export of an empty stack has no list.
  const resources = deployment.resources ?? [];
  if (!Array.isArray(resources) || !resources.every(isResource)) throw noState(file);
  return resources;
}

function isResource(value: unknown): value is ExportedResource {
  const { urn, type } = (value ?? {}) as { readonly urn?: unknown; readonly type?: unknown };
  return typeof urn === "string" && typeof type === "string";
}

function noState(file: string): Failure {
  return refused({
    en: `${file} holds no state: expected deployment.resources, each with urn and type`,
    zh: `${file} 中没有状态：应包含 deployment.resources，每项含 urn 与 type`,
  });
}

function refused(text: Failure["text"], cause?: unknown): Failure {
  const line = "pulumi stack export --file state.json";
  return new Failure("usage", text, { hint: { en: line, zh: line }, cause });
}
