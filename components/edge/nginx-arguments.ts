/** One Tomcat behind the edge. */
export interface Upstream {
  /** Its host name, which is also its jvmRoute. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

export interface NginxArgs {
  /** Public host name of the API. */
  readonly serverName: string;
  /** The pair's VRRP address: clients are served there and nowhere else. */
  readonly virtualAddress: string;
  readonly upstreams: readonly [Upstream, ...Upstream[]];
  /** Requests per second and client address before 429. */
  readonly requestsPerSecond: number;
  /** Requests above the rate that are served at once before 429 begins. */
  readonly burst: number;
  /** Largest request body in MiB. */
  readonly maxBodyMiB: number;
  /**
   * Connections one client address may hold. 256 by default: Chinese mobile networks put many phones behind one
   * address, and each of them holds a WebSocket and one HTTP/2 connection.
   */
  readonly connectionsPerClient?: number;
  /**
   * Which Tomcat gets a session's requests. `any` (default): the least busy one; sessions are replicated before an
   * answer leaves, so each node knows each session. `jvmRoute`: the one that began the session while it lives;
   * Tomcats need the same setting.
   */
  readonly affinity?: "any" | "jvmRoute";
  /** Requests below this path become WebSockets. Default `/ws/`. */
  readonly webSocketPath?: string;
}

/** Ports that Nginx opens; firewalls, checks and tests derive from here. */
export const HTTP_PORT = 80;
export const HTTPS_PORT = 443;
/** On loopback only: `/healthz` for keepalived, `/status` for a metrics exporter. */
export const EDGE_HEALTH = {
  address: "127.0.0.1",
  port: 8081,
  path: "/healthz",
  statusPath: "/status",
} as const;

/** Nginx's certificate chain, leaf first. WeChat refuses mini-programs whose server sends an incomplete chain. */
export const CERTIFICATE_PATH = "/etc/nginx/tls/chain.pem";
export const PRIVATE_KEY_PATH = "/etc/nginx/tls/key.pem";
