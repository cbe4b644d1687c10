import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { must } from "../guest/run.ts";

/** A self-signed certificate for a name, and its key, both PEM. */
export async function selfSigned(name: string): Promise<{ certificate: string; privateKey: string }> {
  const folder = await mkdtemp(join(tmpdir(), "hougu-tls-"));
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  try {
    // biome-ignore format: one option a line would be a page
    await must("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-days", "2", "-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`, "-keyout", key, "-out", certificate);
    return {
      certificate: (await readFile(certificate, "utf8")).trim(),
      privateKey: (await readFile(key, "utf8")).trim(),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
