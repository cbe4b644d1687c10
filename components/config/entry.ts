/** How clients get in, and what keeps attackers out: the settings of one mini-program's way in. */

/**
 * `pair`: Nginx on two hosts for each zone, behind a public address that moves between them. Cheap, and all there is on
 * vSphere. `balanced`: managed balancers in front of the same Nginx; Alibaba Cloud only, two zones or more.
 */
export type EntrySettings =
  | { readonly kind: "pair" }
  | {
      readonly kind: "balanced";
      /** Host name of WebSockets, which then get a balancer at layer 4 of their own; the certificate must name it. */
      readonly webSocketDomain?: string | undefined;
      /** A balancer with a private address, for colleagues and other systems inside the VPC. */
      readonly internal: boolean;
      /** Access logs of the balancer in the log service. */
      readonly accessLogs: boolean;
    };

export type BalancedEntry = Extract<EntrySettings, { readonly kind: "balanced" }>;

/** What a rule does with a request that it catches. */
export const RULE_MODES = ["off", "monitor", "block"] as const;
export type RuleMode = (typeof RULE_MODES)[number];

/** A ceiling for one client address on one path and all below it. */
export interface RateLimitSettings {
  /** e.g. `/api/v1/login`. */
  readonly path: string;
  /** Requests within `seconds`; the next one is refused. */
  readonly requests: number;
  /** Length of the window in seconds. */
  readonly seconds: number;
}

export interface ProtectionSettings {
  /** The core rule set (SQL injection, scripts, traversal and the like). */
  readonly coreRules: RuleMode;
  /** Blocks of addresses that are refused. */
  readonly blockedCidrs: readonly string[];
  readonly rateLimits: readonly RateLimitSettings[];
}

/** Records in Alibaba Cloud DNS. */
export interface DnsSettings {
  /** The zone, a domain of the account, e.g. `example.com`. */
  readonly zone: string;
  /** Seconds that resolvers keep an answer. */
  readonly ttlSeconds: number;
  /** Certificate authorities that may issue for the domain (CAA); any when empty. */
  readonly caaIssuers: readonly string[];
  /** Public IPv4 address of an entry on vSphere, which the company's firewall leads to the virtual one. */
  readonly address?: string | undefined;
}

export type AntiDdosSettings =
  | {
      /** The free protection of every public address, with thresholds of one's own. */
      readonly kind: "basic";
      /** Traffic in Mbit/s from which it is cleaned. */
      readonly cleanMbps: number;
      /** Packets per second from which traffic is cleaned. */
      readonly cleanPacketsPerSecond: number;
    }
  | {
      /** Anti-DDoS Proxy in front: DNS leads there, and it asks the entry. */
      readonly kind: "proxy";
      /** Instances, bought before. */
      readonly instanceIds: readonly string[];
      /** Blocks from which it asks: whoever comes from there speaks for the client that he names. */
      readonly originCidrs: readonly string[];
    };

/** The web application firewall, one for an account. */
export interface WafSettings {
  /** The account's instance; a new one, paid by use, when absent. */
  readonly instanceId?: string | undefined;
  /** The account whose WAF's logs the log audit service collects; nobody collects them when absent. */
  readonly logAccountId?: string | undefined;
}
