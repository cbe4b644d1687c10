import { CERTIFICATE_DAYS } from "./limits.ts";
import type { RuleGroup } from "./rule.ts";

const DAY = 24 * 3600;

/** What the world sees: the blackbox exporter asks the public endpoints as phones do. */
export const outsideRules: RuleGroup = {
  name: "outside",
  rules: [
    {
      alert: "EndpointDown",
      // Asked from both monitoring machines: one of them may be cut off.
      expr: 'max by (endpoint, mini_program) (probe_success{job="blackbox"}) == 0',
      for: "1m",
      severity: "page",
      summary: { en: "{{ $labels.endpoint }} doesn't answer", zh: "{{ $labels.endpoint }} 无响应" },
      description: {
        en: "Asked from outside, over TLS, with the name that phones use.",
        zh: "从外部以手机使用的域名经 TLS 访问所得。",
      },
    },
    {
      alert: "CertificateExpires",
      expr: `min by (endpoint, mini_program) (probe_ssl_earliest_cert_expiry{job="blackbox"}) - time() < ${CERTIFICATE_DAYS.ticket} * ${DAY}`,
      for: "1h",
      severity: "ticket",
      summary: {
        en: "The certificate of {{ $labels.endpoint }} ends in {{ $value | humanizeDuration }}",
        zh: "{{ $labels.endpoint }} 的证书将在 {{ $value | humanizeDuration }} 后到期",
      },
      description: {
        en: "WeChat refuses every request to a mini-program's server whose certificate has ended.",
        zh: "证书到期后，微信将拒绝对该小程序服务器的所有请求。",
      },
    },
    {
      alert: "CertificateEnds",
      expr: `min by (endpoint, mini_program) (probe_ssl_earliest_cert_expiry{job="blackbox"}) - time() < ${CERTIFICATE_DAYS.page} * ${DAY}`,
      for: "10m",
      severity: "page",
      summary: {
        en: "The certificate of {{ $labels.endpoint }} ends in {{ $value | humanizeDuration }}",
        zh: "{{ $labels.endpoint }} 的证书将在 {{ $value | humanizeDuration }} 后到期",
      },
      description: {
        en: "Nobody has renewed it in two weeks' notice.",
        zh: "提前两周的提醒之后仍未续期。",
      },
    },
  ],
};
