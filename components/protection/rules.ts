import type { RuleMode } from "../config/entry.ts";
import type { Localized } from "../locale/localized.ts";

/**
 * What keeps attackers from a mini-program, as a plain value. Two renderers carry it out: `waf-rules.ts` for Alibaba
 * Cloud's WAF, `modsecurity.ts` for an Nginx that stands in front itself; `verdict.ts` says what both must do.
 */
export type ProtectionRule = { readonly name: string; readonly about: Localized } & (
  | { readonly kind: "coreRules"; readonly mode: Exclude<RuleMode, "off"> }
  | { readonly kind: "maxBody"; readonly mebibytes: number }
  | { readonly kind: "blockedAddresses"; readonly cidrs: readonly string[] }
  /** Requests whose path holds the text. */
  | { readonly kind: "forbiddenInPath"; readonly text: string }
  /** Each path and everything below it. */
  | { readonly kind: "forbiddenPaths"; readonly paths: readonly string[] }
  | { readonly kind: "allowedMethods"; readonly methods: readonly Method[] }
  /** The path and everything below it take these methods only. */
  | { readonly kind: "methodsOfPath"; readonly path: string; readonly methods: readonly Method[] }
  /** The path and everything below it take bodies of this type only. */
  | { readonly kind: "contentTypeOfPath"; readonly path: string; readonly contentType: string }
  /** Below the path are WebSockets and nothing else. */
  | { readonly kind: "webSocketsOnly"; readonly path: string }
  /** A ceiling for one client address on the path and everything below it. */
  | { readonly kind: "rateLimit"; readonly path: string; readonly requests: number; readonly seconds: number }
);

export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

export type RuleOf<K extends ProtectionRule["kind"]> = Extract<ProtectionRule, { readonly kind: K }>;

/** The rules of one kind, in order. */
export function ofKind<K extends ProtectionRule["kind"]>(
  rules: readonly ProtectionRule[],
  kind: K,
): RuleOf<K>[] {
  return rules.filter((rule): rule is RuleOf<K> => rule.kind === kind);
}

const NAME = /^[a-z][a-z0-9-]{1,40}$/;
const PATH = /^(\/[A-Za-z0-9._~-]+)+$/;

/**
 * Refuses a list that a renderer would make nonsense of.
 * @throws Error with every mistake; what operators write has been checked by the configuration, so it is a defect
 */
export function checkRules(rules: readonly ProtectionRule[]): readonly ProtectionRule[] {
  const problems: string[] = [];
  const names = new Set<string>();
  for (const rule of rules) {
    if (!NAME.test(rule.name))
      problems.push(`${rule.name}: a name is lower-case letters, digits and hyphens`);
    if (names.has(rule.name)) problems.push(`${rule.name}: two rules have this name`);
    names.add(rule.name);
    for (const path of pathsOf(rule))
      if (!PATH.test(path)) problems.push(`${rule.name}: ${path} is no path such as /api/v1/login`);
    if ("methods" in rule && rule.methods.length === 0) problems.push(`${rule.name}: no method is left`);
    if (rule.kind === "forbiddenInPath" && !/^[;\\|<>{}^`]+$/.test(rule.text))
      problems.push(`${rule.name}: ${rule.text} may stand in a path of the API`);
  }
  for (const kind of ["coreRules", "maxBody", "allowedMethods"] as const)
    if (ofKind(rules, kind).length > 1) problems.push(`${kind}: said more than once`);
  if (problems.length > 0) throw new Error(`protection rules: ${problems.join("; ")}`);
  return rules;
}

function pathsOf(rule: ProtectionRule): readonly string[] {
  if ("paths" in rule) return rule.paths;
  return "path" in rule ? [rule.path] : [];
}
