import { type CloudObject, isRecord, records, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, integer, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import { Parameters } from "../../parameters.ts";
import { shownTags, tagsIn } from "../../tags.ts";

export const DOMAIN = "alicloud:cdnDomain";

const GIVEN: Fields = {
  DomainName: text("domainName"),
  CdnType: text("cdnType"),
  Scope: text("scope"),
  CheckUrl: text("checkUrl"),
  ResourceGroupId: text("resourceGroupId"),
};

const DESCRIBED: Fields = {
  DomainName: text("domainName"),
  CdnType: text("cdnType"),
  Cname: text("cname"),
  Scope: text("scope"),
  DomainStatus: text("status"),
  ResourceGroupId: text("resourceGroupId"),
  GmtCreated: text("createTime"),
  GmtModified: text("modifyTime"),
};

const SOURCE: Fields = {
  type: text("type"),
  content: text("content"),
  port: integer("port"),
  priority: integer("priority"),
  weight: integer("weight"),
};

const CERTIFICATE: Fields = {
  CertId: text("certId"),
  CertName: text("certName"),
  CertRegion: text("certRegion"),
  CertType: text("certType"),
};

/** Origins, whose fields begin with a capital in some requests and don't in others. */
function sourcesIn(parameters: Parameters): Record<string, Value> | undefined {
  const sources = parameters.records("Sources");
  return (
    sources && {
      sources: sources.map((source) => {
        const small = source.names.map((name) => [name.toLowerCase(), source.value(name) ?? null]);
        return taken(new Parameters(Object.fromEntries(small)), SOURCE);
      }),
    }
  );
}

function shownSources({ attributes }: CloudObject): Record<string, Value>[] {
  return records(attributes, "sources").map((source) =>
    shown(source, {
      Type: text("type"),
      Content: text("content"),
      Port: integer("port"),
      Priority: text("priority"),
      Weight: text("weight"),
    }),
  );
}

export const domainOf = (call: Call): Promise<CloudObject> =>
  call.need(DOMAIN, call.parameters.required("DomainName"));

const changing =
  (changes: (call: Call, domain: CloudObject) => Record<string, Value>): Action =>
  async (call) => {
    const domain = await domainOf(call);
    await call.modify(DOMAIN, domain.id, changes(call, domain));
    return {};
  };

export const DOMAIN_ACTIONS: Readonly<Record<string, Action>> = {
  AddCdnDomain: async (call) => {
    const { parameters } = call;
    const tags = tagsIn(parameters);
    await call.create(DOMAIN, {
      ...taken(parameters, GIVEN),
      ...sourcesIn(parameters),
      ...(tags && { tags }),
    });
    return {};
  },
  DescribeCdnDomainDetail: async (call) => {
    const domain = await domainOf(call);
    const config = domain.attributes.certificateConfig;
    return {
      GetDomainDetailModel: {
        Description: "",
        HttpsCname: "",
        ...shown(domain.attributes, DESCRIBED),
        ServerCertificateStatus: isRecord(config) ? textOf(config, "serverCertificateStatus") : "off",
        SourceModels: { SourceModel: shownSources(domain).map((one) => ({ ...one, Enabled: "online" })) },
      },
    };
  },
  DescribeUserDomains: async (call) => {
    const { parameters } = call;
    const name = parameters.text("DomainName") ?? "";
    const isExact = parameters.text("DomainSearchType") === "full_match";
    const status = parameters.text("DomainStatus");
    const found = (await call.all(DOMAIN)).filter(
      ({ id, attributes }) =>
        (isExact ? id === name : id.includes(name)) && (!status || attributes.status === status),
    );
    const { items, total, number, size } = pageOf(found, parameters, { usual: 20, most: 500 });
    return {
      TotalCount: total,
      PageNumber: number,
      PageSize: size,
      Domains: {
        PageData: items.map((domain) => {
          const { Scope: _, ...fields } = DESCRIBED;
          const config = domain.attributes.certificateConfig;
          return {
            ...shown(domain.attributes, { ...fields, Coverage: text("scope") }),
            SslProtocol: isRecord(config) ? textOf(config, "serverCertificateStatus") : "off",
            Sandbox: "normal",
            Sources: { Source: shownSources(domain) },
          };
        }),
      },
    };
  },
  ModifyCdnDomain: changing(({ parameters }) => ({
    ...taken(parameters, { ResourceGroupId: text("resourceGroupId") }),
    ...sourcesIn(parameters),
  })),
  ModifyCdnDomainSchdmByProperty: changing(({ parameters }) => {
    const property = parameters.record("Property");
    return property ? taken(property, { coverage: text("scope") }) : {};
  }),
  StartCdnDomain: changing(() => ({ status: "online" })),
  StopCdnDomain: changing(() => ({ status: "offline" })),
  /** The private key is used and not kept: nobody is ever shown it. */
  SetCdnDomainSSLCertificate: changing(({ parameters }, { attributes }) => {
    const before = attributes.certificateConfig;
    return {
      certificateConfig: {
        ...(isRecord(before) && before),
        ...taken(parameters, {
          ...CERTIFICATE,
          SSLProtocol: text("serverCertificateStatus"),
          SSLPub: text("serverCertificate"),
        }),
      },
    };
  }),
  DescribeDomainCertificateInfo: async (call) => {
    const { id, attributes } = await domainOf(call);
    const config = isRecord(attributes.certificateConfig) ? attributes.certificateConfig : {};
    return {
      CertInfos: {
        CertInfo: [
          {
            DomainName: id,
            ServerCertificateStatus: "off",
            ...shown(config, {
              ...CERTIFICATE,
              ServerCertificateStatus: text("serverCertificateStatus"),
              ServerCertificate: text("serverCertificate"),
            }),
          },
        ],
      },
    };
  },
  /** Another form of ListTagResources, an object for each domain. */
  DescribeTagResources: async (call) => {
    const domains = await call.those(DOMAIN, call.parameters.list("ResourceId"));
    return {
      TagResources: domains.map((domain) => ({ ResourceId: domain.id, Tag: shownTags(domain) })),
    };
  },
  DeleteCdnDomain: async (call) => {
    const { id } = await domainOf(call);
    await call.remove(DOMAIN, id);
    return {};
  },
};
