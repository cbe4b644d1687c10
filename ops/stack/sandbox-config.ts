import { randomBytes } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { parse, stringify } from "yaml";
import { robotsOf } from "../../components/config/alert-addresses.ts";
import { brokerHostsOf } from "../../components/config/broker-names.ts";
import type { Environment } from "../../components/config/environment.ts";
import { hostNamesOf } from "../../components/config/host-names.ts";
import { SECRET_KEYS } from "../../components/config/secrets.ts";
import { Failure } from "../cli/failure.ts";
import type { ReadyEngine } from "./engine.ts";
import { callPulumi } from "./pulumi-call.ts";
import { configFileOf, sandboxConfigDir, type Target } from "./target.ts";

type Setting = string | number | boolean | null | readonly Setting[] | { readonly [key: string]: Setting };

/** A `Pulumi.<stack>.yaml`, as far as this file touches it. */
interface StackFile {
  readonly encryptionsalt?: string;
  readonly config?: Readonly<Record<string, Setting>>;
}

/** What the certificates of the sandbox were made for: their keys are encrypted, so the file can't be asked. */
interface Made {
  readonly tlsDomains: Readonly<Record<string, string>>;
  readonly brokerHosts?: readonly string[];
  /** Receivers of alerts whose address is a secret. */
  readonly robots?: readonly string[];
}

/** Of one piece: an authority, and a certificate that it has signed. */
const BROKER_TLS = ["hougu:brokerAuthority", "hougu:brokerCertificate", "hougu:brokerPrivateKey"] as const;

/**
 * The stack's configuration for the sandbox: what people committed, plus secrets that are made once at random and
 * kept encrypted. Committed secrets belong to a real account and can't be read here: they are left out.
 * Writes only below HOUGU_HOME; calls the engine only for secrets that are missing.
 * @returns path of the file, for `--config-file`
 */
export async function prepareSandboxConfig(
  target: Target,
  environment: Environment,
  engine: ReadyEngine,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = sandboxConfigDir(target);
  const file = path.join(folder, `Pulumi.${target.name}.yaml`);
  const committed = await readStackFile(configFileOf(target));
  const kept = await readStackFile(file);
  const made = await readMade(madeFile(target));
  const tlsDomains = Object.fromEntries(
    // Every host name of a mini-program: its certificate must name them all.
    environment.miniPrograms.map((program) => [program.name, hostNamesOf(program).join()]),
  );
  const brokerHosts = brokerHostsOf(environment.messaging);
  const stale = new Set<string>(sameEntries(made.tlsDomains, tlsDomains) ? [] : ["hougu:tls"]);
  const robots = robotNamesOf(environment);
  if (String(made.robots ?? []) !== String(robots)) stale.add("hougu:alertAddresses");
  const isWhole = BROKER_TLS.every((key) => isSecure(kept.config?.[key]));
  if (!isWhole || String(made.brokerHosts) !== String(brokerHosts))
    for (const key of BROKER_TLS) stale.add(key);
  const needed = secretKeysOf(environment);
  const secrets = Object.fromEntries(
    Object.entries(kept.config ?? {}).filter(
      ([key, value]) => needed.includes(key) && isSecure(value) && !stale.has(key),
    ),
  );
  const merged: StackFile = {
    ...(kept.encryptionsalt && { encryptionsalt: kept.encryptionsalt }),
    config: { ...withoutSecrets(committed.config ?? {}), ...secrets },
  };
  const text = stringify(merged);
  if (text !== (await readText(file))) await writePrivately(file, text);
  const missing = needed.filter((key) => secrets[key] === undefined);
  if (missing.length > 0) {
    await encryptInto(
      file,
      await makeSecrets(missing, { tlsDomains, brokerHosts, robots }),
      target,
      engine,
      env,
    );
    await writePrivately(
      madeFile(target),
      `${JSON.stringify({ tlsDomains, brokerHosts, robots } satisfies Made, null, 2)}\n`,
    );
  }
  return file;
}

/** A Pulumi project of the same name, so that `stack init` writes its salt there and not into the committed file. */
export async function prepareScratchProject(target: Target): Promise<string> {
  const folder = sandboxConfigDir(target);
  const { name, runtime } = parse(await readFile(path.join(target.projectRoot, "Pulumi.yaml"), "utf8")) as {
    name: string;
    runtime: Setting;
  };
  const text = stringify({ name, runtime });
  const file = path.join(folder, "Pulumi.yaml");
  if (text !== (await readText(file))) await writePrivately(file, text);
  return folder;
}

/** Full keys of the secrets that an environment needs. */
function secretKeysOf(environment: Environment): readonly string[] {
  const needless = new Set<string>([
    ...(environment.vsphere === undefined ? ["vspherePassword"] : []),
    ...(environment.data === undefined ? ["dataKey"] : []),
    ...(environment.messaging === undefined ? ["messagingKey"] : []),
    ...(environment.observability?.traces === undefined ? ["traceToken"] : []),
    ...(robotNamesOf(environment).length === 0 ? ["alertAddresses"] : []),
    ...(environment.observability?.alerts?.mail === undefined ? ["mailPassword"] : []),
    ...(environment.observability?.metrics?.remoteWrite === undefined ? ["remoteWritePassword"] : []),
    ...(environment.observability?.dashboards === undefined ? ["grafanaPassword"] : []),
    ...(environment.messaging?.kind === "cluster"
      ? []
      : ["erlangCookie", ...BROKER_TLS.map(withoutNamespace)]),
  ]);
  return SECRET_KEYS.filter((key) => !needless.has(key)).map((key) => `hougu:${key}`);
}

