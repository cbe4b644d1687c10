import type { Localized } from "../../locale/localized.ts";
import { addressesFit } from "../alert-addresses.ts";
import { MINI_PROGRAMS, type MiniProgramName } from "../environment.ts";
import type { Finding } from "../finding.ts";
import { hostNamesOf } from "../host-names.ts";
import { nearest } from "../nearest.ts";
import { keyOf, OPAQUE, type Path, type RawConfig, valueAt } from "../raw.ts";
import { unknownKey } from "../remedy.ts";
import { commandFor, SECRET_KEYS, type SecretKey, secretFacts, tlsCommandFor } from "../secrets.ts";
import type { SectionName } from "../section-names.ts";
import { checkBrokerTls } from "./broker-tls.ts";
import type { Draft } from "./rule.ts";
import { CERTIFICATE, checkPair, type PemPair, PRIVATE_KEY } from "./tls.ts";

/** Plain values of secrets, each absent where its reader can't decrypt it. */
export interface SecretValues {
  readonly vrrpPassword?: string;
  readonly sessionKey?: string;
  readonly vspherePassword?: string;
  readonly tls?: Readonly<Record<MiniProgramName, PemPair>>;
  readonly dataKey?: string;
  readonly messagingKey?: string;
  readonly erlangCookie?: string;
  readonly brokerAuthority?: string;
  readonly brokerCertificate?: string;
  readonly brokerPrivateKey?: string;
  readonly traceToken?: string;
  readonly alertAddresses?: string;
  readonly mailPassword?: string;
  readonly remoteWritePassword?: string;
  readonly grafanaPassword?: string;
}

/** Printable ASCII but quotes, `#`, `!` and backslash, which mean something to keepalived's parser. */
const VRRP_PASSWORD = /^[\x24-\x26\x28-\x5b\x5d-\x7e]{8}$/;
const SESSION_KEY = /^[0-9A-Fa-f]{32}$/;
const DATA_KEY = /^[0-9A-Fa-f]{64}$/;
/** Two halves with @ and _ in them, as the console shows it; a header takes no blank. */
const TRACE_TOKEN = /^[\x21-\x7e]{16,256}$/;
const ONE_LINE = /^[\x20-\x7e]{1,256}$/;
const ERLANG_COOKIE = /^[A-Za-z0-9]{32,255}$/;

/** Checks that each secret is there, encrypted, and well-formed as far as its value can be seen. */
export function checkSecrets(
  raw: RawConfig,
  draft: Draft,
  now: Date,
): { readonly findings: readonly Finding[]; readonly values: SecretValues } {
  const findings: Finding[] = [];
  const values: {
    vrrpPassword?: string;
    sessionKey?: string;
    vspherePassword?: string;
    tls?: Record<MiniProgramName, PemPair>;
    dataKey?: string;
    messagingKey?: string;
    erlangCookie?: string;
    brokerAuthority?: string;
    brokerCertificate?: string;
    brokerPrivateKey?: string;
    traceToken?: string;
    alertAddresses?: string;
    mailPassword?: string;
    remoteWritePassword?: string;
    grafanaPassword?: string;
  } = {};
  for (const key of SECRET_KEYS) {
    const value = valueAt(raw.values, [key]);
    if (!isNeeded(key, raw)) {
      if (value !== undefined) findings.push(unneeded(key, raw.stack));
    } else if (value === undefined) {
      findings.push(wanted([key], key, raw.stack));
    } else {
      // A value in plain text is public already, so its form is not worth a word before it is encrypted.
      const naked = nakedPaths([key], value, raw);
      if (naked.length > 0) findings.push(...naked.map((path) => inPlainText(path, key, raw.stack)));
      else if (key === "tls") {
        const tls = checkTls(value, draft, now, raw.stack);
        findings.push(...tls.findings);
        if (tls.pairs) values.tls = tls.pairs;
      } else if (value !== OPAQUE) {
        if (typeof value === "string" && wellFormed(key, value, draft)) values[key] = value;
        else findings.push(wanted([key], key, raw.stack));
      }
    }
  }
  const { brokerAuthority, brokerCertificate, brokerPrivateKey } = values;
  if (brokerAuthority !== undefined && brokerCertificate !== undefined && brokerPrivateKey !== undefined) {
    const pems = { brokerAuthority, brokerCertificate, brokerPrivateKey };
    findings.push(...checkBrokerTls(pems, draft, now, raw.stack));
  }
  return { findings, values };
}

