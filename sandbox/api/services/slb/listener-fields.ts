import { type Fields, flag, integer, onOff, text } from "../../fields.ts";

const EVERY: Fields = {
  BackendServerPort: integer("backendPort"),
  Bandwidth: integer("bandwidth"),
  Scheduler: text("scheduler"),
  Description: text("description"),
  VServerGroupId: text("serverGroupId"),
  MasterSlaveServerGroupId: text("masterSlaveServerGroupId"),
  AclStatus: text("aclStatus"),
  AclType: text("aclType"),
  HealthCheck: text("healthCheck"),
  HealthCheckConnectPort: integer("healthCheckConnectPort"),
  HealthCheckInterval: integer("healthCheckInterval"),
  HealthyThreshold: integer("healthyThreshold"),
  UnhealthyThreshold: integer("unhealthyThreshold"),
};

const LAYER_4: Fields = {
  ...EVERY,
  HealthCheckConnectTimeout: integer("healthCheckTimeout"),
  ProxyProtocolV2Enabled: flag("proxyProtocolV2Enabled"),
};

const TCP: Fields = {
  ...LAYER_4,
  PersistenceTimeout: integer("persistenceTimeout"),
  EstablishedTimeout: integer("establishedTimeout"),
  HealthCheckType: text("healthCheckType"),
  HealthCheckDomain: text("healthCheckDomain"),
  HealthCheckURI: text("healthCheckUri"),
  HealthCheckHttpCode: text("healthCheckHttpCode"),
};

const HTTP: Fields = {
  ...EVERY,
  HealthCheckTimeout: integer("healthCheckTimeout"),
  HealthCheckDomain: text("healthCheckDomain"),
  HealthCheckURI: text("healthCheckUri"),
  HealthCheckMethod: text("healthCheckMethod"),
  HealthCheckHttpCode: text("healthCheckHttpCode"),
  StickySession: text("stickySession"),
  StickySessionType: text("stickySessionType"),
  CookieTimeout: integer("cookieTimeout"),
  Cookie: text("cookie"),
  Gzip: onOff("gzip"),
  IdleTimeout: integer("idleTimeout"),
  RequestTimeout: integer("requestTimeout"),
  ListenerForward: text("listenerForward"),
  ForwardPort: integer("forwardPort"),
};

const HTTPS: Fields = {
  ...HTTP,
  ServerCertificateId: text("serverCertificateId"),
  CACertificateId: text("caCertificateId"),
  EnableHttp2: text("enableHttp2"),
  TLSCipherPolicy: text("tlsCipherPolicy"),
};

/** What a listener of each protocol is told and tells, by the API's names for protocols. */
export const LISTENER_FIELDS: Readonly<Record<"TCP" | "UDP" | "HTTP" | "HTTPS", Fields>> = {
  TCP,
  UDP: { ...LAYER_4, PersistenceTimeout: integer("persistenceTimeout") },
  HTTP,
  HTTPS,
};

/** Headers that say where a request came from. The API has a field for each, the cloud one object. */
export const FORWARDED_FOR: Fields = {
  XForwardedFor: onOff("retriveClientIp"),
  XForwardedFor_SLBIP: onOff("retriveSlbIp"),
  XForwardedFor_SLBID: onOff("retriveSlbId"),
  XForwardedFor_proto: onOff("retriveSlbProto"),
};

/** What a list of listeners of all protocols shows of each. */
export const LISTED: Fields = {
  LoadBalancerId: text("loadBalancerId"),
  ListenerPort: integer("frontendPort"),
  ListenerProtocol: text("protocol"),
  Status: text("status"),
  Bandwidth: integer("bandwidth"),
  Scheduler: text("scheduler"),
  Description: text("description"),
  VServerGroupId: text("serverGroupId"),
  BackendServerPort: integer("backendPort"),
  AclStatus: text("aclStatus"),
  AclType: text("aclType"),
};

/** Where that list has what only one protocol has. */
export const LISTED_CONFIG: Readonly<Record<keyof typeof LISTENER_FIELDS, string>> = {
  TCP: "TCPListenerConfig",
  UDP: "UDPListenerConfig",
  HTTP: "HTTPListenerConfig",
  HTTPS: "HTTPSListenerConfig",
};
