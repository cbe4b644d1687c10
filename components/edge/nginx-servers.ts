import {
  BALANCED_HEALTH_PATH,
  BALANCED_HTTP_PORT,
  BALANCED_WEB_SOCKET_PORT,
  type BalancedNginx,
  HTTP_PORT,
  HTTPS_PORT,
  type NginxArgs,
  type NginxCommon,
} from "./nginx-arguments.ts";
import { poolOf } from "./nginx-upstreams.ts";

/** Whom a connection speaks for: a balancer or a proxy says who the client is, and nobody else is believed. */
export function clients(args: NginxArgs): string {
  const cidrs = [...("balancers" in args ? args.balancers.cidrs : []), ...(args.proxyCidrs ?? [])];
  if (cidrs.length === 0) return "";
  return `
# Balancers and proxies name the client; what the client itself wrote before them is not believed.
${cidrs.map((cidr) => `set_real_ip_from ${cidr};`).join("\n")}
real_ip_header X-Forwarded-For;
real_ip_recursive on;
`;
}

/** Every server that clients reach. */
export function servers(args: NginxArgs): string {
  const all =
    "virtualAddress" in args
      ? [redirect(args, args.virtualAddress), ...https(args, args.virtualAddress)]
      : balanced(args, args.balancers);
  return all.map((server) => server.trim()).join("\n\n");
}

function redirect({ serverName }: NginxCommon, address: string): string {
  return `
server {
  listen ${address}:${HTTP_PORT} default_server backlog=4096;
  server_name _;
  limit_req zone=requests_per_client burst=20 nodelay;
  return 308 https://${serverName}$request_uri;
}
`;
}

function https(args: NginxArgs, address: string): string[] {
  return [
    stranger(`${address}:${HTTPS_PORT} ssl http2`),
    `
server {
  listen ${address}:${HTTPS_PORT} ssl http2;
  server_name ${args.serverName};
${api(args, args.additions?.server)}
}
`,
  ];
}

function stranger(listen: string): string {
  return `
# A handshake for any other name ends here.
server {
  listen ${listen} default_server backlog=4096;
  server_name _;
  ssl_reject_handshake on;
}
`;
}

function balanced(args: NginxArgs, balancers: BalancedNginx): string[] {
  const { ownAddress, filtered, webSocketName, internal } = balancers;
  const addition = args.additions?.server;
  return [
    `
# The layer-7 balancer asks here whether this host is well; it names no host. Nobody else gets anything.
server {
  listen ${ownAddress}:${BALANCED_HTTP_PORT} default_server backlog=4096;
  server_name _;
  access_log off;
  location = ${BALANCED_HEALTH_PATH} {
    default_type text/plain;
    return 200 "ok\\n";
  }
  location / {
    return 404;
  }
}
`,
    `
server {
  listen ${ownAddress}:${BALANCED_HTTP_PORT};
  server_name ${args.serverName};
${api(args, filtered ? undefined : addition)}
}
`,
    ...(webSocketName === undefined ? [] : webSockets(args, ownAddress, webSocketName)),
    ...(internal ? https(args, ownAddress) : []),
  ];
}

/** The layer-4 balancer passes TLS through and writes the client's address before it (PROXY protocol). */
function webSockets(args: NginxArgs, ownAddress: string, name: string): string[] {
  const listen = `${ownAddress}:${BALANCED_WEB_SOCKET_PORT} ssl proxy_protocol`;
  return [
    stranger(listen),
    `
server {
  listen ${listen};
  server_name ${name};
  real_ip_header proxy_protocol;
${shared(args, args.additions?.server)}
${webSocketLocation(args)}

  location / {
    return 404;
  }
}
`,
  ];
}

function shared({ burst, connectionsPerClient = 256 }: NginxCommon, addition: string | undefined): string {
  return `
  # Two years, as Mozilla's profile says. No preload: that binds the whole domain, which is not ours to decide.
  add_header Strict-Transport-Security "max-age=63072000" always;
  add_header X-Content-Type-Options nosniff always;
  add_header X-Request-Id $sent_request_id always;
${addition === undefined ? "" : `\n${addition.replaceAll(/^(?=.)/gm, "  ")}\n`}
  limit_req zone=requests_per_client burst=${burst} nodelay;
  limit_conn connections_per_client ${connectionsPerClient};
`;
}

function webSocketLocation(args: NginxCommon): string {
  const { webSocketPath = "/ws/" } = args;
  return `
  location ${webSocketPath} {
    proxy_pass http://${poolOf(args)};
    # A WebSocket is silent between comments: an hour, which any sane ping interval undercuts.
    proxy_read_timeout 1h;
    proxy_send_timeout 1h;
    proxy_buffering off;
  }`;
}

function api(args: NginxCommon, addition: string | undefined): string {
  const { maxBodyMiB } = args;
  return `${shared(args, addition)}
  client_max_body_size ${maxBodyMiB}m;
  client_body_buffer_size 128k;

  location / {
    proxy_pass http://${poolOf(args)};
  }
${webSocketLocation(args)}

  # Tomcat's own health is for neighbours.
  location = /health {
    return 404;
  }`;
}
