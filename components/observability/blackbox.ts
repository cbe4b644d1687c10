import { stringify } from "yaml";
import type { GuestPart } from "../guest/guest.ts";
import { unitDropIn } from "../guest/systemd.ts";
import { BLACKBOX_PORT } from "./ports.ts";

const CONFIGURATION = "/etc/prometheus/blackbox.yml";

/**
 * Asks public endpoints as a phone does: by name, over TLS of a version that WeChat takes. An answer that isn't the server's
 * fault is one: an API says 401 or 404 to who asks for nothing.
 */
export function blackbox(): GuestPart {
  const modules = {
    phone: {
      prober: "http",
      timeout: "8s",
      http: {
        method: "GET",
        preferred_ip_protocol: "ip4",
        fail_if_not_ssl: true,
        follow_redirects: false,
        valid_status_codes: [200, 204, 301, 302, 307, 308, 400, 401, 403, 404, 405],
        tls_config: { insecure_skip_verify: false },
        headers: { "User-Agent": "hougu-blackbox" },
      },
    },
  };
  return {
    part: "blackbox",
    packages: ["prometheus-blackbox-exporter"],
    files: [
      { path: CONFIGURATION, mode: "0644", content: stringify({ modules }) },
      {
        path: "/etc/default/prometheus-blackbox-exporter",
        mode: "0644",
        // Whoever may ask it may ask anything in its network: this machine's Prometheus alone.
        content: `ARGS="--config.file=${CONFIGURATION} --web.listen-address=127.0.0.1:${BLACKBOX_PORT}"\n`,
      },
      unitDropIn("prometheus-blackbox-exporter", {
        Service: { Restart: "always", RestartSec: "5", MemoryMax: "128M", NoNewPrivileges: "yes" },
      }),
    ],
    services: [
      {
        unit: "prometheus-blackbox-exporter",
        verify: ["/usr/bin/prometheus-blackbox-exporter", `--config.file=${CONFIGURATION}`, "--config.check"],
      },
    ],
    ports: [{ name: "blackbox", port: BLACKBOX_PORT, protocol: "tcp", from: ["self"] }],
  };
}
