import { below } from "./modsecurity-rules.ts";
import type { ProtectionRule } from "./rules.ts";

/** Modules of WAF 3.0 that the rules are carried out by; each has a template of its own. */
export type WafScene = "waf_base" | "ip_blacklist" | "cc" | "custom_acl";

/** One condition of a rule; all of a rule's must hold. */
export interface WafCondition {
  readonly key: string;
  readonly subKey?: string;
  readonly opValue: string;
  readonly values?: string;
}

/** A defence rule, as the API's CreateDefenseRule takes it. */
export interface WafRule {
  readonly name: string;
  readonly config: {
    readonly ruleAction?: "block" | "monitor";
    readonly remoteAddrs?: readonly string[];
    readonly conditions?: readonly WafCondition[];
    readonly ccStatus?: 0 | 1;
    readonly ccEffect?: "rule";
    readonly rateLimit?: {
      readonly target: "remote_addr";
      readonly interval: number;
      readonly threshold: number;
      readonly ttl: number;
    };
    readonly wafBaseConfigs?: readonly {
      readonly ruleType: "system";
      readonly ruleBatchOperationConfig: "all_block" | "all_monitor";
    }[];
  };
}

export interface WafTemplate {
  readonly scene: WafScene;
  readonly description: string;
  readonly rules: readonly WafRule[];
}

/** Seconds that a client who asks too often stays out: the shortest that the WAF has. */
const SHUT_OUT_SECONDS = 60;
const MEBIBYTE = 2 ** 20;

const ABOUT: Readonly<Record<WafScene, string>> = {
  waf_base: "Core rules: injection, scripts, traversal. 核心规则：注入、脚本、目录穿越。",
  ip_blacklist: "Addresses shut out by operators. 运维人员封禁的地址。",
  cc: "Ceilings for single paths. 单路径频率上限。",
  custom_acl: "What the API is not. API 之外的请求。",
};

/** The rules as templates of the WAF, in the order in which it asks its modules. Pure. */
export function wafTemplates(rules: readonly ProtectionRule[]): readonly WafTemplate[] {
  const placed = rules.flatMap((rule) => wafRules(rule).map((made) => ({ scene: sceneOf(rule), made })));
  return (["ip_blacklist", "custom_acl", "cc", "waf_base"] as const)
    .map((scene) => ({
      scene,
      description: ABOUT[scene],
      rules: placed.filter((one) => one.scene === scene).map(({ made }) => made),
    }))
    .filter((template) => template.rules.length > 0);
}

function sceneOf({ kind }: ProtectionRule): WafScene {
  if (kind === "coreRules") return "waf_base";
  if (kind === "blockedAddresses") return "ip_blacklist";
  return kind === "rateLimit" ? "cc" : "custom_acl";
}

function wafRules(rule: ProtectionRule): WafRule[] {
  const { name } = rule;
  const refuse = (conditions: readonly WafCondition[], suffix = ""): WafRule => ({
    name: `${name}${suffix}`,
    config: { ruleAction: "block", conditions, ccStatus: 0 },
  });
  switch (rule.kind) {
    case "coreRules":
      return [
        {
          name,
          config: {
            wafBaseConfigs: [
              {
                ruleType: "system",
                ruleBatchOperationConfig: rule.mode === "block" ? "all_block" : "all_monitor",
              },
            ],
          },
        },
      ];
    case "blockedAddresses":
      return [{ name, config: { ruleAction: "block", remoteAddrs: rule.cidrs } }];
    case "maxBody":
      return [refuse([{ key: "Content-Length", opValue: "gt", values: String(rule.mebibytes * MEBIBYTE) }])];
    case "forbiddenInPath":
      return [refuse([{ key: "URLPath", opValue: "contain", values: rule.text }])];
    case "forbiddenPaths":
      return [refuse([onPaths(rule.paths)])];
    case "allowedMethods":
      return [refuse([notOneOf(rule.methods)])];
    case "methodsOfPath":
      return [refuse([onPaths([rule.path]), notOneOf(rule.methods)])];
    case "contentTypeOfPath":
      return header(refuse, rule.path, { key: "Content-Type" }, rule.contentType);
    case "webSocketsOnly":
      return header(refuse, rule.path, { key: "Header", subKey: "Upgrade" }, "websocket");
    case "rateLimit":
      return [
        {
          name,
          config: {
            ruleAction: "block",
            conditions: [onPaths([rule.path])],
            ccStatus: 1,
            ccEffect: "rule",
            rateLimit: {
              target: "remote_addr",
              interval: rule.seconds,
              threshold: rule.requests,
              ttl: SHUT_OUT_SECONDS,
            },
          },
        },
      ];
  }
}

function onPaths(paths: readonly string[]): WafCondition {
  return { key: "URLPath", opValue: "regex", values: below(paths) };
}

function notOneOf(methods: readonly string[]): WafCondition {
  return { key: "Http-Method", opValue: "all-not-match", values: methods.join(",") };
}

/** A header that must be there and hold the text: one that is absent holds nothing, so it takes a rule of its own. */
function header(
  refuse: (conditions: readonly WafCondition[], suffix: string) => WafRule,
  path: string,
  field: { readonly key: string; readonly subKey?: string },
  text: string,
): WafRule[] {
  return [
    refuse([onPaths([path]), { ...field, opValue: "none" }], "-absent"),
    refuse([onPaths([path]), { ...field, opValue: "not-contain", values: text }], "-other"),
  ];
}
