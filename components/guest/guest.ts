/**
 * What a machine runs, as a plain value. Functions such as `nginx()` and `keepalived()` return parts;
 * `composeGuest` joins them; `cloudInit` renders the whole for a real machine and the lab boots the same value.
 */

/**
 * Names of secrets that files may need; a file never holds the value (see {@link SecretText}). Host names of managed
 * stores are among them: they are known only when the store has been made, so they travel the same way.
 */
export type SecretName =
  | "vrrpPassword"
  | "sessionKey"
  | "tlsCertificate"
  | "tlsPrivateKey"
  | "databaseHost"
  | "databasePassword"
  | "databaseReplicaPassword"
  | "redisHost"
  | "redisPassword"
  | "pictureLinkKey"
  | "erlangCookie"
  | "brokerCertificate"
  | "brokerPrivateKey"
  | "brokerAuthority"
  | "brokerAppPassword"
  | "brokerInboxPassword"
  | "brokerDanmakuPassword"
  | "brokerAutoscalerPassword"
  | "brokerOperatorPassword"
  | "brokerEndpoint"
  | "traceToken"
  | "alertAddresses"
  | "mailPassword"
  | "remoteWritePassword"
  | "grafanaPassword"
  | "logShipperKey";

export interface SecretRef {
  readonly secret: SecretName;
  /** What is written in place of the secret itself; absent, it is the secret. */
  readonly as?: SecretForm;
}

/** `rabbitmqHash`: salted SHA-256 as RabbitMQ's definitions have it, so that no broker's file holds a password. */
export type SecretForm = "rabbitmqHash";

/** A text with holes for secrets: filled on the machine, or by the lab, never in user data. */
export interface SecretText {
  readonly parts: readonly (string | SecretRef)[];
}

export interface GuestFile {
  /** Absolute path. */
  readonly path: string;
  readonly content: string | SecretText;
  /** Octal mode, e.g. `"0644"`; files with a secret are `"0640"` or stricter. */
  readonly mode: string;
  /** `user:group`, `root:root` when absent. */
  readonly owner?: string;
  /** systemd units that must reload (not restart) when the content changes. */
  readonly reloads?: readonly string[];
}

export interface GuestService {
  /** systemd unit without `.service`; one of another kind with its suffix, e.g. `backup.timer`. */
  readonly unit: string;
  /** Command that judges the configuration before the unit starts or reloads, e.g. `["nginx", "-t"]`. */
  readonly verify?: readonly string[];
  /** Command that reloads without dropping connections. */
  readonly reload?: readonly string[];
}

/** Who may open a port. Firewalls, security groups and scrape targets derive from it. */
export type PortSource =
  | "internet"
  | "balancer"
  | "internal"
  | "edge"
  | "tomcat"
  | "rabbitmq"
  | "pods"
  | "admin"
  | "monitoring"
  | "self";

export interface OpenPort {
  readonly name: string;
  /** 1 to 65535; 0 for protocols without ports. */
  readonly port: number;
  /** `vrrp` is IP protocol 112. */
  readonly protocol: "tcp" | "udp" | "vrrp";
  readonly from: readonly PortSource[];
  /** What Prometheus reads here; absent where a port has no metrics. */
  readonly scrape?: Scrape;
}

/** Metrics behind a port. */
export interface Scrape {
  /** Prometheus' word for all targets of this kind, e.g. `node`. */
  readonly job: string;
  /** `/metrics` when absent. */
  readonly path?: string;
  /** Query, one value for each name. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** How anybody finds out that a machine is healthy. */
export interface HealthCheck {
  readonly name: string;
  /** Port on the machine itself. */
  readonly port: number;
  /** HTTP path that answers 200; absent for a TCP check. */
  readonly path?: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
}

/** A part of a guest; every list is joined with the other parts' by `composeGuest`. */
export interface GuestPart {
  /** What this part is, e.g. `nginx`: conflicts between parts are told by these names. */
  readonly part: string;
  readonly packages?: readonly string[];
  readonly files?: readonly GuestFile[];
  readonly services?: readonly GuestService[];
  readonly sysctl?: Readonly<Record<string, string>>;
  readonly ports?: readonly OpenPort[];
  readonly checks?: readonly HealthCheck[];
}

export type GuestRole = "edge" | "tomcat" | "rabbitmq" | "database" | "monitoring";

export interface Guest extends Required<Omit<GuestPart, "part">> {
  /** Host name, a DNS label. */
  readonly name: string;
  readonly role: GuestRole;
}
