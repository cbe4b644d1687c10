import { ofKind, type ProtectionRule, type RuleOf } from "./rules.ts";

/** Ids from 1 to 99,999 are for local use; the core rule set begins at 900,000. */
const FIRST_ID = 10_000;
/** Room for a rule's conditions, and for reading: rule 7 has 10070 to 10079. */
const ID_STEP = 10;

/**
 * Rules in ModSecurity's language, one of it for each of ours in its order; `#` lines say why in both languages. Body
 * size and rates are Nginx's own business and are not here.
 */
export function modSecurityRules(rules: readonly ProtectionRule[]): string {
  return rules
    .map((rule, index) => ({ rule, text: ruleText(rule, FIRST_ID + index * ID_STEP) }))
    .filter(({ text }) => text !== "")
    .map(({ rule, text }) => `# ${rule.name}: ${rule.about.en}\n# ${rule.about.zh}\n${text}\n`)
    .join("\n");
}

/** The path as Tomcat will read it: the connector hands it over decoded once; dots and double slashes go here. */
const PATH = "REQUEST_FILENAME";
const AS_TOMCAT = "t:none,t:normalizePath";

function ruleText(rule: ProtectionRule, id: number): string {
  const deny = (number: number, more = ""): string =>
    `"id:${number},phase:1,deny,status:403,log,msg:'${rule.name}'${more}"`;
  const onPath = (number: number, then: string): string =>
    `SecRule ${PATH} "@rx ${below("path" in rule ? [rule.path] : [])}" \\\n  ${deny(number, `,${AS_TOMCAT},chain`)}\n  SecRule ${then}`;
  switch (rule.kind) {
    case "blockedAddresses":
      return `SecRule REMOTE_ADDR "@ipMatch ${rule.cidrs.join(",")}" \\\n  ${deny(id)}`;
    case "forbiddenInPath":
      return `SecRule ${PATH} "@contains ${rule.text}" \\\n  ${deny(id, ",t:none")}`;
    case "forbiddenPaths":
      return `SecRule ${PATH} "@rx ${below(rule.paths)}" \\\n  ${deny(id, `,${AS_TOMCAT}`)}`;
    case "allowedMethods":
      return `SecRule REQUEST_METHOD "!@rx ${oneOf(rule.methods)}" \\\n  ${deny(id, ",t:none")}`;
    case "methodsOfPath":
      return onPath(id, `REQUEST_METHOD "!@rx ${oneOf(rule.methods)}" "t:none"`);
    case "contentTypeOfPath":
      return header(id, "Content-Type", `(?i)^${escaped(rule.contentType)}[ \\t]*(?:;.*)?$`, onPath);
    case "webSocketsOnly":
      return header(id, "Upgrade", "(?i)^websocket$", onPath);
    case "coreRules":
    case "maxBody":
    case "rateLimit":
      return "";
  }
}

/** A header that must be there and look so: one that isn't there matches nothing, so it takes a rule of its own. */
function header(
  id: number,
  name: string,
  pattern: string,
  onPath: (id: number, then: string) => string,
): string {
  return [
    onPath(id, `&REQUEST_HEADERS:${name} "@eq 0" "t:none"`),
    onPath(id + 1, `REQUEST_HEADERS:${name} "!@rx ${pattern}" "t:none"`),
  ].join("\n");
}

/** Matches a text that is one of the words, whole. */
function oneOf(words: readonly string[]): string {
  return `^(?:${words.map(escaped).join("|")})$`;
}

/** One of the paths, or something below it. */
export function below(paths: readonly string[]): string {
  const [only] = paths;
  const alternatives =
    paths.length === 1 && only !== undefined ? escaped(only) : `(?:${paths.map(escaped).join("|")})`;
  return `^${alternatives}(?:/|$)`;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Mode of the core rule set, when it is on. */
export function coreRulesOf(rules: readonly ProtectionRule[]): RuleOf<"coreRules"> | undefined {
  return ofKind(rules, "coreRules")[0];
}
