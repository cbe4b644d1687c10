import type { GuestPart, OpenPort } from "../guest/guest.ts";
import { secret, secretText } from "../guest/secret.ts";
import {
  BALANCED_HEALTH_PATH,
  BALANCED_HTTP_PORT,
  BALANCED_WEB_SOCKET_PORT,
  type BalancedNginx,
  CERTIFICATE_PATH,
  EDGE_HEALTH,
  HTTP_PORT,
  HTTPS_PORT,
  type NginxAdditions,
  type NginxArgs,
  type NginxCommon,
  PRIVATE_KEY_PATH,
  type Upstream,
} from "./nginx-arguments.ts";
import { nginxConfiguration } from "./nginx-configuration.ts";
import { nginxUnit } from "./nginx-unit.ts";

export {
  BALANCED_HEALTH_PATH,
  BALANCED_HTTP_PORT,
  BALANCED_WEB_SOCKET_PORT,
  type BalancedNginx,
  CERTIFICATE_PATH,
  EDGE_HEALTH,
  HTTP_PORT,
  HTTPS_PORT,
  type NginxAdditions,
  type NginxArgs,
  type NginxCommon,
  PRIVATE_KEY_PATH,
  type Upstream,
};

/** The reverse proxy: TLS, limits, WebSockets, balancing over the Tomcats. */
export function nginx(args: NginxArgs): GuestPart {
  return {
    part: "nginx",
    packages: ["nginx"],
    files: [
      { path: "/etc/nginx/nginx.conf", mode: "0644", content: nginxConfiguration(args), reloads: ["nginx"] },
      {
        path: CERTIFICATE_PATH,
        mode: "0640",
        content: secretText`${secret("tlsCertificate")}\n`,
        reloads: ["nginx"],
      },
      {
        path: PRIVATE_KEY_PATH,
        mode: "0600",
        content: secretText`${secret("tlsPrivateKey")}\n`,
        reloads: ["nginx"],
      },
      nginxUnit,
    ],
    services: [
      { unit: "nginx", verify: ["/usr/sbin/nginx", "-t", "-q"], reload: ["systemctl", "reload", "nginx"] },
    ],
    sysctl: {
      // The standby listens on the virtual address before it owns it: a switch needs no reload.
      "net.ipv4.ip_nonlocal_bind": "1",
      // Must not be below nginx.conf's backlog, or the kernel cuts it silently.
      "net.core.somaxconn": "4096",
      // Ports for connections to upstreams: 54,000 instead of 28,000 per Tomcat.
      "net.ipv4.ip_local_port_range": "10240 65535",
    },
    ports: [
      ...clientPorts(args),
      { name: "edge-health", port: EDGE_HEALTH.port, protocol: "tcp", from: ["self"] },
    ],
    checks: [
      {
        name: "nginx",
        port: EDGE_HEALTH.port,
        path: EDGE_HEALTH.path,
        intervalSeconds: 5,
        timeoutSeconds: 2,
      },
    ],
  };
}

/** The internet reaches a pair itself; balanced edges are reached by their balancers alone. */
function clientPorts(args: NginxArgs): OpenPort[] {
  if ("virtualAddress" in args) {
    return [
      { name: "http", port: HTTP_PORT, protocol: "tcp", from: ["internet"] },
      { name: "https", port: HTTPS_PORT, protocol: "tcp", from: ["internet"] },
    ];
  }
  const { webSocketName, internal } = args.balancers;
  const ports: OpenPort[] = [
    { name: "balanced-http", port: BALANCED_HTTP_PORT, protocol: "tcp", from: ["balancer"] },
  ];
  if (webSocketName !== undefined)
    ports.push({ name: "balanced-ws", port: BALANCED_WEB_SOCKET_PORT, protocol: "tcp", from: ["balancer"] });
  if (internal) ports.push({ name: "https", port: HTTPS_PORT, protocol: "tcp", from: ["internal", "admin"] });
  return ports;
}
