import { X509Certificate } from "node:crypto";

/** What a certificate says of itself. */
export interface CertificateFacts {
  readonly commonName: string;
  readonly organisation: string;
  readonly country: string;
  readonly issuer: string;
  readonly alternativeNames: readonly string[];
  /** Hexadecimal, as certificates have it. */
  readonly serial: string;
  /** SHA-1 and SHA-256 of the certificate, hexadecimal without colons. */
  readonly sha1: string;
  readonly sha256: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** e.g. `RSA`. */
  readonly algorithm: string;
}

/** The facts of the first certificate in a text; undefined when there is none in it. */
export function certificateFacts(pem: string): CertificateFacts | undefined {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    return undefined;
  }
  return {
    commonName: nameIn(certificate.subject, "CN"),
    organisation: nameIn(certificate.subject, "O"),
    country: nameIn(certificate.subject, "C"),
    issuer: nameIn(certificate.issuer, "CN") || nameIn(certificate.issuer, "O"),
    alternativeNames: [...(certificate.subjectAltName ?? "").matchAll(/DNS:([^,\s]+)/g)].map(
      ([, name]) => name ?? "",
    ),
    serial: certificate.serialNumber.toLowerCase(),
    sha1: certificate.fingerprint.replaceAll(":", "").toLowerCase(),
    sha256: certificate.fingerprint256.replaceAll(":", "").toLowerCase(),
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
    algorithm: (certificate.publicKey.asymmetricKeyType ?? "").toUpperCase(),
  };
}

/** One part of a distinguished name; Node writes a part on each line. */
function nameIn(distinguished: string | undefined, part: string): string {
  const line = distinguished?.split("\n").find((one) => one.startsWith(`${part}=`));
  return line?.slice(part.length + 1) ?? "";
}
