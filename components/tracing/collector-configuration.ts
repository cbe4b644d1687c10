import { stringify } from "yaml";

/** A component's settings, under the collector's own names. */
export type Settings = Readonly<Record<string, unknown>>;

/** `traces`, or `traces/name`; likewise metrics. */
export type PipelineName = `${"traces" | "metrics"}${"" | `/${string}`}`;

export interface Pipeline {
  readonly receivers: readonly [string, ...string[]];
  /** In the order in which data passes them. */
  readonly processors: readonly string[];
  readonly exporters: readonly [string, ...string[]];
}

/**
 * The file that an OpenTelemetry Collector reads, with the sections that are used here. Names of components are those of
 * v0.165.0 (`otlp_grpc`, `load_balancing`, `span_metrics`).
 */
export interface CollectorConfiguration {
  readonly extensions: Readonly<Record<string, Settings>>;
  readonly receivers: Readonly<Record<string, Settings>>;
  readonly processors: Readonly<Record<string, Settings>>;
  readonly exporters: Readonly<Record<string, Settings>>;
  readonly connectors?: Readonly<Record<string, Settings>>;
  readonly service: {
    readonly extensions: readonly string[];
    readonly pipelines: Readonly<Partial<Record<PipelineName, Pipeline>>>;
    readonly telemetry: Settings;
  };
}

/** The text of the file. No folding: a wrapped line would be another text. */
export function collectorYaml(configuration: CollectorConfiguration): string {
  return `# Made by Hougu. Change the program, not this file.\n${stringify(configuration, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
