import type { Attributes } from "../../cloud/object.ts";

/**
 * Inputs that Alibaba Cloud's provider ignores and doesn't keep, given the others (its DiffSuppressFunc,
 * `diff_suppress_funcs.go` of terraform-provider-alicloud 1.285.0).
 */

/** What is about a subscription, of a machine that is paid as it goes. */
export function ignoredOfInstance({ instanceChargeType }: Attributes): readonly string[] {
  return instanceChargeType === "PrePaid"
    ? []
    : ["autoRenewPeriod", "includeDataDisks", "period", "periodUnit", "renewalStatus"];
}

/** The same of a database. */
export function ignoredOfDatabase({ instanceChargeType }: Attributes): readonly string[] {
  return instanceChargeType === "Prepaid" ? [] : ["autoRenewPeriod"];
}

/**
 * The same of a cache. Its port stands where the provider's own state has it, and a coupon is asked for by who makes it and
 * then forgotten.
 */
export function ignoredOfCache({ paymentType }: Attributes): readonly string[] {
  return ["autoUseCoupon", "port", ...(paymentType === "PrePaid" ? [] : ["autoRenewPeriod"])];
}

/** Who pays for what passes has no size to choose. */
export function ignoredOfNatGateway({ internetChargeType }: Attributes): readonly string[] {
  return internetChargeType === "PayByLcu" ? ["specification"] : [];
}

/** What is about another protocol, or about a check that is off. */
export function ignoredOfListener(listener: Attributes): readonly string[] {
  const { protocol, healthCheck, healthCheckType, listenerForward } = listener;
  const [isTcp, isUdp, isHttp, isHttps] = ["tcp", "udp", "http", "https"].map((name) => protocol === name);
  const web = (isHttp || isHttps) && listenerForward !== "on";
  const checksByPath = (web && healthCheck === "on") || (isTcp && healthCheckType === "http");
  return [
    ...(web ? [] : ["gzip", "healthCheck", "idleTimeout", "requestTimeout", "stickySession"]),
    ...(isHttps ? [] : ["enableHttp2", "serverCertificateId", "caCertificateId", "tlsCipherPolicy"]),
    ...(isHttp && listenerForward === "on" ? [] : ["forwardPort"]),
    ...(checksByPath ? [] : ["healthCheckDomain", "healthCheckHttpCode", "healthCheckUri"]),
    ...(isTcp ? [] : ["establishedTimeout", "healthCheckType"]),
    ...(isTcp || isUdp ? [] : ["persistenceTimeout"]),
  ];
}
