import type { Localized } from "../../locale/localized.ts";
import { brokerHostsOf } from "../broker-names.ts";
import type { Finding } from "../finding.ts";
import { commandFor } from "../secrets.ts";
import type { Draft } from "./rule.ts";

/** What the brokers show each other and their clients, all PEM. */
export interface BrokerPems {
  readonly brokerAuthority: string;
  readonly brokerCertificate: string;
  readonly brokerPrivateKey: string;
}

/** Checks the brokers' certificate against its key, its authority, the brokers' names and the clock. */
export function checkBrokerTls(
  pems: BrokerPems,
  { messaging }: Draft,
  now: Date,
  stack: string | undefined,
): Finding[] {
  const { X509Certificate, createPrivateKey } = process.getBuiltinModule("node:crypto");
  const fault = (key: keyof BrokerPems, expected: Localized): Finding => {
    const command = commandFor(key, stack);
    return {
      at: [key],
      expected,
      remedy: { en: `run \`${command}\` with the right file`, zh: `用正确的文件执行 \`${command}\`` },
    };
  };
  const decoded = <T>(make: () => T): T | undefined => {
    try {
      return make();
    } catch {
      return undefined;
    }
  };
  const authority = decoded(() => new X509Certificate(pems.brokerAuthority));
  const leaf = decoded(() => new X509Certificate(pems.brokerCertificate));
  const key = decoded(() => createPrivateKey(pems.brokerPrivateKey));
  if (!authority || !leaf || !key) {
    const what: keyof BrokerPems = !authority
      ? "brokerAuthority"
      : !leaf
        ? "brokerCertificate"
        : "brokerPrivateKey";
    return [fault(what, { en: "PEM that can be decoded", zh: "可解码的 PEM" })];
  }
  const findings: Finding[] = [];
  if (!leaf.checkPrivateKey(key)) {
    findings.push(
      fault("brokerPrivateKey", {
        en: "the key of brokerCertificate",
        zh: "与 brokerCertificate 匹配的私钥",
      }),
    );
  }
  if (!leaf.checkIssued(authority) || !leaf.verify(authority.publicKey)) {
    findings.push(
      fault("brokerCertificate", {
        en: "a certificate that brokerAuthority has signed",
        zh: "由 brokerAuthority 签发的证书",
      }),
    );
  }
  for (const [name, certificate] of [
    ["brokerAuthority", authority],
    ["brokerCertificate", leaf],
  ] as const) {
    if (certificate.validToDate > now && certificate.validFromDate <= now) continue;
    const [from, to] = [certificate.validFromDate, certificate.validToDate].map((date) =>
      date.toISOString().slice(0, 10),
    );
    findings.push(
      fault(name, {
        en: `a certificate that is valid today; this one is from ${from} to ${to}`,
        zh: `当前有效的证书；此证书有效期为 ${from} 至 ${to}`,
      }),
    );
  }
  const missing = brokerHostsOf(messaging).filter(
    (host) => leaf.checkHost(host, { subject: "never", wildcards: false }) === undefined,
  );
  if (missing.length > 0) {
    findings.push(
      fault("brokerCertificate", {
        en: `a certificate whose subjectAltName has ${missing.join(", ")}, each in full: Erlang knows no wildcards`,
        zh: `subjectAltName 逐一列出 ${missing.join("、")} 的证书：Erlang 不支持通配符`,
      }),
    );
  }
  return findings;
}
