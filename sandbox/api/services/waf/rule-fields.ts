import { type Fields, flag, integer, list, listOf, record, text } from "../../fields.ts";

const PERIODS: Fields = { start: integer("start"), end: integer("end") };

/** What the rules of the service's modules are made of. Requests and answers have it as JSON in a text. */
export const RULE_CONFIG: Fields = {
  action: text("ruleAction"),
  conditions: listOf("conditions", {
    key: text("key"),
    subKey: text("subKey"),
    opValue: text("opValue"),
    values: text("values"),
  }),
  // ip_blacklist
  remoteAddr: list("remoteAddrs"),
  // cc and custom_acl
  ccStatus: integer("ccStatus"),
  effect: text("ccEffect"),
  ratelimit: record("rateLimit", {
    target: text("target"),
    subKey: text("subKey"),
    interval: integer("interval"),
    threshold: integer("threshold"),
    ttl: integer("ttl"),
    status: record("status", { code: integer("code"), count: integer("count"), ratio: integer("ratio") }),
  }),
  grayStatus: integer("grayStatus"),
  grayConfig: record("grayConfig", {
    grayTarget: text("grayTarget"),
    graySubKey: text("graySubKey"),
    grayRate: integer("grayRate"),
  }),
  timeConfig: record("timeConfig", {
    timeScope: text("timeScope"),
    timeZone: integer("timeZone"),
    timePeriods: listOf("timePeriods", PERIODS),
    weekTimePeriods: listOf("weekTimePeriods", {
      day: text("day"),
      dayPeriods: listOf("dayPeriods", PERIODS),
    }),
  }),
  // waf_base
  mode: integer("mode"),
  autoUpdate: flag("autoUpdate"),
  config: listOf("wafBaseConfigs", {
    ruleType: text("ruleType"),
    ruleBatchOperationConfig: text("ruleBatchOperationConfig"),
    ruleDetail: listOf("ruleDetails", {
      ruleId: text("ruleId"),
      ruleStatus: integer("ruleStatus"),
      ruleAction: text("ruleAction"),
    }),
  }),
  // waf_codec
  codecList: list("codecLists"),
  // whitelist
  tags: list("bypassTags"),
  regularTypes: list("bypassRegularTypes"),
  regularRules: list("bypassRegularRules"),
  // region_block
  cnRegionList: text("cnRegions"),
  abroadRegionList: text("abroadRegions"),
  // spike_throttle
  type: text("throttleType"),
  threshold: integer("throttleThrehold"),
  // tamperproof and dlp
  url: text("url"),
  protocol: text("protocol"),
  ua: text("ua"),
  // account_identifier
  accountIdentifiers: listOf("accountIdentifiers", {
    key: text("key"),
    subKey: text("subKey"),
    position: text("position"),
    priority: integer("priority"),
    decodeType: text("decodeType"),
  }),
};

/** What a rule in a request says beside that. */
export const RULE: Fields = {
  name: text("ruleName"),
  status: integer("ruleStatus"),
  origin: text("defenseOrigin"),
};
