import type { GuestPart } from "../guest/guest.ts";
import { unitDropIn } from "../guest/systemd.ts";
import { EDGE_HEALTH } from "./nginx-arguments.ts";

/** As Prometheus' list of ports has it. */
export const NGINX_EXPORTER_PORT = 9113;

/** Connections and requests of the Nginx on this machine, from its status page, which nobody else reaches. */
export function nginxExporter({ address }: { readonly address: string }): GuestPart {
  return {
    part: "nginx-exporter",
    packages: ["prometheus-nginx-exporter"],
    files: [
      {
        path: "/etc/default/prometheus-nginx-exporter",
        mode: "0644",
        content: `ARGS="-web.listen-address=${address}:${NGINX_EXPORTER_PORT} \\
-nginx.scrape-uri=http://${EDGE_HEALTH.address}:${EDGE_HEALTH.port}${EDGE_HEALTH.statusPath} -nginx.retries=0"
`,
      },
      unitDropIn("prometheus-nginx-exporter", {
        Unit: { Wants: "network-online.target", After: "network-online.target" },
        Service: {
          Restart: "always",
          RestartSec: "5",
          MemoryMax: "64M",
          NoNewPrivileges: "yes",
          ProtectSystem: "strict",
          ProtectHome: "yes",
        },
      }),
    ],
    services: [{ unit: "prometheus-nginx-exporter" }],
    ports: [
      {
        name: "nginx-exporter",
        port: NGINX_EXPORTER_PORT,
        protocol: "tcp",
        from: ["monitoring"],
        scrape: { job: "nginx" },
      },
    ],
    checks: [
      {
        name: "nginx-exporter",
        port: NGINX_EXPORTER_PORT,
        path: "/metrics",
        intervalSeconds: 15,
        timeoutSeconds: 5,
      },
    ],
  };
}
