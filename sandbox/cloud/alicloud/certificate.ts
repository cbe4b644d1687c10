import { createHash, randomInt } from "node:crypto";
import { text } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { DEFAULT_RESOURCE_GROUP } from "./vpc.ts";

/** A certificate in the certificate service. */
export const certificate: ResourceType = {
  type: "alicloud:certificate",
  service: "Cas",
  actions: {
    create: "UploadUserCertificate",
    describe: "GetUserCertificateDetail",
    modify: "MoveResourceGroup",
    remove: "DeleteUserCertificate",
  },
  global: true,
  nameAttribute: "certificateName",
  sealed: ["key"],
  id: () => String(randomInt(10_000_000, 99_999_999)),
  notFound: { code: "CertNotExist", message: "The certificate does not exist." },
  unique: [
    {
      attributes: ["certificateName"],
      taken: { code: "NameRepeat", message: "The name of the certificate is taken." },
    },
  ],
  check(wanted, look) {
    if (text(wanted, "cert") === "" || text(wanted, "key") === "") {
      look.refuse("MissingCertOrKey", "A certificate and its key are required.");
    }
  },
  complete: (wanted) => ({
    certificateName:
      text(wanted, "certificateName") ||
      `cert-${createHash("sha256").update(text(wanted, "cert")).digest("hex").slice(0, 8)}`,
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
  }),
};
