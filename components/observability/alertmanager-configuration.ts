import { stringify } from "yaml";
import {
  type AlertService,
  type AlertsSettings,
  type ReceiverSettings,
  type RouteSettings,
  SEVERITIES,
} from "../config/observability.ts";
import { NOTIFIER_PORT } from "./ports.ts";

export const MAIL_PASSWORD = "/etc/prometheus/mail-password";

/** A receiver of this name hears of the heartbeat, and nobody else does. */
export const HEARTBEAT = "heartbeat";
const NOBODY = "nobody";

/** Alertmanager 0.25 (Debian 12). Both machines have the same file. */
export function alertmanagerConfiguration(alerts: AlertsSettings): string {
  const { mail, receivers, hours, routes } = alerts;
  const configuration = {
    global: {
      resolve_timeout: "5m",
      ...(mail && {
        smtp_smarthost: mail.server,
        smtp_from: mail.from,
        smtp_auth_username: mail.user,
        smtp_auth_password_file: MAIL_PASSWORD,
        smtp_require_tls: true,
      }),
    },
    route: {
      receiver: NOBODY,
      // One message says what is wrong with one mini-program, however many hosts have it.
      group_by: ["alertname", "mini_program"],
      group_wait: "30s",
      group_interval: "5m",
      repeat_interval: `${alerts.repeatHours}h`,
      routes: [
        {
          receiver: receivers.some(({ name }) => name === HEARTBEAT) ? HEARTBEAT : NOBODY,
          matchers: ['purpose="heartbeat"'],
          group_wait: "0s",
          group_interval: "1m",
          repeat_interval: "5m",
        },
        ...routes.map(routeOf),
      ],
    },
    inhibit_rules: INHIBITIONS,
    ...(hours.length > 0 && {
      time_intervals: hours.map(({ name, weekdays, from, to }) => ({
        name,
        time_intervals: [
          { weekdays, times: [{ start_time: from, end_time: to }], location: "Asia/Shanghai" },
        ],
      })),
    }),
    receivers: [{ name: NOBODY }, ...receivers.map((receiver) => receiverOf(receiver, alerts))],
  };
  return `# Made by Hougu. Change the program, not this file.\n${stringify(configuration, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

/** What follows from something else isn't told beside it. */
const INHIBITIONS = [
  // A host that is away takes everything on it along.
  { source_matchers: ['alertname="HostUnreachable"'], target_matchers: ['host!=""'], equal: ["host"] },
  ...[
    { worse: "AvailabilityBudgetBurnsFast", than: "AvailabilityBudgetBurns(Slow|Trickle)", equal: ["slo"] },
    { worse: "AvailabilityBudgetBurnsSlow", than: "AvailabilityBudgetBurnsTrickle", equal: ["slo"] },
    { worse: "LatencyBudgetBurnsFast", than: "LatencyBudgetBurns(Slow|Trickle)", equal: ["slo"] },
    { worse: "LatencyBudgetBurnsSlow", than: "LatencyBudgetBurnsTrickle", equal: ["slo"] },
    { worse: "CertificateEnds", than: "CertificateExpires", equal: ["endpoint"] },
    { worse: "DiskNearlyFull", than: "DiskFillsUp", equal: ["host", "mountpoint"] },
  ].map(({ worse, than, equal }) => ({
    source_matchers: [`alertname="${worse}"`],
    target_matchers: [`alertname=~"${than}"`],
    equal,
  })),
];

function routeOf({ receiver, severity, service, hours }: RouteSettings) {
  const matchers = [
    `severity=~"${severity ?? SEVERITIES.join("|")}"`,
    ...(service === undefined ? [] : [ofService(service)]),
  ];
  return {
    receiver,
    matchers,
    // Who is woken up hears of it at once.
    ...(severity === "page" ? { group_wait: "10s" } : {}),
    ...(hours === undefined ? {} : { active_time_intervals: [hours] }),
    // Another route may fit as well.
    continue: true,
  };
}

/** What no mini-program owns is the platform's, whether or not its series say so. */
function ofService(service: AlertService): string {
  return service === "platform" ? 'mini_program!~"artist|food"' : `mini_program="${service}"`;
}

function receiverOf(receiver: ReceiverSettings, { language }: AlertsSettings) {
  const { name } = receiver;
  if (receiver.kind !== "email") {
    return {
      name,
      webhook_configs: [
        // Addresses of robots are secrets, which this file has no place for: the notifier knows them.
        { url: `http://127.0.0.1:${NOTIFIER_PORT}/${name}`, send_resolved: true, max_alerts: 50 },
      ],
    };
  }
  const summary = language === "zh" ? "summary_zh" : "summary";
  const description = language === "zh" ? "description_zh" : "description";
  return {
    name,
    email_configs: [
      {
        to: receiver.to.join(", "),
        send_resolved: true,
        headers: {
          Subject: `[{{ .Status | toUpper }}] {{ .CommonLabels.environment }}: {{ (index .Alerts 0).Annotations.${summary} }}{{ if gt (len .Alerts) 1 }} (+{{ len (slice .Alerts 1) }}){{ end }}`,
        },
        html: "",
        text: `{{ range .Alerts }}{{ .Status | toUpper }} {{ .Labels.severity }} {{ .Annotations.${summary} }}\n{{ .Annotations.${description} }}\n{{ .Annotations.runbook_url }}\n{{ .StartsAt }}\n\n{{ end }}`,
      },
    ],
  };
}
