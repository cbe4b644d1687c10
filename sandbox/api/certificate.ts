import { webcrypto } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
// The library finds its crypto provider through reflection metadata, which must be there before it.
import "reflect-metadata";
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** What a server shows that it is who it says. */
export interface ServerCertificate {
  readonly cert: string;
  /** PKCS #8 in PEM. */
  readonly key: string;
}

const CERTIFICATE_FILE = "api-certificate.pem";
const KEY_FILE = "api-key.pem";
const TRUSTED_FILE = "trusted.pem";

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS = 397;
/** One that is about to end is made anew, so that no test run sees it end. */
const SPARE_DAYS = 30;

/** What clients are told to believe: files that are there once the API has been served from the folder. */
export interface TrustFiles {
  /** The public authorities and this server, for clients that read one list, e.g. Go's by `SSL_CERT_FILE`. */
  readonly all: string;
  /** This server alone, for clients that add to their own list, e.g. Node.js by `NODE_EXTRA_CA_CERTS`. */
  readonly own: string;
}

export function trustFilesIn(folder: string): TrustFiles {
  return { all: join(folder, TRUSTED_FILE), own: join(folder, CERTIFICATE_FILE) };
}

/**
 * The certificate of a folder's API for the loopback interface, made the first time and again before it ends. Some
 * clients insist on TLS whatever protocol is asked of them, Alibaba Cloud's provider for ACK among them. It is
 * self-signed and no authority: who trusts it trusts this server and nothing else.
 */
export async function certificateIn(folder: string, now = new Date()): Promise<ServerCertificate> {
  const files = { cert: join(folder, CERTIFICATE_FILE), key: join(folder, KEY_FILE) };
  const kept = keptIn(files);
  if (kept && endOf(kept.cert) > now.getTime() + SPARE_DAYS * DAY_MS) return kept;
  const made = await selfSigned(["127.0.0.1", "::1", "localhost"], now);
  writeFileSync(files.key, made.key, { mode: 0o600 });
  writeFileSync(files.cert, made.cert);
  writeFileSync(trustFilesIn(folder).all, `${[...rootCertificates, made.cert].join("\n")}`);
  return made;
}

function keptIn(files: ServerCertificate): ServerCertificate | undefined {
  try {
    return { cert: readFileSync(files.cert, "utf8"), key: readFileSync(files.key, "utf8") };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function endOf(certificate: string): number {
  return new X509Certificate(certificate).notAfter.getTime();
}

async function selfSigned(names: readonly string[], now: Date): Promise<ServerCertificate> {
  cryptoProvider.set(webcrypto);
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: "CN=localhost, O=Hougu sandbox",
    // Clocks differ: a certificate that begins now is not valid yet on some machines.
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(now.getTime() + DAYS * DAY_MS),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? ("dns" as const) : ("ip" as const), value })),
      ),
    ],
  });
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    cert: `${certificate.toString("pem")}\n`,
    key: `${PemConverter.encode(key, "PRIVATE KEY")}\n`,
  };
}
