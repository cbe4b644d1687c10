import { type CloudObject, isRecord, records, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, integer, listOf, record, shown, taken, text } from "../../fields.ts";
import { filtered } from "../../filters.ts";
import { stretchOf } from "../../paging.ts";
import { shownTags, tagsIn } from "../../tags.ts";
import { started } from "./jobs.ts";

const TYPE = "alicloud:albListener";

const CERTIFICATE: Fields = { CertificateId: text("certificateId") };

const FORWARDED_FOR: Fields = {
  XForwardedForEnabled: flag("xForwardedForEnabled"),
  XForwardedForProcessingMode: text("xForwardedForProcessingMode"),
  XForwardedForProtoEnabled: flag("xForwardedForProtoEnabled"),
  XForwardedForHostEnabled: flag("xForwardedForHostEnabled"),
  XForwardedForSLBIdEnabled: flag("xForwardedForSlbIdEnabled"),
  XForwardedForSLBPortEnabled: flag("xForwardedForSlbPortEnabled"),
  XForwardedForClientSrcPortEnabled: flag("xForwardedForClientSrcPortEnabled"),
  XForwardedForClientSourceIpsEnabled: flag("xForwardedForClientSourceIpsEnabled"),
  XForwardedForClientSourceIpsTrusted: text("xForwardedForClientSourceIpsTrusted"),
  XForwardedForClientCertClientVerifyAlias: text("xForwardedForClientCertClientVerifyAlias"),
  XForwardedForClientCertClientVerifyEnabled: flag("xForwardedForClientCertClientVerifyEnabled"),
  XForwardedForClientCertFingerprintAlias: text("xForwardedForClientCertFingerPrintAlias"),
  XForwardedForClientCertFingerprintEnabled: flag("xForwardedForClientCertFingerPrintEnabled"),
  XForwardedForClientCertIssuerDNAlias: text("xForwardedForClientCertIssuerDnAlias"),
  XForwardedForClientCertIssuerDNEnabled: flag("xForwardedForClientCertIssuerDnEnabled"),
  XForwardedForClientCertSubjectDNAlias: text("xForwardedForClientCertSubjectDnAlias"),
  XForwardedForClientCertSubjectDNEnabled: flag("xForwardedForClientCertSubjectDnEnabled"),
};

const TRACING: Fields = {
  AccessLogRecordCustomizedHeadersEnabled: flag("accessLogRecordCustomizedHeadersEnabled"),
  AccessLogTracingConfig: record("accessLogTracingConfig", {
    TracingEnabled: flag("tracingEnabled"),
    TracingSample: integer("tracingSample"),
    TracingType: text("tracingType"),
  }),
};

/** What may be said again later. */
const CHANGEABLE: Fields = {
  ListenerDescription: text("listenerDescription"),
  DefaultActions: listOf("defaultActions", {
    Type: text("type"),
    ForwardGroupConfig: record("forwardGroupConfig", {
      ServerGroupTuples: listOf("serverGroupTuples", { ServerGroupId: text("serverGroupId") }),
    }),
  }),
  Certificates: listOf("certificates", CERTIFICATE),
  CaCertificates: listOf("caCertificates", CERTIFICATE),
  CaEnabled: flag("caEnabled"),
  SecurityPolicyId: text("securityPolicyId"),
  GzipEnabled: flag("gzipEnabled"),
  Http2Enabled: flag("http2Enabled"),
  IdleTimeout: integer("idleTimeout"),
  RequestTimeout: integer("requestTimeout"),
  QuicConfig: record("quicConfig", {
    QuicListenerId: text("quicListenerId"),
    QuicUpgradeEnabled: flag("quicUpgradeEnabled"),
  }),
  XForwardedForConfig: record("xForwardedForConfig", FORWARDED_FOR),
};

const GIVEN: Fields = {
  ...CHANGEABLE,
  LoadBalancerId: text("loadBalancerId"),
  ListenerProtocol: text("listenerProtocol"),
  ListenerPort: integer("listenerPort"),
};

const { Certificates: _, CaCertificates: __, CaEnabled: ___, ...LISTED } = GIVEN;

/** A listener has one certificate of its own, though the request has a list for it. */
function statedIn({ parameters }: Call, fields: Fields): Record<string, Value> {
  const { certificates, ...rest } = taken(parameters, fields);
  const [certificate] = Array.isArray(certificates) ? certificates : [];
  return { ...rest, ...(certificate !== undefined && { certificates: certificate }) };
}

/** @param fields those of a list or of a description */
function described(listener: CloudObject, fields: Fields): Record<string, Value> {
  return {
    ...shown(listener.attributes, fields),
    ListenerId: listener.id,
    ListenerStatus: listener.attributes.status ?? "",
    LogConfig: shown(listener.attributes, TRACING),
    Tags: shownTags(listener),
  };
}

/** An action that changes attributes, and answers with its job. */
function change(apiName: string, changes: (call: Call) => Record<string, Value>) {
  return async (call: Call) => {
    const { id } = await call.modify(TYPE, call.parameters.required("ListenerId"), changes(call));
    return started(apiName, TYPE, id);
  };
}

export const LISTENER_ACTIONS: Readonly<Record<string, Action>> = {
  CreateListener: async (call) => {
    const tags = tagsIn(call.parameters);
    const { id } = await call.create(TYPE, { ...statedIn(call, GIVEN), ...(tags && { tags }) });
    return { ListenerId: id, ...started("CreateListener", TYPE, id) };
  },
  GetListenerAttribute: async (call) =>
    described(await call.need(TYPE, call.parameters.required("ListenerId")), GIVEN),
  ListListeners: async (call) => {
    const { parameters } = call;
    const found = filtered(await call.those(TYPE, parameters.list("ListenerIds")), parameters, {
      one: { ListenerProtocol: "listenerProtocol" },
      any: { LoadBalancerIds: "loadBalancerId" },
    });
    const { items, total, size, nextToken } = stretchOf(found, parameters);
    return {
      Listeners: items.map((listener) => described(listener, LISTED)),
      MaxResults: size,
      NextToken: nextToken,
      TotalCount: total,
    };
  },
  ListListenerCertificates: async (call) => {
    const { parameters } = call;
    const { attributes } = await call.need(TYPE, parameters.required("ListenerId"));
    const own = isRecord(attributes.certificates) ? [attributes.certificates] : [];
    const rows = [
      ...own.map((one) => ({ ...shown(one, CERTIFICATE), CertificateType: "Server" })),
      ...records(attributes, "caCertificates").map((one) => ({
        ...shown(one, CERTIFICATE),
        CertificateType: "Ca",
      })),
    ].map((row) => ({ ...row, IsDefault: true, Status: "Associated" }));
    const kind = parameters.text("CertificateType");
    const { items, total, size, nextToken } = stretchOf(
      rows.filter(({ CertificateType }) => kind === undefined || CertificateType === kind),
      parameters,
    );
    return { Certificates: items, MaxResults: size, NextToken: nextToken, TotalCount: total };
  },
  UpdateListenerAttribute: change("UpdateListenerAttribute", (call) => statedIn(call, CHANGEABLE)),
  UpdateListenerLogConfig: change("UpdateListenerLogConfig", ({ parameters }) => taken(parameters, TRACING)),
  StartListener: change("StartListener", () => ({ status: "Running" })),
  StopListener: change("StopListener", () => ({ status: "Stopped" })),
  DeleteListener: async (call) => {
    const id = call.parameters.required("ListenerId");
    await call.remove(TYPE, id);
    return started("DeleteListener", TYPE, id);
  },
};
