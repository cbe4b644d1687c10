import { CERTIFICATE_PATH, EDGE_HEALTH, type NginxArgs, PRIVATE_KEY_PATH } from "./nginx-arguments.ts";
import { clients, servers } from "./nginx-servers.ts";
import { upstreams } from "./nginx-upstreams.ts";

/**
 * Mozilla's "intermediate" profile, guideline 5.7 (ssl-config.mozilla.org), without its DHE suites, which would need
 * a parameter file and serve no client that WeChat runs on. TLS 1.2 is the oldest version WeChat allows servers.
 */
const CIPHERS = [
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES128-GCM-SHA256",
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-RSA-AES256-GCM-SHA384",
  "ECDHE-ECDSA-CHACHA20-POLY1305",
  "ECDHE-RSA-CHACHA20-POLY1305",
];

/** The whole of nginx.conf: Debian's own site and module folders are not included. */
export function nginxConfiguration(args: NginxArgs): string {
  const { additions } = args;
  const sections = [
    basics,
    clients(args),
    variables,
    log,
    limits(args),
    tls,
    proxy,
    upstreams(args),
    additions?.http ?? "",
    servers(args),
    health,
  ];
  return `${main(additions?.main)}
http {
${sections
  .filter((section) => section.trim() !== "")
  .map((section) => indent(section.trim()))
  .join("\n\n")}
}
`;
}

const main = (addition: string | undefined): string => `# Made by Hougu. Change the program, not this file.
${addition === undefined ? "" : `${addition}\n`}user www-data;
worker_processes auto;
worker_rlimit_nofile 65536;
# After a reload old workers keep their WebSockets this long; phones then connect again, spread by their own jitter.
worker_shutdown_timeout 300s;
pid /run/nginx.pid;
error_log /var/log/nginx/error.log warn;

events {
  # Each proxied connection takes two. Memory, not this, is what ends first on the smallest machine.
  worker_connections 16384;
}
`;

const basics = `
include /etc/nginx/mime.types;
default_type application/octet-stream;
server_tokens off;
sendfile on;
tcp_nopush on;
keepalive_timeout 65s;
# A client that sends its head or body slower than this, or takes its answer slower, holds a place for nothing.
client_header_timeout 10s;
client_body_timeout 30s;
send_timeout 30s;
reset_timedout_connection on;
# Many names or one long name: the default of 32 or 64 depends on the processor's cache line.
server_names_hash_bucket_size 128;
`;

const variables = `
# Only WebSockets are upgraded: any other protocol would pass this proxy's rules by.
map $http_upgrade $sent_upgrade {
  default "";
  "~*^websocket$" websocket;
}
map $sent_upgrade $sent_connection {
  default upgrade;
  # Empty, not "close": connections to upstreams are kept alive.
  "" "";
}
# A request keeps the id it came with, if that looks like one; everything else gets a new one.
map $http_x_request_id $sent_request_id {
  default $request_id;
  "~^[0-9A-Za-z-]{8,64}$" $http_x_request_id;
}
# W3C Trace Context: a valid traceparent is passed on; without one a trace begins here, under the request's own
# random 32 hexadecimal digits. Flag 01: what is worth keeping is decided at the end of a trace, not here.
map $request_id $new_span_id {
  "~^[0-9a-f]{16}(?<last_half>[0-9a-f]{16})$" $last_half;
}
map $http_traceparent $sent_traceparent {
  default "00-$request_id-$new_span_id-01";
  "~^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$" $http_traceparent;
}
# The trace's id alone: by it a log line and its trace are found from each other.
map $sent_traceparent $trace_id {
  "~^00-(?<trace_digits>[0-9a-f]{32})-" $trace_digits;
  default "";
}
`;

// $uri, not $request_uri: login codes and tokens travel in queries and have no place in a log.
const log = `
log_format json escape=json
  '{"time":"$time_iso8601","request_id":"$sent_request_id","trace_id":"$trace_id","traceparent":"$sent_traceparent",'
  '"client":"$remote_addr","method":"$request_method","host":"$host","path":"$uri","protocol":"$server_protocol",'
  '"status":$status,"bytes":$body_bytes_sent,"seconds":$request_time,"tls":"$ssl_protocol",'
  '"upstream":"$upstream_addr","upstream_status":"$upstream_status","upstream_seconds":"$upstream_response_time",'
  '"limited":"$limit_req_status","user_agent":"$http_user_agent"}';
access_log /var/log/nginx/access.log json;
`;

function limits({ requestsPerSecond }: NginxArgs): string {
  // 10 MB hold the state of 80,000 (64-bit) client addresses.
  return `
limit_req_zone $binary_remote_addr zone=requests_per_client:10m rate=${requestsPerSecond}r/s;
limit_conn_zone $binary_remote_addr zone=connections_per_client:10m;
limit_req_status 429;
limit_conn_status 429;
# Being limited is the client's fault: a warning is enough.
limit_req_log_level warn;
limit_conn_log_level warn;
`;
}

// No OCSP stapling: it makes Nginx ask the CA over the internet through a resolver, neither WeChat nor its phones check
// revocation that way, and public CAs are giving OCSP up.
const tls = `
ssl_protocols TLSv1.2 TLSv1.3;
ssl_ciphers ${CIPHERS.join(":")};
ssl_prefer_server_ciphers off;
ssl_session_timeout 1d;
ssl_session_cache shared:tls:10m;
# Tickets would need keys that both edges share and rotate; the cache does for phones that come back.
ssl_session_tickets off;
ssl_stapling off;
ssl_certificate ${CERTIFICATE_PATH};
ssl_certificate_key ${PRIVATE_KEY_PATH};
`;

const proxy = `
proxy_http_version 1.1;
proxy_set_header Host $host;
proxy_set_header Connection $sent_connection;
proxy_set_header Upgrade $sent_upgrade;
# Set, not appended to: this is the first hop that is trusted, what a client claims is not.
proxy_set_header X-Forwarded-For $remote_addr;
# Every API server is behind TLS, here or at the balancer: plain HTTP is only sent elsewhere.
proxy_set_header X-Forwarded-Proto https;
proxy_set_header X-Forwarded-Host $host;
proxy_set_header X-Forwarded-Port 443;
proxy_set_header X-Real-IP $remote_addr;
proxy_set_header Forwarded "";
proxy_set_header Proxy "";
proxy_set_header X-Request-Id $sent_request_id;
proxy_set_header traceparent $sent_traceparent;
# Tomcats are in the next room: no answer to a SYN in 2 s means gone. Phones give up after 60 s (wx.request's default).
proxy_connect_timeout 2s;
proxy_send_timeout 30s;
proxy_read_timeout 60s;
# One more try elsewhere, within 10 s. Without "non_idempotent" a POST that has been sent is never sent again.
proxy_next_upstream error timeout http_503;
proxy_next_upstream_tries 2;
proxy_next_upstream_timeout 10s;
`;

const health = `
# For this machine alone. Answers while Nginx serves: Tomcats that are down are down for both edges, and moving the
# address would not mend them.
server {
  listen ${EDGE_HEALTH.address}:${EDGE_HEALTH.port};
  access_log off;
  location = ${EDGE_HEALTH.path} {
    default_type text/plain;
    return 200 "ok\\n";
  }
  location = ${EDGE_HEALTH.statusPath} {
    stub_status;
  }
  location / {
    return 404;
  }
}
`;

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
