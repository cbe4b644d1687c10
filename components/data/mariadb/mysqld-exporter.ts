import type { GuestPart } from "../../guest/guest.ts";
import { unitDropIn } from "../../guest/systemd.ts";

/** As Prometheus' list of ports has it. */
export const MYSQLD_EXPORTER_PORT = 9104;

/** The exporter's own user: Debian runs it as `prometheus`, and MariaDB knows that user by the socket it comes from. */
export const EXPORTER_ACCOUNT = "prometheus";

/**
 * The server's own figures. It comes in over the machine's socket, where the kernel says who it is, so that there is no
 * password to keep; it may see what runs, and no data.
 */
export function mysqldExporter({ address }: { readonly address: string }): GuestPart {
  return {
    part: "mysqld-exporter",
    packages: ["prometheus-mysqld-exporter"],
    files: [
      {
        path: "/etc/default/prometheus-mysqld-exporter",
        mode: "0644",
        content: `ARGS="--web.listen-address=${address}:${MYSQLD_EXPORTER_PORT} \\
--collect.info_schema.innodb_metrics"
DATA_SOURCE_NAME="${EXPORTER_ACCOUNT}@unix(/run/mysqld/mysqld.sock)/"
`,
      },
      unitDropIn("prometheus-mysqld-exporter", {
        Unit: { Wants: "network-online.target", After: "network-online.target mariadb.service" },
        Service: {
          Restart: "always",
          RestartSec: "5",
          MemoryMax: "128M",
          NoNewPrivileges: "yes",
          ProtectSystem: "strict",
          ProtectHome: "yes",
        },
      }),
    ],
    services: [{ unit: "prometheus-mysqld-exporter" }],
    ports: [
      {
        name: "mysqld-exporter",
        port: MYSQLD_EXPORTER_PORT,
        protocol: "tcp",
        from: ["monitoring"],
        scrape: { job: "mysqld" },
      },
    ],
    checks: [
      {
        name: "mysqld-exporter",
        port: MYSQLD_EXPORTER_PORT,
        path: "/metrics",
        intervalSeconds: 15,
        timeoutSeconds: 5,
      },
    ],
  };
}
