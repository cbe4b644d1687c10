import type { GuestPart } from "./guest.ts";
import { unitDropIn } from "./systemd.ts";

/** Where services leave metrics of their own as `*.prom` files; Debian's default. */
export const TEXTFILE_DIRECTORY = "/var/lib/prometheus/node-exporter";

/** Prometheus' port for the node exporter, by convention. */
export const NODE_EXPORTER_PORT = 9100;

/** Machine metrics, on the host's own address only, so that a virtual address never answers for another host. */
export function nodeExporter({ address }: { readonly address: string }): GuestPart {
  return {
    part: "node-exporter",
    packages: ["prometheus-node-exporter"],
    files: [
      {
        path: "/etc/default/prometheus-node-exporter",
        mode: "0644",
        // Units that are not running are what one wants to know; the kernel's pseudo file systems are not.
        content: `ARGS="--web.listen-address=${address}:${NODE_EXPORTER_PORT} \\
--collector.textfile.directory=${TEXTFILE_DIRECTORY} \\
--collector.systemd --collector.systemd.unit-include=(nginx|keepalived|tomcat10|rabbitmq-server|mariadb|prometheus.*|grafana-server|chrony|ssh|hougu-.*)\\\\.service"
`,
      },
      unitDropIn("prometheus-node-exporter", {
        Unit: { Wants: "network-online.target", After: "network-online.target" },
        Service: {
          Restart: "always",
          RestartSec: "5",
          MemoryMax: "128M",
          NoNewPrivileges: "yes",
          ProtectHome: "yes",
        },
      }),
    ],
    services: [{ unit: "prometheus-node-exporter" }],
    ports: [
      {
        name: "node-exporter",
        port: NODE_EXPORTER_PORT,
        protocol: "tcp",
        from: ["monitoring"],
        scrape: { job: "node" },
      },
    ],
    // Prometheus scrapes every 15 s; an answer takes some 50 ms.
    checks: [
      {
        name: "node-exporter",
        port: NODE_EXPORTER_PORT,
        path: "/metrics",
        intervalSeconds: 15,
        timeoutSeconds: 5,
      },
    ],
  };
}
