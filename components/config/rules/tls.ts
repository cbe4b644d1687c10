import type { Localized } from "../../locale/localized.ts";
import type { Finding } from "../finding.ts";
import type { Path } from "../raw.ts";
import { tlsCommandFor } from "../secrets.ts";

export interface PemPair {
  readonly certificate: string;
  readonly privateKey: string;
}

export const CERTIFICATE = /^\s*(-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/;
export const PRIVATE_KEY =
  /^\s*-----BEGIN ((RSA |EC )?PRIVATE KEY)-----[A-Za-z0-9+/=\s]+-----END \1-----\s*$/;

/** Checks a certificate and its key against each other, the domain and the clock. No value ends in a finding. */
export function checkPair(
  at: Path,
  { certificate, privateKey }: { readonly certificate: unknown; readonly privateKey: unknown },
  against: { readonly domains: readonly string[]; readonly now: Date; readonly stack: string | undefined },
): Finding[] {
  const name = String(at.at(-1));
  const { domains, now, stack } = against;
  const again = (file: keyof PemPair): Localized => {
    const command = tlsCommandFor(name, file, stack);
    return { en: `run \`${command}\` with the right file`, zh: `用正确的文件执行 \`${command}\`` };
  };
  const fault = (file: keyof PemPair, expected: Localized): Finding => ({
    at: [...at, file],
    expected,
    remedy: again(file),
  });

  const shapes: Finding[] = [];
  if (typeof certificate !== "string" || !CERTIFICATE.test(certificate)) {
    shapes.push(
      fault("certificate", {
        en: "a certificate chain in PEM (-----BEGIN CERTIFICATE-----)",
        zh: "PEM 格式的证书链（-----BEGIN CERTIFICATE-----）",
      }),
    );
  }
  if (typeof privateKey !== "string" || !PRIVATE_KEY.test(privateKey)) {
    shapes.push(
      fault("privateKey", {
        en: "a private key in PEM without a passphrase (-----BEGIN PRIVATE KEY-----)",
        zh: "无口令的 PEM 私钥（-----BEGIN PRIVATE KEY-----）",
      }),
    );
  }
  if (shapes.length > 0) return shapes;

  // Loaded only where a certificate's text can be seen: neither the CLI's check nor a plan needs it.
  const { X509Certificate, createPrivateKey } = process.getBuiltinModule("node:crypto");
  let leaf: InstanceType<typeof X509Certificate>;
  try {
    leaf = new X509Certificate(String(certificate));
  } catch {
    return [fault("certificate", { en: "a certificate that can be decoded", zh: "可解码的证书" })];
  }
  const findings: Finding[] = [];
  try {
    if (!leaf.checkPrivateKey(createPrivateKey(String(privateKey)))) {
      findings.push(
        fault("privateKey", {
          en: "the key of this certificate; it belongs to another",
          zh: "与该证书匹配的私钥；当前私钥属于另一张证书",
        }),
      );
    }
  } catch {
    findings.push(fault("privateKey", { en: "a private key that can be decoded", zh: "可解码的私钥" }));
  }
  if (leaf.validToDate <= now) {
    const day = leaf.validToDate.toISOString().slice(0, 10);
    findings.push(
      fault("certificate", {
        en: `a certificate that is valid today; this one ended on ${day}`,
        zh: `当前有效的证书；此证书已于 ${day} 过期`,
      }),
    );
  }
  if (leaf.validFromDate > now) {
    const day = leaf.validFromDate.toISOString().slice(0, 10);
    findings.push(
      fault("certificate", {
        en: `a certificate that is valid today; this one begins on ${day}`,
        zh: `当前有效的证书；此证书自 ${day} 起生效`,
      }),
    );
  }
  // The subject alone doesn't count: browsers and WeChat look at subjectAltName.
  const missing = domains.filter((domain) => leaf.checkHost(domain, { subject: "never" }) === undefined);
  if (missing.length > 0) {
    findings.push(
      fault("certificate", {
        en: `a certificate whose subjectAltName covers ${missing.join(" and ")}`,
        zh: `subjectAltName 覆盖 ${missing.join(" 与 ")} 的证书`,
      }),
    );
  }
  return findings;
}
