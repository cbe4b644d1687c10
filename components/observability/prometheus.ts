import type { GuestPart, OpenPort } from "../guest/guest.ts";
import { secret, secretText } from "../guest/secret.ts";
import { FEWER_CALLS, SYSTEM_OUT_OF_REACH, unitDropIn } from "../guest/systemd.ts";
import { PROMETHEUS_PORT } from "./ports.ts";
import {
  type PrometheusConfigurationArgs,
  prometheusConfiguration,
  REMOTE_WRITE_PASSWORD,
  RULES_FOLDER,
} from "./prometheus-configuration.ts";
import { renderRules } from "./rules/render-rules.ts";
import type { RuleGroup } from "./rules/rule.ts";

/** Debian's place for samples. */
export const METRICS_FOLDER = "/var/lib/prometheus/metrics2";

export interface PrometheusArgs extends PrometheusConfigurationArgs {
  /** This machine's own address: nothing listens on any other. */
  readonly address: string;
  readonly memoryGiB: number;
  readonly rules: readonly RuleGroup[];
  /** Address of docs/runbooks, without a slash at its end. */
  readonly runbooks: string;
  /** Days after which samples go. */
  readonly retentionDays: number;
  /** What they may take at most, as `--storage.tsdb.retention.size` has it, e.g. `40960MB`. */
  readonly retentionSize: string;
}

/** Where it is asked, and read by itself and its peer. */
export const PROMETHEUS_METRICS: OpenPort = {
  name: "prometheus",
  port: PROMETHEUS_PORT,
  protocol: "tcp",
  from: ["admin", "monitoring", "pods"],
  scrape: { job: "prometheus" },
};

/** Prometheus 2.42: measures every host and service, evaluates the rules, and takes what the cluster's own measures. */
export function prometheus(args: PrometheusArgs): GuestPart {
  const { address, rules, runbooks, retentionDays, retentionSize, memoryGiB, remoteWrite } = args;
  const configuration = "/etc/prometheus/prometheus.yml";
  const rulesFile = `${RULES_FOLDER}/hougu.yml`;
  return {
    part: "prometheus",
    packages: ["prometheus"],
    files: [
      {
        path: configuration,
        mode: "0644",
        content: prometheusConfiguration(args),
        reloads: ["prometheus"],
      },
      { path: rulesFile, mode: "0644", content: renderRules(rules, { runbooks }), reloads: ["prometheus"] },
      {
        path: "/etc/default/prometheus",
        mode: "0644",
        content: `ARGS="--web.listen-address=${address}:${PROMETHEUS_PORT} \\
--web.external-url=http://${address}:${PROMETHEUS_PORT}/ \\
--web.enable-remote-write-receiver \\
--enable-feature=exemplar-storage \\
--storage.tsdb.path=${METRICS_FOLDER} \\
--storage.tsdb.retention.time=${retentionDays}d \\
--storage.tsdb.retention.size=${retentionSize} \\
--query.timeout=1m"
`,
      },
      ...(remoteWrite
        ? [
            {
              path: REMOTE_WRITE_PASSWORD,
              mode: "0640",
              owner: "root:prometheus",
              content: secretText`${secret("remoteWritePassword")}`,
            },
          ]
        : []),
      unitDropIn("prometheus", {
        Unit: {
          Wants: "network-online.target",
          After: "network-online.target",
        },
        Service: {
          Restart: "always",
          RestartSec: "5",
          LimitNOFILE: "65536",
          // What the machine has beside Alertmanager, the exporters and the system.
          MemoryMax: `${Math.floor(memoryGiB * 1024 * 0.7)}M`,
          // The write-ahead log is read at each start; a large one takes minutes.
          TimeoutStartSec: "600",
          NoNewPrivileges: "yes",
          ProtectSystem: "strict",
          ReadWritePaths: "/var/lib/prometheus",
          ProtectHome: "yes",
          PrivateTmp: "yes",
          ...SYSTEM_OUT_OF_REACH,
          ...FEWER_CALLS,
        },
      }),
    ],
    services: [
      {
        unit: "prometheus",
        verify: ["/usr/bin/promtool", "check", "config", configuration],
        reload: ["systemctl", "reload", "prometheus"],
      },
    ],
    ports: [PROMETHEUS_METRICS],
    checks: [
      { name: "prometheus", port: PROMETHEUS_PORT, path: "/-/ready", intervalSeconds: 15, timeoutSeconds: 5 },
    ],
  };
}
