/** One Tomcat behind the edge. */
export interface Upstream {
  /** Its host name, which is also its jvmRoute. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

/** How requests reach this Nginx. */
export type NginxEntry =
  | {
      /** The pair's VRRP address: clients are served there and nowhere else. */
      readonly virtualAddress: string;
    }
  | { readonly balancers: BalancedNginx };

/** Balancers that ask this host at its own address, each kind at a port of its own. */
export interface BalancedNginx {
  readonly ownAddress: string;
  /** Blocks that the balancers ask from: who comes from there speaks for a client. */
  readonly cidrs: readonly string[];
  /** What comes by the layer-7 balancer has passed a firewall for web applications already. */
  readonly filtered: boolean;
  /** Host name of WebSockets that come by a layer-4 balancer; absent where there is none. */
  readonly webSocketName?: string | undefined;
  /** HTTPS for clients inside the network, by a layer-4 balancer. */
  readonly internal: boolean;
}

/** Lines that other parts add to nginx.conf, by the context that they belong to. */
export interface NginxAdditions {
  /** Outside of every block. */
  readonly main: string;
  readonly http: string;
  /** In each server that clients reach, unless it is filtered already. */
  readonly server: string;
}

export type NginxArgs = NginxCommon & NginxEntry;

export interface NginxCommon {
  /** Public host name of the API. */
  readonly serverName: string;
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
  /** Blocks of a proxy on the internet that asks for clients, such as Anti-DDoS: it may name them. */
  readonly proxyCidrs?: readonly string[];
  readonly additions?: NginxAdditions | undefined;
}

/** Ports that Nginx opens; firewalls, checks and tests derive from here. */
export const HTTP_PORT = 80;
export const HTTPS_PORT = 443;
/** Plain HTTP from the layer-7 balancer, where TLS ends: nobody else reaches it, and it never leaves the VPC. */
export const BALANCED_HTTP_PORT = 8080;
/** TLS from the layer-4 balancer of WebSockets, behind the PROXY protocol's line with the client's address. */
export const BALANCED_WEB_SOCKET_PORT = 8443;
/** What the layer-7 balancer asks, without a host name of ours. */
export const BALANCED_HEALTH_PATH = "/healthz";
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