/** Secrets that stand in plain text: wrong even where none is needed. */
export function plainSecrets(raw: RawConfig): readonly Finding[] {
  return SECRET_KEYS.flatMap((key) => {
    const value = valueAt(raw.values, [key]);
    return value === undefined
      ? []
      : nakedPaths([key], value, raw).map((path) => inPlainText(path, key, raw.stack));
  });
}

/** Secrets that are set exactly when a section is. */
const OF_SECTION: Partial<Record<SecretKey, SectionName>> = {
  vspherePassword: "vsphere",
  dataKey: "data",
  messagingKey: "messaging",
  erlangCookie: "messaging",
  brokerAuthority: "messaging",
  brokerCertificate: "messaging",
  brokerPrivateKey: "messaging",
  traceToken: "observability",
  alertAddresses: "observability",
  mailPassword: "observability",
  remoteWritePassword: "observability",
  grafanaPassword: "observability",
};
/** Secrets that are set exactly when a part of a section is. */
const OF_PART: Partial<Record<SecretKey, Path>> = {
  traceToken: ["observability", "traces"],
  mailPassword: ["observability", "alerts", "mail"],
  remoteWritePassword: ["observability", "metrics", "remoteWrite"],
  grafanaPassword: ["observability", "dashboards"],
};
/** Of these only RabbitMQ's own nodes know; a managed service has its own. */
const OF_BROKERS: ReadonlySet<SecretKey> = new Set([
  "erlangCookie",
  "brokerAuthority",
  "brokerCertificate",
  "brokerPrivateKey",
]);

function isNeeded(key: SecretKey, raw: RawConfig): boolean {
  const section = OF_SECTION[key];
  const part = OF_PART[key];
  if (part !== undefined) return valueAt(raw.values, part) !== undefined;
  if (key === "alertAddresses")
    return hasRobots(valueAt(raw.values, ["observability", "alerts", "receivers"]));
  if (OF_BROKERS.has(key)) return valueAt(raw.values, ["messaging", "kind"]) === "cluster";
  return section === undefined || valueAt(raw.values, [section]) !== undefined;
}

/** Whether a list of receivers, as it is written, has one whose address is a secret. */
function hasRobots(receivers: unknown): boolean {
  return (
    Array.isArray(receivers) &&
    receivers.some((receiver) => typeof receiver === "object" && valueAt(receiver, ["kind"]) !== "email")
  );
}

function wellFormed(key: Exclude<SecretKey, "tls">, value: string, draft: Draft): boolean {
  if (key === "vrrpPassword") return VRRP_PASSWORD.test(value);
  if (key === "sessionKey") return SESSION_KEY.test(value);
  if (key === "dataKey" || key === "messagingKey") return DATA_KEY.test(value);
  if (key === "erlangCookie") return ERLANG_COOKIE.test(value);
  if (key === "brokerAuthority" || key === "brokerCertificate") return CERTIFICATE.test(value);
  if (key === "brokerPrivateKey") return PRIVATE_KEY.test(value);
  if (key === "traceToken") return TRACE_TOKEN.test(value);
  if (key === "mailPassword" || key === "remoteWritePassword" || key === "grafanaPassword")
    return ONE_LINE.test(value);
  // A section that is wrong itself has its own finding.
  if (key === "alertAddresses")
    return !draft.observability || addressesFit(value, draft.observability.alerts?.receivers ?? []);
  return value.trim() !== "";
}

/**
 * Paths of a secret key's values that stand in plain text. A file shows single values; the engine tells by key.
 * Only names that are known go into a path: any other may be a secret that slipped one level too high.
 */
function nakedPaths(at: Path, value: unknown, raw: RawConfig): Path[] {
  if (!raw.encrypted.has(String(at[0]))) return [at];
  if (raw.from === "engine" || value === OPAQUE) return [];
  const known = stepsBelow(at);
  const parts =
    typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  if (parts.length === 0 || !parts.every(([step]) => known.includes(step))) return [at];
  return parts.flatMap(([step, part]) => nakedPaths([...at, step], part, raw));
}

/** Names that may follow a path: only `tls` has any. */
function stepsBelow([key, ...steps]: Path): readonly string[] {
  if (key !== "tls" || steps.length > 1) return [];
  return steps.length === 0 ? MINI_PROGRAMS : PEM_FILES;
}

