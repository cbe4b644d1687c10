import { createHash } from "node:crypto";
import { ServiceCertificate } from "@pulumi/alicloud/cas/serviceCertificate.js";
import * as pulumi from "@pulumi/pulumi";
import type { MiniProgramName, TlsPair } from "../config/environment.ts";
import type { Labels } from "../naming/labels.ts";

/** Enough digits that two certificates of a mini-program never share a name. */
const DIGEST_DIGITS = 8;

/**
 * A mini-program's certificate in the certificate service, where balancers take it from. A new one is there before the
 * listener changes over and the old one goes, so each has a name of its own.
 */
export function uploadCertificate(
  parent: pulumi.Resource,
  name: string,
  {
    labels,
    miniProgram,
    tls,
  }: { readonly labels: Labels; readonly miniProgram: MiniProgramName; readonly tls: TlsPair },
): ServiceCertificate {
  const digest = tls.certificate.apply((pem) =>
    createHash("sha256").update(pem).digest("hex").slice(0, DIGEST_DIGITS),
  );
  return new ServiceCertificate(
    name,
    {
      // A digest of what is public anyway.
      certificateName: pulumi.unsecret(digest).apply((digits) => labels.physicalName(`${name}-${digits}`)),
      cert: tls.certificate,
      key: tls.privateKey,
      tags: labels.tags(miniProgram),
    },
    { parent },
  );
}
