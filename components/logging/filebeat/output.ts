import type { Tier } from "../../config/environment.ts";
import { PLACE } from "./places.ts";

/** Where lines go. */
export type LogOutput =
  | {
      /** Through Logstash: business events get their meaning there. */
      readonly to: "logstash";
      /** `host:port`; the load is spread over them, and whoever is down is left out. */
      readonly hosts: readonly [string, ...string[]];
    }
  | {
      readonly to: "elasticsearch";
      /** `host:port`. */
      readonly hosts: readonly [string, ...string[]];
    };

/** The variable with an API key of Elasticsearch, `id:key`. */
export const KEY_VARIABLE = "LOG_SHIPPER_KEY";

/** Events that travel together: with 1 KiB each a batch is below Elasticsearch's advice of some MB. */
const BATCH = 1024;

export function outputSettings(output: LogOutput, environment: Tier): Readonly<Record<string, unknown>> {
  const common = {
    hosts: output.hosts,
    loadbalance: true,
    worker: 1,
    bulk_max_size: BATCH,
    timeout: "30s",
    // Who is down is asked again after 1 s, later after 60 s at most: all machines at once must not keep it down.
    "backoff.init": "1s",
    "backoff.max": "60s",
    ssl: {
      enabled: true,
      certificate_authorities: [PLACE.authority],
      verification_mode: "full",
      supported_protocols: ["TLSv1.2", "TLSv1.3"],
    },
  };
  if (output.to === "logstash") return { "output.logstash": { ...common, compression_level: 3 } };
  return {
    "output.elasticsearch": {
      ...common,
      protocol: "https",
      api_key: `\${${KEY_VARIABLE}}`,
      compression_level: 3,
      index: `hougu-logs-%{[event.dataset]}-${environment}`,
    },
    // Templates and their lifecycle are this program's (elasticsearch/templates.ts).
    "setup.ilm.enabled": false,
    "setup.template.enabled": false,
  };
}