function checkTls(
  value: unknown,
  draft: Draft,
  now: Date,
  stack: string | undefined,
): { readonly findings: readonly Finding[]; readonly pairs?: Record<MiniProgramName, PemPair> } {
  if (value === OPAQUE) return { findings: [] };
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { findings: [wanted(["tls"], "tls", stack)] };
  const findings: Finding[] = strangers(["tls"], value, MINI_PROGRAMS);
  const pairs: Partial<Record<MiniProgramName, PemPair>> = {};
  for (const name of MINI_PROGRAMS) {
    const pair = valueAt(value, [name]);
    if (pair === OPAQUE) continue;
    if (typeof pair !== "object" || pair === null || Array.isArray(pair)) {
      findings.push(wanted(["tls", name], "tls", stack));
      continue;
    }
    findings.push(...strangers(["tls", name], pair, PEM_FILES));
    const certificate = valueAt(pair, ["certificate"]);
    const privateKey = valueAt(pair, ["privateKey"]);
    for (const file of PEM_FILES)
      if (valueAt(pair, [file]) === undefined) findings.push(wanted(["tls", name, file], "tls", stack));
    if (
      certificate === undefined ||
      privateKey === undefined ||
      certificate === OPAQUE ||
      privateKey === OPAQUE
    )
      continue;
    const faults = checkPair(
      ["tls", name],
      { certificate, privateKey },
      { domains: hostNamesOf(draft[name]), now, stack },
    );
    findings.push(...faults);
    if (faults.length === 0)
      pairs[name] = { certificate: String(certificate), privateKey: String(privateKey) };
  }
  const { artist, food } = pairs;
  return artist && food ? { findings, pairs: { artist, food } } : { findings };
}

const PEM_FILES = ["certificate", "privateKey"] as const;

/** Names that nobody knows. One that is a misspelt name is said; any other may be a secret in the wrong place. */
function strangers(at: Path, value: object, known: readonly string[]): Finding[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => (nearest(key, known) ? unknownKey([...at, key], known) : unnamed(at, known)));
}

function unnamed(at: Path, known: readonly string[]): Finding {
  const list = known.join(", ");
  return {
    at,
    expected: { en: `only the keys ${list}`, zh: `仅限以下键：${list}` },
    remedy: { en: `delete every other key of ${keyOf(at)}`, zh: `删除 ${keyOf(at)} 的其他键` },
  };
}

/** Commands that set what is at a path: one, or two for a mini-program's pair of files. */
function commandsFor(at: Path, key: SecretKey, stack: string | undefined): readonly string[] {
  if (key !== "tls") return [commandFor(key, stack)];
  const names = at[1] === undefined ? MINI_PROGRAMS : [String(at[1])];
  const files = PEM_FILES.filter((file) => at[2] === undefined || at[2] === file);
  return names.flatMap((name) => files.map((file) => tlsCommandFor(name, file, stack)));
}

function toRun(commands: readonly string[]): Localized {
  const quoted = commands.map((command) => `\`${command}\``);
  return { en: `run ${quoted.join(" and ")}`, zh: `执行 ${quoted.join(" 与 ")}` };
}

/** The secret is absent or malformed: what it should be, and how to set it. */
function wanted(at: Path, key: SecretKey, stack: string | undefined): Finding {
  return { at, expected: secretFacts[key].expected, remedy: toRun(commandsFor(at, key, stack)) };
}

function inPlainText(at: Path, key: SecretKey, stack: string | undefined): Finding {
  const run = toRun(commandsFor(at, key, stack));
  return {
    at,
    expected: { en: "an encrypted value; this one stands in plain text", zh: "加密的值；当前为明文" },
    remedy: {
      en: `treat the value as leaked: make a new one and ${run.en}`,
      zh: `该值应视为已泄露：请生成新值，并${run.zh}`,
    },
  };
}

function unneeded(key: SecretKey, stack: string | undefined): Finding {
  const command = `pulumi config rm ${stack === undefined ? "" : `--stack ${stack} `}hougu:${key}`;
  return {
    at: [key],
    expected: {
      en: OF_BROKERS.has(key)
        ? `no ${key}, since hougu:messaging.kind isn't cluster`
        : `no ${key}, since hougu:${userOf(key)} isn't configured`,
      zh: OF_BROKERS.has(key)
        ? `hougu:messaging.kind 不是 cluster 时不应设置 ${key}`
        : `未配置 hougu:${userOf(key)} 时不应设置 ${key}`,
    },
    remedy: toRun([command]),
  };
}

/** What a secret is for, as a key of the configuration. */
function userOf(key: SecretKey): string {
  return (OF_PART[key] ?? [OF_SECTION[key]]).join(".");
}
