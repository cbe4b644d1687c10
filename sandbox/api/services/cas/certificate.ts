import { type CertificateFacts, certificateFacts } from "../../../cloud/alicloud/certificate-facts.ts";
import { type CloudObject, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";
import { type Fields, shown, taken, text } from "../../fields.ts";
import { filtered } from "../../filters.ts";
import { pageOf } from "../../paging.ts";
import { shownTags, tagsIn } from "../../tags.ts";

const TYPE = "alicloud:certificate";
const DATE_LENGTH = "2026-11-24".length;

const GIVEN: Fields = {
  Name: text("certificateName"),
  Cert: text("cert"),
  Key: text("key"),
  EncryptCert: text("encryptCert"),
  EncryptPrivateKey: text("encryptPrivateKey"),
  SignCert: text("signCert"),
  SignPrivateKey: text("signPrivateKey"),
  ResourceGroupId: text("resourceGroupId"),
};

const PUBLIC: Fields = { Name: text("certificateName"), ResourceGroupId: text("resourceGroupId") };

/** What the certificate itself says; nothing when the text has none. */
function facts(pem: string): Record<string, Value> {
  const found = certificateFacts(pem);
  return found === undefined ? {} : shownFacts(found);
}

function shownFacts(found: CertificateFacts): Record<string, Value> {
  return {
    Algorithm: found.algorithm,
    Country: found.country,
    OrgName: found.organisation,
    Issuer: found.issuer,
    Sans: found.alternativeNames.join(","),
    SerialNo: found.serial,
    Fingerprint: found.sha1,
    Sha2: found.sha256,
    StartDate: new Date(found.notBefore).toISOString().slice(0, DATE_LENGTH),
    EndDate: new Date(found.notAfter).toISOString().slice(0, DATE_LENGTH),
    Expired: found.notAfter < Date.now(),
  };
}

function listed(certificate: CloudObject): Record<string, Value> {
  const pem = textOf(certificate.attributes, "cert");
  const found = certificateFacts(pem);
  return {
    ...shown(certificate.attributes, PUBLIC),
    CertificateId: Number(certificate.id),
    InstanceId: `cas-upload-${certificate.id}`,
    Upload: true,
    ...(found && {
      ...shownFacts(found),
      CommonName: found.commonName,
      CertStartTime: found.notBefore,
      CertEndTime: found.notAfter,
    }),
  };
}

export const CERTIFICATE_ACTIONS: Readonly<Record<string, Action>> = {
  UploadUserCertificate: async (call) => {
    const tags = tagsIn(call.parameters, "Tags");
    const { id } = await call.create(TYPE, { ...taken(call.parameters, GIVEN), ...(tags && { tags }) });
    return { CertId: Number(id), ResourceId: `cas-upload-${id}` };
  },
  /** The one call that gives a key back: to whoever asks for a certificate of the account, as the service documents. */
  GetUserCertificateDetail: async (call) => {
    const { parameters } = call;
    const certificate = await call.need(TYPE, parameters.required("CertId"));
    const { attributes, id } = certificate;
    const pem = textOf(attributes, "cert");
    const common = certificateFacts(pem)?.commonName;
    const tags = shownTags(certificate);
    return {
      ...shown(attributes, parameters.flag("CertFilter") === true ? PUBLIC : GIVEN),
      Id: Number(id),
      InstanceId: `cas-upload-${id}`,
      CertIdentifier: `${id}-${call.region}`,
      BuyInAliyun: false,
      ...facts(pem),
      ...(common !== undefined && { Common: common }),
      ...(tags.length > 0 && { Tags: tags }),
    };
  },
  ListUserCertificateOrder: async (call) => {
    const { parameters } = call;
    const keyword = parameters.text("Keyword") ?? "";
    const kind = parameters.text("OrderType") ?? "UPLOAD";
    // Nothing can be bought here: whatever is listed was uploaded.
    const all = kind === "UPLOAD" || kind === "CERT" ? await call.all(TYPE) : [];
    const found = filtered(all, parameters, { one: { ResourceGroupId: "resourceGroupId" } }).filter(
      ({ attributes }) => textOf(attributes, "certificateName").includes(keyword),
    );
    const { items, total, number, size } = pageOf(found, parameters, {
      usual: 50,
      most: 1000,
      sizeName: "ShowSize",
      numberName: "CurrentPage",
    });
    return {
      CertificateOrderList: items.map(listed),
      CurrentPage: number,
      ShowSize: size,
      TotalCount: total,
    };
  },
  DeleteUserCertificate: async (call) => {
    await call.remove(TYPE, call.parameters.required("CertId"));
    return {};
  },
};

/** Renames a certificate and sets its tags, all of them: an empty key leaves none. */
export const createCertificateName: Action = async (call) => {
  const { parameters } = call;
  const tags = parameters
    .records("Tags")
    ?.map((tag) => [tag.text("Key") ?? "", tag.text("Value") ?? ""] as const)
    .filter(([key]) => key !== "");
  await call.modify(TYPE, parameters.required("CertificateId"), {
    ...taken(parameters, PUBLIC),
    ...(tags && { tags: Object.fromEntries(tags) }),
  });
  return {};
};
