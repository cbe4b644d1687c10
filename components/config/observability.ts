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

/** What tells how an environment does. */
export interface ObservabilitySettings {
  /** Absent where nobody collects traces. */
  readonly traces?: TracesSettings | undefined;
}
