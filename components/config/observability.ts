import type { Machine } from "./environment.ts";

/** Where traces of a cluster's pods go, and which of them. */
export interface TracesSettings {
  /**
   * `host:port` of Alibaba Cloud's trace service by OTLP over gRPC. Without TLS where it is one of Alibaba Cloud's internal
   * names, since those have none, and with TLS anywhere else: the token crosses no foreign network in the clear.
   */
  readonly endpoint: string;
  /** Image of the OpenTelemetry Collector's contrib distribution, by digest. */
  readonly image: string;
  /** Share in percent of the traces that neither failed nor were slow. */
  readonly keptPercent: number;
  /** New traces a second at the busiest hour. */
  readonly tracesPerSecond: number;
}

/** Another Prometheus that gets every sample as well, e.g. Alibaba Cloud's managed one. */
export interface RemoteWriteSettings {
  readonly url: string;
  /** User of HTTP's basic authentication; the password is the secret `hougu:remoteWritePassword`. */
  readonly user: string;
}

/** The machines that measure an environment. Each measures all of it, so that the loss of one loses nothing. */
export interface MetricsSettings {
  /** 1 or 2. */
  readonly servers: number;
  /** Its system disk holds the samples beside Debian. */
  readonly machine: Machine;
  /** Seconds between two scrapes of a target. */
  readonly scrapeSeconds: number;
  /** Where samples outlive the machines, which are made anew when what they measure changes. */
  readonly remoteWrite?: RemoteWriteSettings | undefined;
}

/** How urgent an alert is: `page` wakes somebody up, `ticket` is for the next working day. */
export const SEVERITIES = ["page", "ticket"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Whom an alert is about: one mini-program, or what both share. */
export const ALERT_SERVICES = ["artist", "food", "platform"] as const;
export type AlertService = (typeof ALERT_SERVICES)[number];

export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Somebody who is told. A robot's address is a secret: whoever knows it can speak in its group. */
export type ReceiverSettings =
  | { readonly name: string; readonly kind: "email"; readonly to: readonly string[] }
  | { readonly name: string; readonly kind: "dingtalk" | "wecom" | "webhook" };

/** Working hours in Beijing's time; until midnight where it ends at 24:00. */
export interface HoursSettings {
  readonly name: string;
  readonly weekdays: readonly Weekday[];
  /** `HH:MM`, included. */
  readonly from: string;
  /** `HH:MM`, excluded. */
  readonly to: string;
}

/** Which alerts go to a receiver. What isn't named isn't asked about. */
export interface RouteSettings {
  readonly receiver: string;
  readonly severity?: Severity | undefined;
  readonly service?: AlertService | undefined;
  /** Name of the hours in which the receiver is told; at all times when absent. */
  readonly hours?: string | undefined;
}

/** Who hears of what is wrong. */
export interface AlertsSettings {
  readonly language: "en" | "zh";
  /** Hours until an alert that goes on is told again. */
  readonly repeatHours: number;
  /** Address of docs/runbooks as whoever is woken up opens it, without a slash at its end. */
  readonly runbooks: string;
  readonly mail?:
    | {
        /** `host:port` of the mail server; STARTTLS is demanded. The password is the secret `hougu:mailPassword`. */
        readonly server: string;
        readonly from: string;
        readonly user: string;
      }
    | undefined;
  readonly receivers: readonly ReceiverSettings[];
  readonly hours: readonly HoursSettings[];
  readonly routes: readonly RouteSettings[];
}

/** Pages for people who look: Grafana on each machine that measures. */
export interface DashboardsSettings {
  readonly language: "en" | "zh";
  /** The vendor's archive of Grafana for Linux; Debian has none. */
  readonly package: { readonly url: string; readonly sha256: string };
  /** Folder of the web where the pages' file is published, without a slash at its end. */
  readonly pages: string;
  /** Address of a trace where people look at it, with `{trace}` in place of its id. */
  readonly traceView?: string | undefined;
}

/** What tells how an environment does. */
export interface ObservabilitySettings {
  /** Absent where nobody measures. */
  readonly metrics?: MetricsSettings | undefined;
  /** Absent where nobody looks; needs {@link metrics}. */
  readonly dashboards?: DashboardsSettings | undefined;
  /** Absent where nobody is told; needs {@link metrics}. */
  readonly alerts?: AlertsSettings | undefined;
  /** Absent where nobody collects traces. */
  readonly traces?: TracesSettings | undefined;
}
