import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PemPair } from "../../components/config/rules/tls.ts";

/** A self-signed certificate for the domains, valid for a day from now. */
export function selfSigned(...domains: readonly string[]): PemPair {
  return named(domains[0] ?? "localhost", domains);
}

/** As {@link selfSigned}, with another common name; made by openssl. */
export function named(commonName: string, domains: readonly string[]): PemPair {
  const folder = mkdtempSync(join(tmpdir(), "hougu-certificate-"));
  const certificate = join(folder, "crt");
  const privateKey = join(folder, "key");
  try {
    execFileSync(
      "openssl",
      // biome-ignore format: one option and its value a line reads worse
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
        "-subj", `/CN=${commonName}`, "-addext", `subjectAltName=${domains.map((domain) => `DNS:${domain}`).join(",")}`,
        "-keyout", privateKey, "-out", certificate,
      ],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    return { certificate: readFileSync(certificate, "utf8"), privateKey: readFileSync(privateKey, "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
