import {
  type Attributes,
  isRecord,
  records,
  text as textOf,
  texts,
  type Value,
} from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, integer, list, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import type { Parameters } from "../../parameters.ts";
import { malformed } from "../../problem.ts";

const TYPE = "alicloud:ddosDomain";

const STATED: Fields = {
  InstanceIds: list("instanceIds"),
  RsType: integer("rsType"),
  RealServers: list("realServers"),
  HttpsExt: text("httpsExt"),
};

const DESCRIBED: Fields = {
  Domain: text("domain"),
  Cname: text("cname"),
  RsType: integer("rsType"),
  HttpsExt: text("httpsExt"),
  SslProtocols: text("sslProtocols"),
  SslCiphers: text("sslCiphers"),
  Ssl13Enabled: flag("ssl13Enabled"),
  OcspEnabled: flag("ocspEnabled"),
};

const LISTS: Fields = {
  InstanceIds: list("instanceIds"),
  RealServers: list("realServers"),
  BlackList: list("blackLists"),
  WhiteList: list("whiteLists"),
  CustomCiphers: list("customCiphers"),
  Tls13CustomCiphers: list("tls13CustomCiphers"),
};

/** What ModifyTlsConfig has in its JSON. */
const TLS: Fields = {
  ssl_protocols: text("sslProtocols"),
  ssl_ciphers: text("sslCiphers"),
  ssl_13_enabled: flag("ssl13Enabled"),
  custom_ciphers: list("customCiphers"),
  tls_13_custom_ciphers: list("tls13CustomCiphers"),
};

const CERTIFICATE: Fields = {
  Cert: text("cert"),
  Key: text("key"),
  CertName: text("certName"),
  CertIdentifier: text("certIdentifier"),
  CertRegion: text("certRegion"),
};

function statedIn(parameters: Parameters): Record<string, Value> {
  const proxies = parameters.records("ProxyTypes");
  return {
    ...taken(parameters, STATED),
    ...(proxies && {
      proxyTypes: proxies.map((proxy) => ({
        ...taken(proxy, { ProxyType: text("proxyType") }),
        proxyPorts: (proxy.list("ProxyPorts") ?? []).map(Number),
      })),
    }),
  };
}

function described(attributes: Attributes): Record<string, Value> {
  return {
    ...shown(attributes, DESCRIBED),
    ...Object.fromEntries(Object.keys(LISTS).map((name) => [name, []])),
    ...shown(attributes, LISTS),
    ProxyTypes: records(attributes, "proxyTypes").map((proxy) => ({
      ProxyType: proxy.proxyType ?? "",
      ProxyPorts: (Array.isArray(proxy.proxyPorts) ? proxy.proxyPorts : []).map(Number),
    })),
  };
}

/** The domains that a request asks for: one by its name, or all on some instances. */
async function domainsIn(call: Call): Promise<readonly Attributes[]> {
  const { parameters } = call;
  const name = parameters.text("Domain");
  const instances = parameters.list("InstanceIds");
  return (await call.all(TYPE))
    .map(({ attributes }) => attributes)
    .filter(
      (attributes) =>
        (name === undefined || attributes.domain === name) &&
        (instances === undefined ||
          texts(attributes, "instanceIds").some((instance) => instances.includes(instance))),
    );
}

/** An action that changes attributes. */
function change(changes: (parameters: Parameters) => Record<string, Value>): Action {
  return async (call) => {
    await call.modify(TYPE, call.parameters.required("Domain"), changes(call.parameters));
    return {};
  };
}

function configIn(parameters: Parameters, fields: Fields): Record<string, Value> {
  const config = parameters.record("Config");
  return config ? taken(config, fields) : {};
}

function headersOf(attributes: Attributes): Value {
  const text = textOf(attributes, "customHeaders");
  if (text === "") return {};
  const parsed = JSON.parse(text) as Value;
  return isRecord(parsed) ? parsed : {};
}

/** Headers are kept as the text that they come as. @throws ApiError when they aren't an object of JSON */
function headersIn(parameters: Parameters): string {
  const given = parameters.text("CustomHeaders") ?? "";
  if (given !== "" && !isRecord(parameters.record("CustomHeaders") && (JSON.parse(given) as Value))) {
    throw malformed("CustomHeaders", given, "an object");
  }
  return given;
}

export const DOMAIN_ACTIONS: Readonly<Record<string, Action>> = {
  CreateDomainResource: async (call) => {
    const { parameters } = call;
    await call.create(TYPE, { ...statedIn(parameters), domain: parameters.required("Domain") });
    return {};
  },
  DescribeDomainResource: async (call) => {
    const { items, total } = pageOf(await domainsIn(call), call.parameters);
    return { TotalCount: total, WebRules: items.map(described) };
  },
  DescribeWebRules: async (call) => {
    const { items, total } = pageOf(await domainsIn(call), call.parameters);
    return {
      TotalCount: total,
      WebRules: items.map((attributes) => ({
        ...described(attributes),
        ...shown(attributes, { CertName: text("certName"), UserCertName: text("certName") }),
      })),
    };
  },
  DescribeDomainCcProtectSwitch: async (call) => {
    const wanted = call.parameters.list("Domains") ?? [];
    const domains = await Promise.all(wanted.map((domain) => call.need(TYPE, domain)));
    return {
      ProtectSwitchList: domains.map(({ attributes }) =>
        shown(attributes, {
          Domain: text("domain"),
          AiMode: text("aiMode"),
          AiTemplate: text("aiTemplate"),
          BlackWhiteListEnable: integer("bwListEnable"),
          CcGlobalSwitch: text("ccGlobalSwitch"),
        }),
      ),
    };
  },
  DescribeHeaders: async (call) => {
    const { attributes } = await call.need(TYPE, call.parameters.required("Domain"));
    return { CustomHeader: { Domain: attributes.domain ?? "", Headers: headersOf(attributes) } };
  },
  ModifyDomainResource: change(statedIn),
  ModifyOcspStatus: change((parameters) => ({ ocspEnabled: parameters.integer("Enable") === 1 })),
  AssociateWebCert: change((parameters) => taken(parameters, CERTIFICATE)),
  ModifyHeaders: change((parameters) => ({ customHeaders: headersIn(parameters) })),
  ModifyWebAIProtectMode: change((parameters) =>
    configIn(parameters, { AiMode: text("aiMode"), AiTemplate: text("aiTemplate") }),
  ),
  ConfigDomainSecurityProfile: change((parameters) =>
    configIn(parameters, { bwlist_enable: integer("bwListEnable") }),
  ),
  ConfigWebIpSet: change((parameters) => ({
    blackLists: parameters.list("BlackList") ?? [],
    whiteLists: parameters.list("WhiteList") ?? [],
  })),
  ModifyWebCCGlobalSwitch: change((parameters) => ({
    ccGlobalSwitch: parameters.required("CcGlobalSwitch"),
  })),
  ModifyTlsConfig: change((parameters) => configIn(parameters, TLS)),
  DeleteDomainResource: async (call) => {
    await call.remove(TYPE, call.parameters.required("Domain"));
    return {};
  },
};
