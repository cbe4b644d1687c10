import { type Fields, flag, integer, list, listOf, record, text } from "../../fields.ts";

const KEY_AND_VALUE: Fields = { Key: text("key"), Value: text("value") };
const VALUES: Fields = { Values: list("values") };
const KEY_AND_VALUES: Fields = { Key: text("key"), Values: list("values") };
const PLACE: Fields = { Host: text("host"), Path: text("path"), Query: text("query") };

/** What a request must look like for a rule to be taken. */
const CONDITION: Fields = {
  Type: text("type"),
  HostConfig: record("hostConfig", VALUES),
  PathConfig: record("pathConfig", VALUES),
  MethodConfig: record("methodConfig", VALUES),
  SourceIpConfig: record("sourceIpConfig", VALUES),
  HeaderConfig: record("headerConfig", KEY_AND_VALUES),
  CookieConfig: record("cookieConfig", { Values: listOf("values", KEY_AND_VALUE) }),
  QueryStringConfig: record("queryStringConfig", { Values: listOf("values", KEY_AND_VALUE) }),
  ResponseHeaderConfig: record("responseHeaderConfig", KEY_AND_VALUES),
  ResponseStatusCodeConfig: record("responseStatusCodeConfig", VALUES),
};

/** What a rule that is taken does. */
const ACTION: Fields = {
  Type: text("type"),
  Order: integer("order"),
  ForwardGroupConfig: record("forwardGroupConfig", {
    ServerGroupTuples: listOf("serverGroupTuples", {
      ServerGroupId: text("serverGroupId"),
      Weight: integer("weight"),
    }),
    ServerGroupStickySession: record("serverGroupStickySession", {
      Enabled: flag("enabled"),
      Timeout: integer("timeout"),
    }),
  }),
  FixedResponseConfig: record("fixedResponseConfig", {
    HttpCode: text("httpCode"),
    ContentType: text("contentType"),
    Content: text("content"),
  }),
  RedirectConfig: record("redirectConfig", {
    ...PLACE,
    HttpCode: text("httpCode"),
    Port: text("port"),
    Protocol: text("protocol"),
  }),
  RewriteConfig: record("rewriteConfig", PLACE),
  InsertHeaderConfig: record("insertHeaderConfig", { ...KEY_AND_VALUE, ValueType: text("valueType") }),
  RemoveHeaderConfig: record("removeHeaderConfig", { Key: text("key") }),
  TrafficLimitConfig: record("trafficLimitConfig", { QPS: integer("qps"), PerIpQps: integer("perIpQps") }),
  TrafficMirrorConfig: record("trafficMirrorConfig", {
    TargetType: text("targetType"),
    MirrorGroupConfig: record("mirrorGroupConfig", {
      ServerGroupTuples: listOf("serverGroupTuples", { ServerGroupId: text("serverGroupId") }),
    }),
  }),
  CorsConfig: record("corsConfig", {
    AllowOrigin: list("allowOrigin"),
    AllowMethods: list("allowMethods"),
    AllowHeaders: list("allowHeaders"),
    ExposeHeaders: list("exposeHeaders"),
    AllowCredentials: text("allowCredentials"),
    MaxAge: integer("maxAge"),
  }),
};

/** What may be said again later. */
export const CHANGEABLE: Fields = {
  RuleName: text("ruleName"),
  Priority: integer("priority"),
  RuleConditions: listOf("ruleConditions", CONDITION),
  RuleActions: listOf("ruleActions", ACTION),
};

export const GIVEN: Fields = {
  ...CHANGEABLE,
  ListenerId: text("listenerId"),
  Direction: text("direction"),
};
