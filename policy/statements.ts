import { isUnknown, objectOf, type Properties, UNKNOWN, type Unknown } from "./resource.ts";

/** One statement of a policy document of RAM or OSS, each list as a list. */
export interface Statement {
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** By kind (`Service`, `RAM`, `Federated`); OSS writes a bare list, which is of the kind `*`. */
  readonly principals: Readonly<Record<string, readonly string[]>>;
  readonly condition: Properties;
}

/**
 * The statements of a policy document, which is JSON text or the object itself. None when there is no document or
 * it can't be read: the service refuses such a one itself.
 */
export function statementsOf(document: unknown): readonly Statement[] | Unknown {
  if (isUnknown(document)) return UNKNOWN;
  const statements = parsed(document)?.Statement;
  return (Array.isArray(statements) ? statements : [statements])
    .map(objectOf)
    .filter((statement) => statement !== undefined)
    .map((statement) => ({
      allows: statement.Effect === "Allow",
      actions: textsOf(statement.Action),
      resources: textsOf(statement.Resource),
      principals: principalsOf(statement.Principal),
      condition: objectOf(statement.Condition) ?? {},
    }));
}

function parsed(document: unknown): Properties | undefined {
  if (typeof document !== "string") return objectOf(document);
  try {
    return objectOf(JSON.parse(document));
  } catch {
    return undefined;
  }
}

function principalsOf(principal: unknown): Record<string, readonly string[]> {
  const kinds = objectOf(principal);
  if (kinds === undefined) return { "*": textsOf(principal) };
  return Object.fromEntries(Object.entries(kinds).map(([kind, names]) => [kind, textsOf(names)]));
}

function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string");
}
