import type { AlertsSettings } from "../config/observability.ts";
import type { GuestPart } from "../guest/guest.ts";
import { secret, secretText } from "../guest/secret.ts";
import { unitDropIn } from "../guest/systemd.ts";
import { alertmanagerConfiguration, MAIL_PASSWORD } from "./alertmanager-configuration.ts";
import { ALERTMANAGER_CLUSTER_PORT, ALERTMANAGER_PORT } from "./ports.ts";

export interface AlertmanagerArgs {
  /** This machine's own address: nothing listens on any other. */
  readonly address: string;
  /** Addresses of the other Alertmanagers. */
  readonly peers: readonly string[];
  readonly alerts: AlertsSettings;
}

/** Alertmanager 0.25: who hears of what. With its peers it tells everybody once. */
export function alertmanager({ address, peers, alerts }: AlertmanagerArgs): GuestPart {
  const configuration = "/etc/prometheus/alertmanager.yml";
  const cluster =
    peers.length === 0
      ? ["--cluster.listen-address="]
      : [
          `--cluster.listen-address=${address}:${ALERTMANAGER_CLUSTER_PORT}`,
          `--cluster.advertise-address=${address}:${ALERTMANAGER_CLUSTER_PORT}`,
          ...peers.map((peer) => `--cluster.peer=${peer}:${ALERTMANAGER_CLUSTER_PORT}`),
        ];
  const flags = [
    `--config.file=${configuration}`,
    `--web.listen-address=${address}:${ALERTMANAGER_PORT}`,
    `--web.external-url=http://${address}:${ALERTMANAGER_PORT}/`,
    ...cluster,
  ];
  return {
    part: "alertmanager",
    packages: ["prometheus-alertmanager"],
    files: [
      {
        path: configuration,
        mode: "0644",
        content: alertmanagerConfiguration(alerts),
        reloads: ["prometheus-alertmanager"],
      },
      {
        path: "/etc/default/prometheus-alertmanager",
        mode: "0644",
        content: `ARGS="${flags.join(" \\\n")}"\n`,
      },
      ...(alerts.mail
        ? [
            {
              path: MAIL_PASSWORD,
              mode: "0640",
              owner: "root:prometheus",
              content: secretText`${secret("mailPassword")}`,
            },
          ]
        : []),
      unitDropIn("prometheus-alertmanager", {
        Unit: { Wants: "network-online.target", After: "network-online.target" },
        Service: { Restart: "always", RestartSec: "5", MemoryMax: "256M", NoNewPrivileges: "yes" },
      }),
    ],
    services: [
      {
        unit: "prometheus-alertmanager",
        verify: ["/usr/bin/amtool", "check-config", configuration],
        reload: ["systemctl", "reload", "prometheus-alertmanager"],
      },
    ],
    ports: [
      {
        name: "alertmanager",
        port: ALERTMANAGER_PORT,
        protocol: "tcp",
        from: ["admin", "monitoring"],
        scrape: { job: "alertmanager" },
      },
      ...(peers.length === 0
        ? []
        : (["tcp", "udp"] as const).map((protocol) => ({
            name: `alertmanager-peers-${protocol}`,
            port: ALERTMANAGER_CLUSTER_PORT,
            protocol,
            from: ["monitoring"] as const,
          }))),
    ],
    checks: [
      {
        name: "alertmanager",
        port: ALERTMANAGER_PORT,
        path: "/-/ready",
        intervalSeconds: 15,
        timeoutSeconds: 5,
      },
    ],
  };
}
