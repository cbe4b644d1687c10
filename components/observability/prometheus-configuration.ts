import { stringify } from "yaml";
import type { Tier } from "../config/environment.ts";
import type { RemoteWriteSettings } from "../config/observability.ts";
import { ALERTMANAGER_PORT, BLACKBOX_PORT } from "./ports.ts";
import type { ScrapeJob } from "./targets.ts";

export const RULES_FOLDER = "/etc/prometheus/rules";
export const REMOTE_WRITE_PASSWORD = "/etc/prometheus/remote-write-password";

/** A public address that is asked as phones ask. */
export interface Endpoint {
  /** `https://…` */
  readonly url: string;
  readonly miniProgram: string;
}

export interface PrometheusConfigurationArgs {
  readonly environment: Tier;
  /** Name of the machine. */
  readonly host: string;
  readonly scrapeSeconds: number;
  readonly jobs: readonly ScrapeJob[];
  readonly endpoints: readonly Endpoint[];
  /** Addresses of all Alertmanagers. */
  readonly alertmanagers: readonly string[];
  readonly remoteWrite?: RemoteWriteSettings | undefined;
}

/** prometheus.yml of Prometheus 2.42 (Debian 12). */
export function prometheusConfiguration(args: PrometheusConfigurationArgs): string {
  const { environment, host, scrapeSeconds, jobs, endpoints, alertmanagers, remoteWrite } = args;
  const configuration = {
    global: {
      scrape_interval: `${scrapeSeconds}s`,
      // An exporter that needs longer is a finding of its own.
      scrape_timeout: `${Math.min(10, scrapeSeconds)}s`,
      evaluation_interval: `${scrapeSeconds}s`,
      external_labels: { environment, replica: host },
    },
    rule_files: [`${RULES_FOLDER}/*.yml`],
    ...(alertmanagers.length > 0 && {
      alerting: {
        // Both machines find the same: without who found it, Alertmanager takes it for one alert.
        alert_relabel_configs: [{ regex: "replica", action: "labeldrop" }],
        alertmanagers: [
          {
            static_configs: [{ targets: alertmanagers.map((address) => `${address}:${ALERTMANAGER_PORT}`) }],
          },
        ],
      },
    }),
    scrape_configs: [...jobs.map(scrapeOf), ...(endpoints.length === 0 ? [] : [probesOf(endpoints, host)])],
    ...(remoteWrite && {
      remote_write: [
        {
          url: remoteWrite.url,
          basic_auth: { username: remoteWrite.user, password_file: REMOTE_WRITE_PASSWORD },
          send_exemplars: true,
        },
      ],
    }),
  };
  return `# Made by Hougu. Change the program, not this file.\n${stringify(configuration, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

function scrapeOf({ job, path, parameters, targets }: ScrapeJob) {
  return {
    job_name: job,
    ...(path === undefined ? {} : { metrics_path: path }),
    ...(parameters && {
      params: Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, [value]])),
    }),
    static_configs: targets.map(({ address, labels }) => ({ targets: [address], labels })),
  };
}

/** The blackbox exporter of this machine asks each endpoint; the series say who asked. */
function probesOf(endpoints: readonly Endpoint[], host: string) {
  return {
    job_name: "blackbox",
    metrics_path: "/probe",
    params: { module: ["phone"] },
    // TLS, a proxy and an application: slower than an exporter, and asked from outside.
    scrape_interval: "30s",
    static_configs: endpoints.map(({ url, miniProgram }) => ({
      targets: [url],
      labels: { mini_program: miniProgram, host, role: "monitoring" },
    })),
    relabel_configs: [
      { source_labels: ["__address__"], target_label: "__param_target" },
      { source_labels: ["__param_target"], target_label: "endpoint" },
      { target_label: "instance", source_labels: ["__param_target"] },
      { target_label: "__address__", replacement: `127.0.0.1:${BLACKBOX_PORT}` },
    ],
  };
}
