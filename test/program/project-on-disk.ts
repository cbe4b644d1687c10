import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { ConfigMap } from "@pulumi/pulumi/automation/index.js";
import { parse, stringify } from "yaml";
import { hostNamesOf } from "../../components/config/host-names.ts";
import type { Vcenter } from "../../tools/conformance/vcenter.ts";
import { alertSecrets } from "../config/alert-secrets.ts";
import { brokerSecrets } from "../config/broker-secrets.ts";
import { selfSigned } from "../config/certificates.ts";
import { valuesOf } from "../config/stack.ts";
import { SECRET_VALUES } from "./recorded.ts";

/**
 * dev's configuration on the simulated vCenter, with secrets, as the engine takes it.
 * @param without sections that are left out
 */
export function configurationOf(
  { server, user, password }: Vcenter,
  without: readonly string[] = [],
): ConfigMap {
  const all = valuesOf("dev");
  const values = Object.fromEntries(
    Object.entries(all).filter(([section]) => !without.includes(section)),
  ) as Record<string, unknown> & { vsphere: Record<string, unknown> };
  const hosts = (name: string) =>
    hostNamesOf({ entry: { kind: "pair" }, ...(values[name] as { domain: string }) });
  const plain = { ...values, vsphere: { ...values.vsphere, server, user } };
  const secret = {
    vrrpPassword: SECRET_VALUES.vrrpPassword,
    sessionKey: SECRET_VALUES.sessionKey,
    vspherePassword: password,
    // A secret that nothing needs is refused.
    ...(values.data === undefined ? {} : { dataKey: SECRET_VALUES.dataKey }),
    ...(values.messaging === undefined ? {} : brokerSecrets(values.messaging)),
    ...alertSecrets(values.observability),
    tls: { artist: selfSigned(...hosts("artist")), food: selfSigned(...hosts("food")) },
  };
  const entries = (part: Readonly<Record<string, unknown>>, isSecret: boolean) =>
    Object.entries(part).map(([key, value]) => [
      `hougu:${key}`,
      { value: typeof value === "string" ? value : JSON.stringify(value), secret: isSecret },
    ]);
  return Object.fromEntries([...entries(plain, false), ...entries(secret, true)]);
}

/** A project whose program is this repository's, so that the stack's file is written elsewhere. The caller removes it. */
export async function projectFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hougu-project-"));
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const project = parse(await readFile(join(root, "Pulumi.yaml"), "utf8")) as Record<string, unknown>;
  await writeFile(join(folder, "Pulumi.yaml"), stringify({ ...project, main: relative(folder, root) }));
  return folder;
}