async function makeSecrets(
  keys: readonly string[],
  { tlsDomains, brokerHosts, robots }: Required<Made>,
): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  const single = keys.filter((key) => !BROKER_TLS.some((one) => one === key));
  for (const key of single) values.set(key, await makeSecret(key, tlsDomains, robots));
  if (single.length < keys.length) {
    const { signedByOwnAuthority } = await import("./certificates.ts");
    const { authority, certificate, privateKey } = await signedByOwnAuthority(brokerHosts, new Date());
    values.set("hougu:brokerAuthority", authority);
    values.set("hougu:brokerCertificate", certificate);
    values.set("hougu:brokerPrivateKey", privateKey);
  }
  return values;
}

function withoutNamespace(key: string): string {
  return key.replace("hougu:", "");
}

/** Names of receivers of alerts whose address is a secret. */
function robotNamesOf({ observability }: Environment): string[] {
  return robotsOf(observability?.alerts?.receivers ?? []).map(({ name }) => name);
}

async function makeSecret(
  key: string,
  tlsDomains: Readonly<Record<string, string>>,
  robots: readonly string[],
): Promise<string> {
  switch (key) {
    // Exactly eight characters: keepalived takes no more.
    case "hougu:vrrpPassword":
      return randomBytes(6).toString("base64url");
    // An AES-128 key in hexadecimal digits.
    case "hougu:sessionKey":
      return randomBytes(16).toString("hex");
    // 128 bits of chance, and the character classes that vCenter's default policy demands.
    case "hougu:vspherePassword":
      return `Aa1!${randomBytes(16).toString("base64url")}`;
    // 256 bits of chance in hexadecimal digits.
    // Addresses that nobody answers at (RFC 2606): nothing that the sandbox makes sends anything.
    case "hougu:alertAddresses":
      return robots
        .map((name) => `${name} https://${name}.invalid/#${randomBytes(16).toString("hex")}`)
        .join("\n");
    case "hougu:mailPassword":
    case "hougu:remoteWritePassword":
    case "hougu:grafanaPassword":
    case "hougu:traceToken":
    case "hougu:dataKey":
    case "hougu:messagingKey":
    case "hougu:erlangCookie":
      return randomBytes(32).toString("hex");
    default: {
      // Loading the X.509 library takes longer than making a key: only when one is made.
      const { selfSigned } = await import("./certificates.ts");
      const pairs: Record<string, unknown> = {};
      for (const [name, domains] of Object.entries(tlsDomains))
        pairs[name] = await selfSigned(domains.split(","), new Date());
      return JSON.stringify(pairs);
    }
  }
}

/**
 * Encrypts by the engine itself, so that the format is never ours. Each value goes through standard input into a
 * copy of the file of its own: the calls, which derive a key for a third of a second each, can then run side by side.
 */
async function encryptInto(
  file: string,
  values: ReadonlyMap<string, string>,
  target: Target,
  engine: ReadyEngine,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const encrypt = async (key: string, value: string, into: string) => {
    const args = ["config", "set", "--secret", "--stack", target.stack, "--config-file", into, key];
    const options = { cwd: path.dirname(file), env, input: value };
    const { code, stderr } = await callPulumi(engine.command.command, args, options);
    if (code === 0) return;
    throw new Failure(
      "operation",
      {
        en: `the engine could not encrypt ${key} for the sandbox: ${stderr.trim()}`,
        zh: `引擎无法为沙箱加密 ${key}：${stderr.trim()}`,
      },
      // Whatever is wrong with the file, all in it is made anew.
      { hint: { en: `rm '${file}', then again`, zh: `删除 ${file} 后重试` } },
    );
  };
  const queue = [...values];
  const [first] = queue;
  // The first value in a file without salt makes one, which the others must share.
  if (first && (await readStackFile(file)).encryptionsalt === undefined) {
    await encrypt(...first, file);
    queue.shift();
  }
  const folder = await mkdtemp(path.join(path.dirname(file), "encrypt-"));
  try {
    const results = await Promise.all(
      queue.map(async ([key, value], index) => {
        const copy = path.join(folder, `${index}.yaml`);
        await copyFile(file, copy);
        await encrypt(key, value, copy);
        return readStackFile(copy);
      }),
    );
    const merged = await readStackFile(file);
    const config = Object.assign(
      { ...merged.config },
      ...results.map((result) => pickSecure(result.config ?? {})),
    );
    await writePrivately(file, stringify({ ...merged, config }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function pickSecure(config: Readonly<Record<string, Setting>>): Record<string, Setting> {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => isSecure(value)));
}

function isSecure(value: Setting | undefined): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && "secure" in value;
}

/** Without anything encrypted, at whatever depth. */
function withoutSecrets(config: Readonly<Record<string, Setting>>): Record<string, Setting> {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => !holdsSecret(value)));
}

function holdsSecret(value: Setting): boolean {
  if (typeof value !== "object" || value === null) return false;
  return isSecure(value) || Object.values(value as Record<string, Setting>).some(holdsSecret);
}

function sameEntries(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  return Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => a[key] === b[key]);
}

function madeFile(target: Target): string {
  return path.join(sandboxConfigDir(target), `made-for-${target.name}.json`);
}

async function readMade(file: string): Promise<Made> {
  const text = await readText(file);
  return text === undefined ? { tlsDomains: {} } : (JSON.parse(text) as Made);
}

async function readStackFile(file: string): Promise<StackFile> {
  const text = await readText(file);
  return text === undefined ? {} : ((parse(text) as StackFile | null) ?? {});
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Whole or not at all, and for nobody else to read. */
async function writePrivately(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, text, { mode: 0o600 });
  await rename(temporary, file);
}
