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

/** A certificate with the one of the authority that has signed it. */
export interface SignedCertificate extends CertificatePair {
  readonly authority: string;
}

/** 397 days is the longest that browsers and WeChat accept (CA/Browser Forum, SC-22 era limit of 398 days). */
const DAYS = 397;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Clocks of machines differ: a certificate that begins now is not valid yet on some. */
const CLOCK_SKEW_MS = 60 * 60 * 1000;

/** A self-signed certificate for host names, for the sandbox only: ECDSA P-256, as small and quick as TLS gets. */
export async function selfSigned(domains: readonly string[], now: Date): Promise<CertificatePair> {
  cryptoProvider.set(webcrypto);
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${domains[0]}, O=Hougu sandbox`,
    notBefore: new Date(now.getTime() - CLOCK_SKEW_MS),
    notAfter: new Date(now.getTime() + DAYS * DAY_MS),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(domains.map((value) => ({ type: "dns", value }))),
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

/**
 * A certificate for host names that are servers and clients of each other, and the authority that signed it, whose key is
 * thrown away: for the sandbox only.
 */
export async function signedByOwnAuthority(hosts: readonly string[], now: Date): Promise<SignedCertificate> {
  cryptoProvider.set(webcrypto);
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const period = {
    notBefore: new Date(now.getTime() - CLOCK_SKEW_MS),
    notAfter: new Date(now.getTime() + DAYS * DAY_MS),
  };
  const authorityKeys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const authority = await X509CertificateGenerator.createSelfSigned({
    name: "CN=Hougu sandbox brokers' authority",
    ...period,
    signingAlgorithm: algorithm,
    keys: authorityKeys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      await SubjectKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  });
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.create({
    subject: "CN=brokers, O=Hougu sandbox",
    issuer: authority.subject,
    ...period,
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: authorityKeys.privateKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      new SubjectAlternativeNameExtension(hosts.map((value) => ({ type: "dns", value }))),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  });
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    authority: `${authority.toString("pem")}\n`,
    certificate: `${certificate.toString("pem")}\n`,
    privateKey: `${PemConverter.encode(key, "PRIVATE KEY")}\n`,
  };
}
