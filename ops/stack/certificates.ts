import { webcrypto } from "node:crypto";
// The library finds its crypto provider through reflection metadata, which must be there before it.
import "reflect-metadata";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

export interface CertificatePair {
  /** X.509 in PEM. */
  readonly certificate: string;
  /** PKCS #8 in PEM, not encrypted. */
  readonly privateKey: string;
}

/** 397 days is the longest that browsers and WeChat accept (CA/Browser Forum, SC-22 era limit of 398 days). */
const DAYS = 397;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Clocks of machines differ: a certificate that begins now is not valid yet on some. */
const CLOCK_SKEW_MS = 60 * 60 * 1000;

/** A self-signed certificate for one host name, for the sandbox only: ECDSA P-256, as small and quick as TLS gets. */
export async function selfSigned(domain: string, now: Date): Promise<CertificatePair> {
  cryptoProvider.set(webcrypto);
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${domain}, O=Hougu sandbox`,
    notBefore: new Date(now.getTime() - CLOCK_SKEW_MS),
    notAfter: new Date(now.getTime() + DAYS * DAY_MS),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([{ type: "dns", value: domain }]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    certificate: `${certificate.toString("pem")}\n`,
    privateKey: `${PemConverter.encode(key, "PRIVATE KEY")}\n`,
  };
}
