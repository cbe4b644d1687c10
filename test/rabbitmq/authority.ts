import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { must } from "../guest/run.ts";

export interface BrokerTls {
  readonly authority: string;
  readonly certificate: string;
  readonly privateKey: string;
}

/** An authority of our own and a certificate of it for the brokers: for servers and clients, since nodes are both. */
export async function brokerTls(hosts: readonly string[]): Promise<BrokerTls> {
  const folder = await mkdtemp(join(tmpdir(), "hougu-authority-"));
  const file = (name: string) => join(folder, name);
  try {
    // biome-ignore format: commands
    await must("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
      "-subj", "/CN=Hougu test authority", "-keyout", file("ca.key"), "-out", file("ca.crt"));
    // biome-ignore format: commands
    await must("openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
      "-subj", "/CN=brokers", "-keyout", file("broker.key"), "-out", file("broker.csr"));
    await writeFile(
      file("extensions"),
      `subjectAltName=${hosts.map((host) => `DNS:${host}`).join()}\nextendedKeyUsage=serverAuth,clientAuth\nkeyUsage=digitalSignature\n`,
    );
    // biome-ignore format: commands
    await must("openssl", "x509", "-req", "-in", file("broker.csr"), "-CA", file("ca.crt"), "-CAkey", file("ca.key"),
      "-CAcreateserial", "-days", "1", "-extfile", file("extensions"), "-out", file("broker.crt"));
    return {
      authority: await readFile(file("ca.crt"), "utf8"),
      certificate: await readFile(file("broker.crt"), "utf8"),
      privateKey: await readFile(file("broker.key"), "utf8"),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
